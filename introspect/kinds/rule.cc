#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

// pg_rewrite.ev_type: CmdType (nodes.h).
schema::RuleEvent EventOf(char letter) {
  switch (letter) {
    case '2': return schema::RuleEvent::kUpdate;
    case '3': return schema::RuleEvent::kInsert;
    case '4': return schema::RuleEvent::kDelete;
    default: return schema::RuleEvent::kSelect;
  }
}

}  // namespace

absl::Status ReadRule(const Row& row, Reading& reading) {
  std::optional<schema::Object> object = MakePart<schema::Rule>(row, reading);
  if (!object.has_value()) return absl::OkStatus();
  auto& rule = object->As<schema::Rule>();
  rule.event = EventOf(row.Letter("event"));
  rule.enabled = ReadEnabled(row);
  ASSIGN_OR_RETURN(rule.definition, ReadExpr(row, "definition"));
  reading.builder.Add(*std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
