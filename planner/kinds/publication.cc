#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/plain.h"
#include "planner/sql_writer.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrAppend;
using absl::StrCat;

namespace {

using schema::Publication;
using schema::PublishedTable;

std::string TableText(const PublishedTable& table) {
  std::string text = SqlName(table.table);
  if (!table.columns.empty()) StrAppend(&text, " ", NameList(table.columns));
  if (table.where.has_value()) StrAppend(&text, " WHERE (", table.where->sql, ")");
  return text;
}

// "TABLE a, b, TABLES IN SCHEMA c"; "" for none.
std::string Objects(const std::vector<PublishedTable>& tables, const std::vector<std::string>& schemas, std::string (*text)(const PublishedTable&)) {
  std::vector<std::string> parts;
  if (!tables.empty()) parts.push_back(StrCat("TABLE ", absl::StrJoin(tables, ", ", [&](std::string* out, const PublishedTable& table) { out->append(text(table)); })));
  if (!schemas.empty()) parts.push_back(StrCat("TABLES IN SCHEMA ", absl::StrJoin(schemas, ", ", [](std::string* out, const std::string& name) { out->append(schema::QuoteIdentifier(name)); })));
  return absl::StrJoin(parts, ", ");
}
std::string BareName(const PublishedTable& table) { return SqlName(table.table); }

template <typename T>
std::vector<T> Minus(const std::vector<T>& a, const std::vector<T>& b) {
  std::vector<T> rest;
  for (const T& value : a) {
    if (std::find(b.begin(), b.end(), value) == b.end()) rest.push_back(value);
  }
  return rest;
}

// From one list to another: what comes is added, what goes is dropped; where a table changes its columns or condition, everything is set at once.
std::string ChangeObjects(const schema::Object& from, const schema::Object& to) {
  const auto& before = from.As<Publication>();
  const auto& after = to.As<Publication>();
  std::string alter = StrCat("ALTER PUBLICATION ", SqlName(to.key), " ");
  std::vector<PublishedTable> come = Minus(after.tables, before.tables), go = Minus(before.tables, after.tables);
  std::vector<std::string> schemas_come = Minus(after.schemas, before.schemas), schemas_go = Minus(before.schemas, after.schemas);
  if (go.empty() && schemas_go.empty()) return StrCat(alter, "ADD ", Objects(come, schemas_come, &TableText));
  bool nothing_left = after.tables.empty() && after.schemas.empty();
  if ((come.empty() && schemas_come.empty()) || nothing_left) return StrCat(alter, "DROP ", Objects(go, schemas_go, &BareName));
  return StrCat(alter, "SET ", Objects(after.tables, after.schemas, &TableText));
}

void LockTables(const Publication& publication, Draft& draft) {
  for (const PublishedTable& table : publication.tables) draft.Locks(table.table);
}

void ChangeLists(const Change& change, Expander& out) {
  Draft& draft = out.Alter(Action::kAlterPublicationTables, change, change.after->key.ToString());
  LockTables(change.before->As<Publication>(), draft);
  LockTables(change.after->As<Publication>(), draft);
  draft.Sql(ChangeObjects(*change.before, *change.after)).Undo(ChangeObjects(*change.after, *change.before));
}

std::string DefaultOf(const std::string& name) {
  return name == "publish" ? "insert, update, delete, truncate" : name == "publish_generated_columns" ? "none" : "false";
}

std::string SetOptions(const schema::Object& from, const schema::Object& to) {
  std::vector<std::string> parts;
  const auto& before = from.As<Publication>().options;
  const auto& after = to.As<Publication>().options;
  for (const schema::Option& option : Minus(after, before)) parts.push_back(StrCat(option.name, " = ", schema::QuoteLiteral(option.value)));
  for (const schema::Option& option : before) {
    bool stays = std::any_of(after.begin(), after.end(), [&](const schema::Option& other) { return other.name == option.name; });
    if (!stays) parts.push_back(StrCat(option.name, " = ", schema::QuoteLiteral(DefaultOf(option.name))));
  }
  return StrCat("ALTER PUBLICATION ", SqlName(to.key), " SET (", absl::StrJoin(parts, ", "), ")");
}

void ChangeOptions(const Change& change, Expander& out) {
  out.Alter(Action::kAlterPublication, change, change.after->key.ToString()).Sql(SetOptions(*change.before, *change.after)).Undo(SetOptions(*change.after, *change.before));
}

}  // namespace

std::string PublicationStatement(const schema::Object& object) {
  const auto& body = object.As<Publication>();
  std::string objects = Objects(body.tables, body.schemas, &TableText);
  std::string text = StrCat("CREATE PUBLICATION ", SqlName(object.key), body.all_tables ? " FOR ALL TABLES" : objects.empty() ? "" : StrCat(" FOR ", objects));
  std::string options = absl::StrJoin(body.options, ", ", [](std::string* out, const schema::Option& option) { StrAppend(out, option.name, " = ", schema::QuoteLiteral(option.value)); });
  return options.empty() ? text : StrCat(text, " WITH (", options, ")");
}

void CreatePublication(const Change& change, Expander& out) { LockTables(change.after->As<Publication>(), CreatePlainly(Action::kCreatePublication, change, out)); }
void DropPublication(const Change& change, Expander& out) { DropPlainly(Action::kDropPublication, change, out); }

absl::Span<const Recipe> PublicationRecipes() {
  static constexpr Recipe kRecipes[] = {{"all_tables", &Always, nullptr}, {"tables", nullptr, &ChangeLists, "schemas"}, {"schemas", nullptr, &ChangeLists}, {"options", nullptr, &ChangeOptions}};
  return kRecipes;
}

}  // namespace planner
