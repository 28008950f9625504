#include "compiler/kinds/collation.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "compiler/kinds/define.h"
#include "compiler/kinds/options.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Collation;
using schema::CollationProvider;
using schema::ErrorAt;
using schema::Kind;

// What CREATE COLLATION … FROM copies: a collation of the schema, or one of the server whose name says what it is.
absl::StatusOr<Collation> Copied(Context& context, const DefElem& from) {
  std::vector<std::string> name = NameParts(from);
  List* names = nullptr;
  for (const std::string& part : name) names = lappend(names, MakeString(part));
  ASSIGN_OR_RETURN(std::optional<schema::CollationName> found, ResolveCollation(context, names, from.location));
  if (!found.has_value()) return ErrorAt(context.span(), "E0114", "collation \"default\" cannot be copied");
  const schema::Object* own = context.builder().Find(schema::MakeKey(Kind::kCollation, {found->schema, found->name}));
  if (own != nullptr) return own->As<Collation>();
  Collation collation;
  absl::string_view locale = found->name;
  if (absl::ConsumeSuffix(&locale, "-x-icu")) {
    collation.provider = CollationProvider::kIcu;
    collation.locale = std::string(locale);
    return collation;
  }
  if (found->name == "C" || found->name == "POSIX") {
    collation.lc_collate = collation.lc_ctype = found->name;
    return collation;
  }
  return ErrorAt(context.span(), "W0302", "only a server can tell what collation \"", found->name, "\" is");
}

}  // namespace

absl::Status CreateCollation(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.defnames));
  schema::ObjectKey key = schema::MakeKey(Kind::kCollation, {name.schema, name.name});
  if (statement.if_not_exists && context.builder().Find(key) != nullptr) return absl::OkStatus();
  RETURN_IF_ERROR(CheckNew(context, key));
  Collation collation;
  if (const DefElem* from = FindElement(statement.definition, "from"); from != nullptr) {
    ASSIGN_OR_RETURN(collation, Copied(context, *from));
  }
  for (int i = 0; i < list_length(statement.definition); ++i) {
    const auto& element = As<DefElem>(*NodeAt(statement.definition, i));
    std::string option = absl::AsciiStrToLower(element.defname), value = OptionValue(element);
    if (option == "from" || option == "version") continue;
    if (option == "provider") {
      std::string provider = absl::AsciiStrToLower(value);
      if (provider == "icu") collation.provider = CollationProvider::kIcu;
      else if (provider == "libc") collation.provider = CollationProvider::kLibc;
      else if (provider == "builtin") collation.provider = CollationProvider::kBuiltin;
      else return ErrorAt(context.At(element.location), "E0114", "unrecognized collation provider: ", value);
    } else if (option == "locale") {
      collation.locale = value;
    } else if (option == "lc_collate") {
      collation.lc_collate = value;
    } else if (option == "lc_ctype") {
      collation.lc_ctype = value;
    } else if (option == "rules") {
      collation.rules = value;
    } else if (option == "deterministic") {
      collation.deterministic = OptionBoolean(value);
    } else {
      return ErrorAt(context.At(element.location), "E0114", "collation attribute \"", option, "\" not recognized");
    }
  }
  // LOCALE is both of libc's (DefineCollation, collationcmds.c); before 15, ICU read lc_collate.
  if (collation.provider == CollationProvider::kLibc && collation.locale.has_value()) {
    collation.lc_collate = collation.lc_ctype = *collation.locale;
    collation.locale.reset();
  } else if (collation.provider == CollationProvider::kIcu && !collation.locale.has_value()) {
    collation.locale = collation.lc_collate;
  }
  if (collation.provider != CollationProvider::kLibc) {
    collation.lc_collate.reset();
    collation.lc_ctype.reset();
  }
  // As introspection reads it.
  if (collation.locale.has_value()) absl::StrReplaceAll({{"-true", ""}}, &*collation.locale);
  context.workspace().Add(std::move(key), std::move(collation), context.span());
  return absl::OkStatus();
}

}  // namespace compiler
