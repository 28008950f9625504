#include "compiler/kinds/language.h"

#include "compiler/kinds/define.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Kind;

// CREATE LANGUAGE without a handler is CREATE EXTENSION (gram.y).
absl::Status AsExtension(Context& context, const CreatePLangStmt& statement) {
  schema::ObjectKey key = schema::MakeKey(Kind::kExtension, {statement.plname});
  if (context.builder().Find(key) == nullptr) context.workspace().Add(std::move(key), schema::Extension{}, context.span());
  return absl::OkStatus();
}

}  // namespace

absl::Status CreateLanguage(Context& context, const CreatePLangStmt& statement) {
  if (absl::string_view(statement.plname) == "plpgsql") return absl::OkStatus();  // there from the start
  if (statement.plhandler == nullptr) return AsExtension(context, statement);
  schema::ObjectKey key = schema::MakeKey(Kind::kLanguage, {statement.plname});
  schema::Object* existing = context.builder().Find(key);
  if (!statement.replace) RETURN_IF_ERROR(CheckNew(context, key));
  schema::Language language;
  language.trusted = statement.pltrusted;
  const std::vector<schema::TypeRef> internal = {schema::BuiltinType("internal")}, oid = {schema::BuiltinType("oid")};
  ASSIGN_OR_RETURN(language.handler, FindRoutine(context, Strings(statement.plhandler), {}));
  if (statement.plinline != nullptr) {
    ASSIGN_OR_RETURN(language.inline_handler, FindRoutine(context, Strings(statement.plinline), internal));
  }
  if (statement.plvalidator != nullptr) {
    ASSIGN_OR_RETURN(language.validator, FindRoutine(context, Strings(statement.plvalidator), oid));
  }
  if (existing != nullptr) {
    existing->As<schema::Language>() = std::move(language);
    return absl::OkStatus();
  }
  schema::Object* added = context.workspace().Add(std::move(key), std::move(language), context.span());
  added->common.grants.push_back({"", "USAGE", false});
  return absl::OkStatus();
}

}  // namespace compiler
