#include <algorithm>

#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Domain;

std::string DefaultStatement(const schema::Object& domain) {
  const auto& value = domain.As<Domain>().default_value;
  return StrCat("ALTER DOMAIN ", SqlName(domain.key), value.has_value() ? StrCat(" SET DEFAULT ", value->sql) : " DROP DEFAULT");
}

void ChangeDefault(const Change& change, Expander& out) {
  out.Alter(Action::kDomainDefault, change, StrCat("default of ", change.after->key.ToString()))
      .Sql(DefaultStatement(*change.after))
      .Undo(DefaultStatement(*change.before));
}

void ChangeNotNull(const Change& change, Expander& out) {
  std::string set = StrCat("ALTER DOMAIN ", SqlName(change.after->key), " SET NOT NULL");
  std::string drop = StrCat("ALTER DOMAIN ", SqlName(change.after->key), " DROP NOT NULL");
  if (!change.after->As<Domain>().not_null) {
    out.Alter(Action::kDomainDropNotNull, change, StrCat(change.after->key.ToString(), ", NULL allowed")).Sql(drop).Undo(set).UndoTxn(Txn::kAlone);
    return;
  }
  Draft& draft = out.Alter(Action::kDomainSetNotNull, change, StrCat(change.after->key.ToString(), ", not null"));
  LockUsersOfDomain(change.after->key, out, draft);
  draft.Sql(set)
      .Undo(drop)
      .Warn(HazardId::kBlocksWrites, StrCat("every table with a column of ", change.after->key.ToString(), " is read in full under SHARE"))
      .Warn(HazardId::kMayFailOnData, "fails when a column of the domain holds a NULL");
}

// A domain's type and collation are fixed; its columns would have to be converted to a new one.
bool IsUnused(const Change& change, const Expander& context) {
  const auto& users = context.UsersOf(change.before->key);
  return std::none_of(users.begin(), users.end(), [](const schema::Object* user) { return user->key.kind == schema::Kind::kColumn; });
}

constexpr Recipe kRecipes[] = {{"type", &IsUnused, nullptr}, {"collation", &IsUnused, nullptr}, {"default", nullptr, &ChangeDefault}, {"not_null", nullptr, &ChangeNotNull}};

}  // namespace

void CreateDomain(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateDomain, change, change.after->key.ToString());
  for (const schema::Object* check : change.folded) {
    for (schema::ObjectKey& key : References(*check)) draft.needs.push_back(std::move(key));
  }
  for (std::string& statement : CreateStatements(*change.after, change.folded)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
}

void DropDomain(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropDomain, change, change.before->key.ToString());
  for (const schema::Object* check : change.folded) {
    for (schema::ObjectKey& key : References(*check)) draft.frees.push_back(std::move(key));
  }
  draft.Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before, change.folded));
}

void LockUsersOfDomain(const schema::ObjectKey& domain, const Expander& context, Draft& draft) {
  for (const schema::Object* user : context.UsersOf(domain)) {
    if (user->key.kind == schema::Kind::kColumn) draft.Locks(TableOf(user->key));
  }
}

absl::Span<const Recipe> DomainRecipes() { return kRecipes; }

}  // namespace planner
