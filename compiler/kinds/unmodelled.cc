#include "compiler/kinds/unmodelled.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "compiler/default_names.h"
#include "compiler/kinds/carry.h"
#include "compiler/kinds/view.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::MakeKey;
using schema::Object;
using schema::ObjectKey;

IfExists Existing(bool replace, bool if_not_exists) { return replace ? IfExists::kReplace : if_not_exists ? IfExists::kKeep : IfExists::kFail; }

absl::Status CarryOnTable(Context& context, const RangeVar& relation, absl::string_view what, absl::string_view name, IfExists if_exists) {
  ASSIGN_OR_RETURN(ObjectKey table, FindRelation(context, relation));
  if (table.kind != Kind::kTable && !IsView(table.kind)) return absl::OkStatus();  // part of what is not modelled itself
  return CarryKey(context, table.Child(Kind::kUnmodelled, absl::StrCat(what, " ", name)), what, if_exists);
}

}  // namespace

absl::Status CreateUnmodelledTable(Context& context, const CreateStmt& statement, absl::string_view what, absl::string_view schema) {
  return CarryKey(context, MakeKey(Kind::kUnmodelled, {schema, absl::StrCat(what, " ", statement.relation->relname)}), what, Existing(false, statement.if_not_exists));
}

absl::Status CreateTableAs(Context& context, const CreateTableAsStmt& statement) {
  if (statement.objtype == OBJECT_MATVIEW) return CreateMaterializedView(context, statement);
  const RangeVar& name = *statement.into->rel;
  if (IsTemporary(name)) return CarryTemporary(context, "table", name.relname);
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.schemaname, name.location));
  return CarryServerMade(context, MakeKey(Kind::kUnmodelled, {schema, absl::StrCat("table ", name.relname)}), "table",
                         "the columns of CREATE TABLE AS are what only a server can compute");
}

absl::Status CreateRule(Context& context, const RuleStmt& statement) {
  return CarryOnTable(context, *statement.relation, "rule", statement.rulename, Existing(statement.replace, false));
}

absl::Status CreateForeignDataWrapper(Context& context, const CreateFdwStmt& statement) {
  return CarryDatabaseWide(context, "foreign-data wrapper", statement.fdwname, IfExists::kFail);
}

absl::Status CreateServer(Context& context, const CreateForeignServerStmt& statement) {
  return CarryDatabaseWide(context, "server", statement.servername, Existing(false, statement.if_not_exists));
}

absl::Status CreateUserMapping(Context& context, const CreateUserMappingStmt& statement) {
  std::string user = RoleName(*statement.user).value_or("current_user");
  return CarryDatabaseWide(context, "user mapping", absl::StrCat("for ", user.empty() ? "public" : user, " server ", statement.servername),
                           Existing(false, statement.if_not_exists));
}

absl::Status DropUserMapping(Context& context, const DropUserMappingStmt& statement) {
  std::string user = RoleName(*statement.user).value_or("current_user");
  context.workspace().Remove(MakeKey(Kind::kUnmodelled, {absl::StrCat("user mapping for ", user.empty() ? "public" : user, " server ", statement.servername)}));
  return absl::OkStatus();
}

}  // namespace compiler
