// Foreign-data wrappers, servers, user mappings: none of their statements locks a table.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::ForeignDataWrapper;
using schema::ForeignServer;
using schema::Object;
using schema::UserMapping;

void Create(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateForeign, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(*change.after));
}

void Drop(const Change& change, Expander& out) {
  out.Drop(Action::kDropForeign, change, change.before->key.ToString()).Sql(DropStatement(*change.before)).Undo(CreateStatements(*change.before));
}

std::string AlterPrefix(const Object& object) { return StrCat("ALTER ", schema::Info(object.key.kind).sql_keyword, " ", SqlName(object.key)); }

template <typename T>
void ChangeOptions(const Change& change, Expander& out) {
  const auto& before = change.before->As<T>().options;
  const auto& after = change.after->As<T>().options;
  std::string prefix = StrCat(AlterPrefix(*change.after), " ");
  out.Alter(Action::kAlterForeign, change, StrCat("options of ", change.after->key.ToString()))
      .Sql(StrCat(prefix, GenericOptionChanges(before, after)))
      .Undo(StrCat(prefix, GenericOptionChanges(after, before)));
}

void ChangeVersion(const Change& change, Expander& out) {
  auto statement = [](const Object& server) {
    const auto& version = server.As<ForeignServer>().version;
    return StrCat(AlterPrefix(server), " VERSION ", version.has_value() ? schema::QuoteLiteral(*version) : "NULL");
  };
  out.Alter(Action::kAlterForeign, change, StrCat("version of ", change.after->key.ToString())).Sql(statement(*change.after)).Undo(statement(*change.before));
}

void ChangeFunction(const Change& change, Expander& out, const char* word, std::optional<schema::ObjectKey> ForeignDataWrapper::*member) {
  auto statement = [&](const Object& wrapper) { return StrCat(AlterPrefix(wrapper), WrapperFunction(word, wrapper.As<ForeignDataWrapper>().*member, true)); };
  out.Alter(Action::kAlterForeign, change, StrCat(word, " of ", change.after->key.ToString())).Sql(statement(*change.after)).Undo(statement(*change.before));
}
void ChangeHandler(const Change& change, Expander& out) { ChangeFunction(change, out, "HANDLER", &ForeignDataWrapper::handler); }
void ChangeValidator(const Change& change, Expander& out) { ChangeFunction(change, out, "VALIDATOR", &ForeignDataWrapper::validator); }

// No statement changes them. The server can be made anew with its foreign tables, which hold no rows, but not with the options of its user mappings.
bool HasNoOptionsToLose(const Change& change, const Expander& context) {
  for (const Object* user : context.UsersOf(change.before->key)) {
    if (user->key.kind == schema::Kind::kUserMapping && user->As<UserMapping>().options.has_value()) return false;
  }
  return true;
}

void CannotChange(const Change& change, Expander& out) {
  out.NotPlanned(change, StrCat("the wrapper and the type of ", change.after->key.ToString(), " have no ALTER, and making it anew would lose the options of its user mappings"));
}

// The values are nowhere in the model: who has them sets them.
void SayOptions(const Change& change, Expander& out) {
  const auto& mapping = change.after->As<UserMapping>();
  if (!mapping.options.has_value() || mapping.options->empty()) return;
  out.NotPlanned(change, StrCat("the options of ", change.after->key.ToString(), " (", absl::StrJoin(*mapping.options, ", "),
                                ") may be secret and are no part of a plan: ALTER USER MAPPING ", UserMappingName(mapping), " OPTIONS (…) sets them"));
}

constexpr Recipe kWrapperRecipes[] = {{"handler", nullptr, &ChangeHandler}, {"validator", nullptr, &ChangeValidator}, {"options", nullptr, &ChangeOptions<ForeignDataWrapper>}};
constexpr Recipe kServerRecipes[] = {{"wrapper", &HasNoOptionsToLose, &CannotChange, "type"}, {"type", &HasNoOptionsToLose, &CannotChange}, {"version", nullptr, &ChangeVersion},
                                     {"options", nullptr, &ChangeOptions<ForeignServer>}};
constexpr Recipe kMappingRecipes[] = {{"server", &Always, nullptr}, {"user", &Always, nullptr}, {"options", nullptr, &SayOptions}};

}  // namespace

void CreateForeignDataWrapper(const Change& change, Expander& out) { Create(change, out); }
void DropForeignDataWrapper(const Change& change, Expander& out) { Drop(change, out); }
absl::Span<const Recipe> ForeignDataWrapperRecipes() { return kWrapperRecipes; }
void CreateForeignServer(const Change& change, Expander& out) { Create(change, out); }
void DropForeignServer(const Change& change, Expander& out) { Drop(change, out); }
absl::Span<const Recipe> ForeignServerRecipes() { return kServerRecipes; }
void CreateUserMapping(const Change& change, Expander& out) {
  Create(change, out);
  SayOptions(change, out);
}
void DropUserMapping(const Change& change, Expander& out) {
  out.Drop(Action::kDropForeign, change, change.before->key.ToString())
      .Sql(DropStatement(*change.before))
      .Undo(CreateStatements(*change.before))
      .NoUndo(UndoClass::kSchemaOnly, "its options, a password perhaps, are nowhere kept");
}
absl::Span<const Recipe> UserMappingRecipes() { return kMappingRecipes; }

}  // namespace planner
