#include "compiler/kinds/schema.h"

#include "compiler/lookup.h"

namespace compiler {

using schema::Kind;
using schema::Object;

// The elements of CREATE SCHEMA are statements of their own, run with the new schema in front of the search path (CreateSchemaCommand).
absl::Status CreateSchema(Context& context, const CreateSchemaStmt& statement) {
  std::optional<std::string> owner = statement.authrole == nullptr ? std::nullopt : RoleName(*statement.authrole);
  if (statement.schemaname == nullptr && !owner.has_value()) {
    return schema::ErrorAt(context.span(), "E0114", "CREATE SCHEMA AUTHORIZATION CURRENT_USER names no schema that is known here");
  }
  std::string name = statement.schemaname == nullptr ? *owner : statement.schemaname;
  schema::ObjectKey key = schema::MakeKey(Kind::kSchema, {name});
  Object* existing = context.builder().Find(key);
  // public is there from the start; dumps create it nevertheless.
  bool predefined = existing != nullptr && !existing->span.known();
  if (existing != nullptr && !predefined) {
    if (statement.if_not_exists) return absl::OkStatus();
    return AlreadyExists(context, context.span(), key.ToString(), existing->span);
  }
  if (existing == nullptr) existing = context.workspace().Add(key, schema::Schema{}, context.span());
  if (!predefined || !statement.if_not_exists) existing->span = context.span();
  if (owner.has_value()) existing->common.owner = std::move(owner);
  Settings inside = context.settings();
  inside.search_path.insert(inside.search_path.begin(), name);
  inside.search_path_text = absl::StrCat(schema::QuoteIdentifier(name), inside.search_path_text.empty() ? "" : ", ", inside.search_path_text);
  for (int i = 0; i < list_length(statement.schemaElts); ++i) context.Execute(NodeAt(statement.schemaElts, i), inside);
  return absl::OkStatus();
}

}  // namespace compiler
