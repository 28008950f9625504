#include "compiler/kinds/extension.h"

#include "compiler/kinds/options.h"
#include "compiler/lookup.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;

constexpr absl::string_view kPredefined = "plpgsql";

}  // namespace

absl::StatusOr<Object*> FindExtension(Context& context, absl::string_view name) {
  if (name == kPredefined) return nullptr;
  if (Object* extension = context.builder().Find(schema::MakeKey(Kind::kExtension, {name})); extension != nullptr) return extension;
  return context.Missing(NameToken(name), context.span(), "E0109", absl::StrCat("extension \"", name, "\" does not exist"));
}

absl::Status CreateExtension(Context& context, const CreateExtensionStmt& statement) {
  if (absl::string_view(statement.extname) == kPredefined) return absl::OkStatus();
  schema::ObjectKey key = schema::MakeKey(Kind::kExtension, {statement.extname});
  if (Object* existing = context.builder().Find(key); existing != nullptr) {
    if (statement.if_not_exists) return absl::OkStatus();
    return AlreadyExists(context, context.span(), key.ToString(), existing->span);
  }
  schema::Extension extension;
  for (int i = 0; i < list_length(statement.options); ++i) {
    const auto& option = As<DefElem>(*NodeAt(statement.options, i));
    absl::string_view name = option.defname;
    if (name == "schema") extension.in_schema = OptionValue(option);
    if (name == "new_version") extension.version = OptionValue(option);
  }
  if (extension.in_schema.has_value()) RETURN_IF_ERROR(CheckSchema(context, *extension.in_schema, context.span()));
  context.workspace().Add(key, std::move(extension), context.span());
  return absl::OkStatus();
}

absl::Status AlterExtension(Context& context, const AlterExtensionStmt& statement) {
  ASSIGN_OR_RETURN(Object * extension, FindExtension(context, statement.extname));
  if (extension == nullptr) return absl::OkStatus();
  for (int i = 0; i < list_length(statement.options); ++i) {
    const auto& option = As<DefElem>(*NodeAt(statement.options, i));
    if (absl::string_view(option.defname) == "new_version") extension->As<schema::Extension>().version = OptionValue(option);
  }
  return absl::OkStatus();
}

absl::Status AlterExtensionContents(Context& context, const AlterExtensionContentsStmt&) {
  context.workspace().Warn("W0301", context.span(), "members of an extension are not modelled yet: the object stays as it is");
  return absl::OkStatus();
}

}  // namespace compiler
