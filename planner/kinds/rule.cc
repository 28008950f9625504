#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/trigger.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Enabled;
using schema::Object;
using schema::QuoteIdentifier;
using schema::Rule;

std::string CreateStatement(const Object& object, const char* create) {
  const auto& rule = object.As<Rule>();
  return StrCat(create, " ", QuoteIdentifier(object.key.name()), " AS ON ", schema::EnumName(rule.event), " TO ", TableName(object.key), " ", rule.definition.sql);
}

std::string EnableStatement(const Object& rule) {
  return StrCat("ALTER TABLE ", TableName(rule.key), " ", EnableClause(rule.As<Rule>().enabled, "RULE", QuoteIdentifier(rule.key.name())));
}

schema::ObjectKey ViewOf(const Object& rule) { return {TableOf(rule.key).path, schema::Kind::kView}; }

// Where the rule's own relation is new, what remains is the weaker lock on the tables that its statements change.
void LockRelations(const Object& rule, const Expander& context, Draft& draft) {
  schema::ObjectKey view = ViewOf(rule);
  draft.Locks(view);
  if (!context.IsCreated(view) && !context.IsCreated(TableOf(rule.key))) return;
  draft.step.lock = Lock::kRowExclusive;
  for (const schema::ObjectKey& key : References(rule)) {
    if (key.kind == schema::Kind::kTable) draft.Locks(key);
  }
}

// OR REPLACE leaves it enabled or disabled as it is, and keeps its comment.
void Replace(const Change& change, Expander& out) {
  Draft& draft = out.Alter(Action::kReplaceRule, change, change.after->key.ToString());
  draft.Sql(CreateStatement(*change.after, "CREATE OR REPLACE RULE")).Undo(CreateStatement(*change.before, "CREATE OR REPLACE RULE"));
  LockRelations(*change.after, out, draft);
}

void Enable(const Change& change, Expander& out) {
  Enabled after = change.after->As<Rule>().enabled;
  out.Alter(Action::kEnableRule, change, StrCat(change.after->key.ToString(), ", ", after == Enabled::kOrigin ? "enabled" : schema::EnumName(after)))
      .Sql(EnableStatement(*change.after))
      .Undo(EnableStatement(*change.before));
}

constexpr Recipe kRecipes[] = {{"event", nullptr, &Replace, "definition"}, {"definition", nullptr, &Replace, "event"}, {"enabled", nullptr, &Enable}};

}  // namespace

std::vector<std::string> RuleStatements(const Object& rule) {
  std::vector<std::string> statements = {CreateStatement(rule, "CREATE RULE")};
  if (rule.As<Rule>().enabled != Enabled::kOrigin) statements.push_back(EnableStatement(rule));
  return statements;
}

void CreateRule(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateRule, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
  LockRelations(*change.after, out, draft);
}

void DropRule(const Change& change, Expander& out) {
  out.Drop(Action::kDropRule, change, change.before->key.ToString()).Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before)).Locks(ViewOf(*change.before));
}

absl::Span<const Recipe> RuleRecipes() { return kRecipes; }

}  // namespace planner
