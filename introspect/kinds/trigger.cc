#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

// pg_trigger.tgtype (pg_trigger.h, TRIGGER_TYPE_*).
void ReadType(int64_t type, schema::Trigger& trigger) {
  constexpr int64_t kRow = 1, kBefore = 2, kInsert = 4, kDelete = 8, kUpdate = 16, kTruncate = 32, kInstead = 64;
  trigger.for_each_row = (type & kRow) != 0;
  trigger.timing = (type & kBefore) != 0    ? schema::TriggerTiming::kBefore
                   : (type & kInstead) != 0 ? schema::TriggerTiming::kInsteadOf
                                            : schema::TriggerTiming::kAfter;
  trigger.on_insert = (type & kInsert) != 0;
  trigger.on_delete = (type & kDelete) != 0;
  trigger.on_update = (type & kUpdate) != 0;
  trigger.on_truncate = (type & kTruncate) != 0;
}

// tgargs: each argument ends in a NUL.
std::vector<std::string> ReadTriggerArguments(const Row& row) {
  std::string bytes = absl::HexStringToBytes(row.Text("arguments"));
  std::vector<std::string> arguments = absl::StrSplit(bytes, '\0');
  arguments.pop_back();
  return arguments;
}

}  // namespace

absl::Status ReadTrigger(const Row& row, Reading& reading) {
  std::optional<schema::Object> object = MakePart<schema::Trigger>(row, reading);
  if (!object.has_value()) return absl::OkStatus();
  auto& trigger = object->As<schema::Trigger>();
  ReadType(row.Integer("type"), trigger);
  trigger.enabled = ReadEnabled(row);
  trigger.function = schema::MakeKey(schema::Kind::kFunction, {row.Text("function_schema"), absl::StrCat(row.Text("function"), "()")});
  ASSIGN_OR_RETURN(trigger.update_columns, reading.oids.ColumnNames(row.OidOf("relation"), row.Integers("columns")));
  trigger.constraint = row.Bool("is_constraint");
  trigger.deferral = ReadDeferral(row);
  if (Oid referenced = row.OidOf("referenced"); referenced != 0) {
    auto it = reading.oids.relations.find(referenced);
    if (it == reading.oids.relations.end()) return absl::AbortedError("a relation was dropped while it was read");
    trigger.referenced_table = it->second.key;
  }
  trigger.old_table = row.OptionalString("old_table");
  trigger.new_table = row.OptionalString("new_table");
  trigger.arguments = ReadTriggerArguments(row);
  if (row.Bool("has_when")) {
    ASSIGN_OR_RETURN(trigger.when, ReadExpr(row, "when_expression"));
  }
  reading.builder.Add(*std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
