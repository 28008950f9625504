#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/plain.h"
#include "planner/sql_writer.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrAppend;
using absl::StrCat;

namespace {

using schema::BaseType;
using schema::Option;

// What ALTER TYPE … SET takes besides STORAGE (13+).
struct Property {
  const char* name;
  std::optional<schema::ObjectKey> BaseType::*function;
};
constexpr Property kProperties[] = {{"RECEIVE", &BaseType::receive},       {"SEND", &BaseType::send},       {"TYPMOD_IN", &BaseType::typmod_in},
                                    {"TYPMOD_OUT", &BaseType::typmod_out}, {"ANALYZE", &BaseType::analyze}, {"SUBSCRIPT", &BaseType::subscript}};

std::string SetProperties(const schema::Object& from, const schema::Object& to) {
  std::vector<std::string> parts;
  for (const Property& property : kProperties) {
    const auto& before = from.As<BaseType>().*property.function;
    const auto& after = to.As<BaseType>().*property.function;
    if (before != after) parts.push_back(StrCat(property.name, " = ", after.has_value() ? RoutineName(*after) : "NONE"));
  }
  return StrCat("ALTER TYPE ", SqlName(to.key), " SET (", absl::StrJoin(parts, ", "), ")");
}

void ChangeProperties(const Change& change, Expander& out) {
  out.Alter(Action::kAlterBaseType, change, change.after->key.ToString()).Sql(SetProperties(*change.before, *change.after)).Undo(SetProperties(*change.after, *change.before));
}

std::string AttributeText(const Option& attribute) {
  if (attribute.name == "passedbyvalue") return "PASSEDBYVALUE";
  bool literal = attribute.name == "category" || attribute.name == "delimiter" || attribute.name == "default";
  return StrCat(attribute.name, " = ", literal ? schema::QuoteLiteral(attribute.value) : attribute.value);
}

}  // namespace

std::vector<std::string> BaseTypeStatements(const schema::Object& object) {
  const auto& body = object.As<BaseType>();
  std::string shell = StrCat("CREATE TYPE ", SqlName(object.key));
  if (body.shell) return {shell};
  std::string text = StrCat(shell, " (INPUT = ", RoutineName(*body.input), ", OUTPUT = ", RoutineName(*body.output));
  for (const Property& property : kProperties) StrAppend(&text, RoutineElement(property.name, body.*property.function));
  for (const Option& attribute : body.attributes) StrAppend(&text, ", ", AttributeText(attribute));
  return {shell, text + ")"};
}

// The type's functions need its name, and it needs them: the shell comes first, and they between the two.
void CreateBaseType(const Change& change, Expander& out) {
  std::vector<std::string> statements = CreateStatements(*change.after);
  Draft& shell = out.Create(Action::kCreateType, change, change.after->key.ToString());
  shell.needs.erase(std::remove_if(shell.needs.begin(), shell.needs.end(), [](const schema::ObjectKey& key) { return key.kind == schema::Kind::kFunction; }), shell.needs.end());
  shell.Sql(statements.front()).Undo(DropStatement(change.after->key));
  if (change.after->As<BaseType>().shell) {
    for (size_t i = 1; i < statements.size(); ++i) shell.Sql(statements[i]);
    return;
  }
  shell.step.summary += ", as a shell";
  Draft& whole = out.Alter(Action::kCreateType, change, change.after->key.ToString());
  whole.alters.clear();
  whole.creates = {schema::MakeKey(schema::Kind::kUnmodelled, {change.after->key.schema_name(), StrCat("base type ", change.after->key.name())})};
  whole.needs.push_back(change.after->key);
  for (size_t i = 1; i < statements.size(); ++i) whole.Sql(statements[i]);
  // Only a DROP … CASCADE takes a type away from under its functions: the undo of the shell, which comes after theirs, does it.
  whole.NoUndo(UndoClass::kExact, "");
}

void DropBaseType(const Change& change, Expander& out) {
  Draft& draft = DropPlainly(Action::kDropType, change, out);
  if (change.before->As<BaseType>().shell) return;
  draft.step.sql = {StrCat(DropStatement(change.before->key), " CASCADE")};
  draft.frees.erase(std::remove_if(draft.frees.begin(), draft.frees.end(), [](const schema::ObjectKey& key) { return key.kind == schema::Kind::kFunction; }), draft.frees.end());
}

absl::Span<const Recipe> BaseTypeRecipes() {
  static constexpr const char* kRest = "receive,send,typmod_in,typmod_out,analyze,subscript";
  static constexpr Recipe kRecipes[] = {{"shell", &HasNoColumns, nullptr},                {"input", &HasNoColumns, nullptr},
                                        {"output", &HasNoColumns, nullptr},               {"attributes", &HasNoColumns, nullptr},
                                        {"receive", nullptr, &ChangeProperties, kRest},   {"send", nullptr, &ChangeProperties, kRest},
                                        {"typmod_in", nullptr, &ChangeProperties, kRest}, {"typmod_out", nullptr, &ChangeProperties, kRest},
                                        {"analyze", nullptr, &ChangeProperties, kRest},   {"subscript", nullptr, &ChangeProperties, kRest}};
  return kRecipes;
}

}  // namespace planner
