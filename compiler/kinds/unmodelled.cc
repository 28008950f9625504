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

std::string RenamedUnmodelled(absl::string_view last_name, absl::string_view what, absl::string_view new_name) {
  absl::string_view old_name = last_name.substr(what.size() + 1);
  size_t tail = old_name.find('(');
  return absl::StrCat(what, " ", new_name, tail == absl::string_view::npos ? "" : old_name.substr(tail));
}

}  // namespace compiler
