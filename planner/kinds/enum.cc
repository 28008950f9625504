#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/enum_labels.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Column;
using schema::Enum;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::QuoteIdentifier;

// Columns of tables that are of the type, or arrays of it, on both sides of the change.
std::vector<std::pair<const Object*, const Object*>> UserColumns(const ObjectKey& type, const Expander& context) {
  std::vector<std::pair<const Object*, const Object*>> users;
  for (const Object* object : context.UsersOf(type)) {
    if (object->key.kind != Kind::kColumn) continue;
    const schema::TypeRef& of = object->As<Column>().type;
    if (of.schema != type.schema_name() || of.name != type.name()) continue;  // it mentions the type in its default only
    const Object* after = context.to().Find(object->key);
    if (after == nullptr || context.from().Find(TableOf(object->key)) == nullptr) continue;
    const schema::TypeRef& to = after->As<Column>().type;
    if (to.schema == of.schema && to.name == of.name && to.array == of.array) users.emplace_back(object, after);
  }
  return users;
}

// A new type of the same name takes the old one's place under every column; the values travel through text.
std::vector<std::string> RebuildStatements(const Object& after, const std::vector<std::pair<const Object*, const Object*>>& users) {
  const ObjectKey& key = after.key;
  std::string old_name = DerivedName(key.name(), "__old");
  std::string old_type = StrCat(QuoteIdentifier(key.schema_name()), ".", QuoteIdentifier(old_name));
  std::vector<std::string> statements;
  auto alter = [](const Object& column, absl::string_view what) {
    return StrCat("ALTER TABLE ", TableName(column.key), " ALTER COLUMN ", QuoteIdentifier(column.key.name()), " ", what);
  };
  for (const auto& [from, to] : users) {
    if (from->As<Column>().default_value.has_value()) statements.push_back(alter(*from, "DROP DEFAULT"));
  }
  statements.push_back(StrCat("ALTER TYPE ", SqlName(key), " RENAME TO ", QuoteIdentifier(old_name)));
  for (std::string& statement : CreateStatements(after)) statements.push_back(std::move(statement));
  for (const auto& [from, to] : users) {
    bool array = from->As<Column>().type.array;
    std::string column = QuoteIdentifier(from->key.name());
    statements.push_back(alter(*from, StrCat("TYPE ", SqlName(key), array ? "[]" : "", " USING ", column, array ? "::text[]::" : "::text::", SqlName(key), array ? "[]" : "")));
    if (to->As<Column>().default_value.has_value()) statements.push_back(alter(*to, StrCat("SET DEFAULT ", to->As<Column>().default_value->sql)));
  }
  statements.push_back(StrCat("DROP TYPE ", old_type));
  return statements;
}

std::vector<std::pair<const Object*, const Object*>> Reversed(std::vector<std::pair<const Object*, const Object*>> users) {
  for (auto& [from, to] : users) std::swap(from, to);
  return users;
}

void AddValues(const Change& change, Expander& out, const std::vector<std::pair<const Object*, const Object*>>& users) {
  const std::vector<std::string>& before = change.before->As<Enum>().labels;
  const std::vector<std::string>& after = change.after->As<Enum>().labels;
  Object state = *change.before;  // the type as it is before each step, for its undo
  out.BeginRecipe();
  for (size_t i = 0; i < after.size(); ++i) {
    if (std::find(before.begin(), before.end(), after[i]) != before.end()) continue;
    std::string position = i > 0 ? StrCat(" AFTER ", schema::QuoteLiteral(after[i - 1])) : before.empty() ? "" : StrCat(" BEFORE ", schema::QuoteLiteral(before[0]));
    Object next = state;
    std::vector<std::string>& labels = next.As<Enum>().labels;
    labels.insert(i > 0 ? std::find(labels.begin(), labels.end(), after[i - 1]) + 1 : labels.begin(), after[i]);
    Draft& draft = out.Alter(Action::kAddEnumValue, change, StrCat("value ", schema::QuoteLiteral(after[i]), " of ", change.after->key.ToString()));
    draft.Sql(StrCat("ALTER TYPE ", SqlName(change.after->key), " ADD VALUE ", schema::QuoteLiteral(after[i]), position))
        .Undo(RebuildStatements(state, Reversed(users)))
        .Sign(Sign::kAdd);
    draft.UndoTxn(Txn::kAlone).step.undo_note = "PostgreSQL cannot remove a value: the undo builds the type again and rewrites its columns; it fails when a row uses the value";
    state = std::move(next);
  }
  out.EndRecipe();
}

void ChangeLabels(const Change& change, Expander& out) {
  const std::vector<std::string>& before = change.before->As<Enum>().labels;
  const std::vector<std::string>& after = change.after->As<Enum>().labels;
  std::vector<std::pair<const Object*, const Object*>> users = UserColumns(change.after->key, out);
  if (OnlyAddsLabels(change)) return AddValues(change, out, users);
  Draft& draft = out.Alter(Action::kAlterTypeRewrite, change, StrCat(change.after->key.ToString(), ", built again"));
  for (std::string& statement : RebuildStatements(*change.after, users)) draft.Sql(std::move(statement));
  draft.Undo(RebuildStatements(*change.before, Reversed(users))).UndoTxn(Txn::kAlone);
  std::vector<std::string> removed;
  for (const std::string& label : before) {
    if (std::find(after.begin(), after.end(), label) == after.end()) removed.push_back(schema::QuoteLiteral(label));
  }
  for (const auto& [from, to] : users) {
    draft.alters.push_back(from->key);
    draft.Locks(TableOf(from->key));
    draft.Warn(HazardId::kTableRewrite, StrCat("table ", TableName(from->key), " is rewritten"));
    if (removed.empty() || from->As<Column>().type.array) continue;
    Check check;
    check.question = StrCat("Does no row of ", TableName(from->key), " use a value that goes away?");
    check.sql = StrCat("SELECT count(*) FROM ", TableName(from->key), " WHERE ", QuoteIdentifier(from->key.name()), "::text IN (", absl::StrJoin(removed, ", "), ")");
    check.expected = "0";
    out.AddCheck(std::move(check), draft);
  }
  if (!removed.empty()) draft.Warn(HazardId::kMayFailOnData, StrCat("fails when a row uses ", absl::StrJoin(removed, ", ")));
}

constexpr Recipe kRecipes[] = {{"labels", nullptr, &ChangeLabels}};

}  // namespace

bool OnlyAddsLabels(const Change& change) {
  const std::vector<std::string>& before = change.before->As<Enum>().labels;
  size_t next = 0;
  for (const std::string& label : change.after->As<Enum>().labels) {
    if (next < before.size() && before[next] == label) ++next;
  }
  return next == before.size();
}

bool IsEnumRebuilt(const Change& change) {
  return change.action == ChangeAction::kAlter && change.kind() == Kind::kEnum && change.fields.body != 0 && !OnlyAddsLabels(change);
}

void CreateEnum(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateType, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
}

void DropEnum(const Change& change, Expander& out) {
  out.Drop(Action::kDropType, change, change.before->key.ToString()).Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before));
}

absl::Span<const Recipe> EnumRecipes() { return kRecipes; }

}  // namespace planner
