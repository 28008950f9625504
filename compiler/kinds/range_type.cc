#include "compiler/kinds/range_type.h"

#include "absl/strings/str_replace.h"
#include "compiler/kinds/define.h"
#include "compiler/kinds/type_common.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::TypeRef;

// makeMultirangeTypeName, typecmds.c: "range" in the name becomes "multirange", or "_multirange" is put behind it, cut to 63 bytes.
std::string MultirangeName(absl::string_view range) {
  constexpr size_t kMaxName = 63;
  std::string name(range);
  size_t at = name.find("range");
  if (at != std::string::npos) name.insert(at, "multi");
  else name = absl::StrCat(range.substr(0, std::min(range.size(), kMaxName - 11)), "_multirange");
  return name.substr(0, kMaxName);
}

absl::StatusOr<std::optional<schema::QualifiedName>> ReadOpclass(Context& context, const DefElem* element) {
  if (element == nullptr) return std::nullopt;
  std::vector<std::string> name = NameParts(*element);
  std::string schema = name.size() > 1 ? name[name.size() - 2] : "";
  for (const std::string& place : context.settings().search_path) {
    if (schema.empty() && context.builder().Find(schema::OfMethodKey(Kind::kOperatorClass, place, name.back(), "btree")) != nullptr) schema = place;
  }
  return schema::QualifiedName{schema.empty() ? "pg_catalog" : schema, name.back()};
}

}  // namespace

absl::Status CreateRange(Context& context, const CreateRangeStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.typeName));
  ASSIGN_OR_RETURN(schema::ObjectKey key, NewTypeKey(context, Kind::kRangeType, name));
  schema::RangeType range;
  const DefElem* subtype = FindElement(statement.params, "subtype");
  const auto* type_name = subtype == nullptr ? nullptr : AsOrNull<::TypeName>(subtype->arg, T_TypeName);
  if (type_name == nullptr) return schema::ErrorAt(context.span(), "E0114", "type attribute \"subtype\" is required");
  ASSIGN_OR_RETURN(range.subtype, ResolveType(context, *type_name));
  range.subtype.typmod = -1;
  ASSIGN_OR_RETURN(range.opclass, ReadOpclass(context, FindElement(statement.params, "subtype_opclass")));
  if (const DefElem* collation = FindElement(statement.params, "collation"); collation != nullptr) {
    std::vector<std::string> parts = NameParts(*collation);
    List* names = nullptr;
    for (const std::string& part : parts) names = lappend(names, MakeString(part));
    ASSIGN_OR_RETURN(range.collation, ResolveCollation(context, names, collation->location));
  }
  const TypeRef self{name.schema, name.name, -1, false};
  const std::vector<TypeRef> of_self = {self}, of_subtypes = {range.subtype, range.subtype};
  ASSIGN_OR_RETURN(range.canonical, FindRoutine(context, statement.params, "canonical", {&of_self, 1}));
  ASSIGN_OR_RETURN(range.subtype_diff, FindRoutine(context, statement.params, "subtype_diff", {&of_subtypes, 1}));
  const DefElem* multirange = FindElement(statement.params, "multirange_type_name");
  range.multirange_name = multirange == nullptr ? MultirangeName(name.name) : NameParts(*multirange).back();
  context.workspace().Add({key, NewTypeCommon(), std::move(range), context.span(), nullptr, 0});
  return absl::OkStatus();
}

}  // namespace compiler
