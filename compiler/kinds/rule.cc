#include "compiler/kinds/rule.h"

#include "compiler/kinds/trigger.h"
#include "compiler/kinds/view.h"
#include "compiler/lookup.h"
#include "compiler/parse.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::Rule;

schema::RuleEvent EventOf(CmdType command) {
  switch (command) {
    case CMD_UPDATE: return schema::RuleEvent::kUpdate;
    case CMD_INSERT: return schema::RuleEvent::kInsert;
    case CMD_DELETE: return schema::RuleEvent::kDelete;
    default: return schema::RuleEvent::kSelect;
  }
}

::Node* Plain(::Node* action) {
  if (!IsA(action, NotifyStmt)) return action;
  const auto& notify = *reinterpret_cast<const NotifyStmt*>(action);
  List* strings = list_make1(MakeString(notify.conditionname));
  if (notify.payload != nullptr) strings = lappend(strings, MakeString(notify.payload));
  return reinterpret_cast<::Node*>(strings);
}

// DefineQueryRewrite, rewriteDefine.c: a view's own rule. What makes a table a view is history (until PostgreSQL 15).
absl::Status ReplaceQuery(Context& context, const RuleStmt& statement, const ObjectKey& relation) {
  if (!IsView(relation.kind) || !statement.instead || list_length(statement.actions) != 1 || statement.whereClause != nullptr) {
    return ErrorAt(context.span(), "E0114", relation.ToString(), " cannot have ON SELECT rules");
  }
  ASSIGN_OR_RETURN(schema::Expr query, context.Pend(NodeAt(statement.actions, 0), ExpressionUse::kQuery));
  Object& view = *context.builder().Find(relation);
  (view.key.kind == Kind::kView ? view.As<schema::View>().query : view.As<schema::MaterializedView>().query) = std::move(query);
  return absl::OkStatus();
}

// "new.x" and "old.x", and in the condition plain "x" as well: calls visit with the String of the column.
void ForEachRowColumn(::Node* raw, absl::FunctionRef<void(String&)> visit) {
  const auto* parts = reinterpret_cast<const List*>(raw);
  for (int i = 0; i < list_length(parts); ++i) {
    auto* part = static_cast<::Node*>(list_nth(parts, i));
    if (part == nullptr) continue;
    bool condition = i == 2;
    WalkRaw(part, [&](::Node* node) {
      if (!IsA(node, ColumnRef)) return true;
      const auto& fields = *reinterpret_cast<const ColumnRef*>(node)->fields;
      auto field = [&](int at) { return static_cast<::Node*>(list_nth(&fields, at)); };
      bool of_row = list_length(&fields) == 2 && IsA(field(0), String) && (absl::string_view(strVal(field(0))) == "new" || absl::string_view(strVal(field(0))) == "old");
      if (of_row && IsA(field(1), String)) visit(*reinterpret_cast<String*>(field(1)));
      if (condition && list_length(&fields) == 1 && IsA(field(0), String)) visit(*reinterpret_cast<String*>(field(0)));
      return true;
    });
  }
}

}  // namespace

absl::Status CreateRule(Context& context, const RuleStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey relation, FindRelation(context, *statement.relation));
  if (!HoldsTriggers(relation.kind)) return absl::OkStatus();  // part of what is not modelled itself
  if (statement.event == CMD_SELECT) return ReplaceQuery(context, statement, relation);
  if (relation.kind == Kind::kMaterializedView) return ErrorAt(context.span(), "E0114", "rules on materialized views are not supported");
  ObjectKey key = relation.Child(Kind::kRule, statement.rulename);
  Object* existing = context.builder().Find(key);
  bool replaced = existing != nullptr && statement.replace && existing->span.file == context.span().file;
  if (existing != nullptr && !replaced) return AlreadyExists(context, context.span(), key.ToString(), existing->span);
  Rule rule;
  rule.event = EventOf(statement.event);
  ASSIGN_OR_RETURN(rule.definition, context.Pend(RawRule(statement), ExpressionUse::kRule));
  if (replaced) {  // it stays enabled or disabled as it was (InsertRule, rewriteDefine.c)
    rule.enabled = existing->As<Rule>().enabled;
    existing->body = std::move(rule);
    existing->span = context.span();
    return absl::OkStatus();
  }
  context.workspace().Add(std::move(key), std::move(rule), context.span());
  return absl::OkStatus();
}

absl::Status EnableRule(Context& context, const ObjectKey& relation, const AlterTableCmd& command) {
  if (!HoldsTriggers(relation.kind)) return absl::OkStatus();
  ASSIGN_OR_RETURN(Object * rule, RequireOnRelation(context, relation, Kind::kRule, command.name));
  auto& enabled = rule->As<Rule>().enabled;
  switch (command.subtype) {
    case AT_EnableAlwaysRule: enabled = schema::Enabled::kAlways; break;
    case AT_EnableReplicaRule: enabled = schema::Enabled::kReplica; break;
    case AT_DisableRule: enabled = schema::Enabled::kDisabled; break;
    default: enabled = schema::Enabled::kOrigin; break;
  }
  return absl::OkStatus();
}

::Node* RawRule(const RuleStmt& statement) {
  List* parts = list_make3(makeInteger(statement.event), makeBoolean(statement.instead), statement.whereClause);
  for (int i = 0; i < list_length(statement.actions); ++i) parts = lappend(parts, Plain(static_cast<::Node*>(list_nth(statement.actions, i))));
  return reinterpret_cast<::Node*>(parts);
}

bool RuleMentionsColumn(::Node* raw, absl::string_view column) {
  bool found = false;
  ForEachRowColumn(raw, [&](String& name) { found = found || column == name.sval; });
  return found;
}

void RenameColumnInRule(::Node* raw, absl::string_view old_name, absl::string_view new_name) {
  ForEachRowColumn(raw, [&](String& name) {
    if (old_name == name.sval) name.sval = reinterpret_cast<String*>(MakeString(new_name))->sval;
  });
}

}  // namespace compiler
