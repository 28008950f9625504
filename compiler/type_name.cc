#include "compiler/type_name.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "compiler/nodes.h"
#include "schema/support/diagnostic.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::SourceSpan;
using schema::TypeRef;

constexpr int32_t kHeader = 4;  // VARHDRSZ: what a length in a typmod counts on top
constexpr int32_t kMaxAttributeSize = 10 * 1024 * 1024;  // MaxAttrSize, htup_details.h
constexpr int32_t kMaxSecondsPrecision = 6;
constexpr int32_t kIntervalFullRange = 0x7fff;
constexpr int32_t kIntervalFullPrecision = 0xffff;

absl::Status BadModifier(const SourceSpan& span, absl::string_view message) { return ErrorAt(span, "E0112", message); }

// anychar_typmodin, varchar.c.
absl::StatusOr<int32_t> CharacterTypmod(absl::Span<const int32_t> modifiers, absl::string_view type, const SourceSpan& span) {
  if (modifiers.size() != 1) return BadModifier(span, "invalid type modifier");
  if (modifiers[0] < 1) return BadModifier(span, absl::StrCat("length for type ", type, " must be at least 1"));
  if (modifiers[0] > kMaxAttributeSize) return BadModifier(span, absl::StrCat("length for type ", type, " cannot exceed ", kMaxAttributeSize));
  return modifiers[0] + kHeader;
}

// anybit_typmodin, varbit.c: a length without a header.
absl::StatusOr<int32_t> BitTypmod(absl::Span<const int32_t> modifiers, absl::string_view type, const SourceSpan& span) {
  if (modifiers.size() != 1) return BadModifier(span, "invalid type modifier");
  if (modifiers[0] < 1) return BadModifier(span, absl::StrCat("length for type ", type, " must be at least 1"));
  if (modifiers[0] > kMaxAttributeSize * 8) return BadModifier(span, absl::StrCat("length for type ", type, " cannot exceed ", kMaxAttributeSize * 8));
  return modifiers[0];
}

// numerictypmodin, numeric.c. A scale may be negative, and above the precision, since PostgreSQL 15.
absl::StatusOr<int32_t> NumericTypmod(absl::Span<const int32_t> modifiers, int major, const SourceSpan& span) {
  if (modifiers.empty() || modifiers.size() > 2) return BadModifier(span, "invalid NUMERIC type modifier");
  int32_t precision = modifiers[0];
  int32_t scale = modifiers.size() == 2 ? modifiers[1] : 0;
  if (precision < 1 || precision > 1000) return BadModifier(span, absl::StrCat("NUMERIC precision ", precision, " must be between 1 and 1000"));
  int32_t lowest = major >= 15 ? -1000 : 0;
  int32_t highest = major >= 15 ? 1000 : precision;
  if (scale < lowest || scale > highest) return BadModifier(span, absl::StrCat("NUMERIC scale ", scale, " must be between ", lowest, " and ", highest));
  return ((precision << 16) | (scale & 0x7ff)) + kHeader;
}

// anytime_typmodin, date.c; anytimestamp_typmodin, timestamp.c: too large a precision is reduced, with a warning.
absl::StatusOr<int32_t> SecondsTypmod(absl::Span<const int32_t> modifiers, const SourceSpan& span) {
  if (modifiers.size() != 1) return BadModifier(span, "invalid type modifier");
  if (modifiers[0] < 0) return BadModifier(span, "precision must not be negative");
  return std::min(modifiers[0], kMaxSecondsPrecision);
}

// intervaltypmodin, timestamp.c: [fields] or [fields, precision], as the grammar makes them.
absl::StatusOr<int32_t> IntervalTypmod(absl::Span<const int32_t> modifiers, const SourceSpan& span) {
  if (modifiers.empty() || modifiers.size() > 2) return BadModifier(span, "invalid INTERVAL type modifier");
  if (modifiers.size() == 1) return modifiers[0] == kIntervalFullRange ? -1 : (modifiers[0] << 16) | kIntervalFullPrecision;
  if (modifiers[1] < 0) return BadModifier(span, "INTERVAL precision must not be negative");
  return (modifiers[0] << 16) | std::min(modifiers[1], kMaxSecondsPrecision);
}

// The modifiers as whole numbers. Types of unknown extensions also take words, as in geometry(Point, 4326); those have no number here.
std::optional<std::vector<int32_t>> Modifiers(const ::List* list) {
  std::vector<int32_t> modifiers;
  for (int i = 0; i < list_length(list); ++i) {
    const auto* item = static_cast<const ::Node*>(list_nth(list, i));
    if (!IsA(item, A_Const) || reinterpret_cast<const A_Const*>(item)->isnull || nodeTag(&reinterpret_cast<const A_Const*>(item)->val.node) != T_Integer) return std::nullopt;
    modifiers.push_back(reinterpret_cast<const A_Const*>(item)->val.ival.ival);
  }
  return modifiers;
}

absl::StatusOr<int32_t> Typmod(const ::TypeName& name, const TypeInfo& info, const CatalogView& catalog, const SourceSpan& span) {
  if (name.typmods == nullptr) return name.typemod;
  std::optional<std::vector<int32_t>> modifiers = Modifiers(name.typmods);
  if (info.external) return modifiers.has_value() && modifiers->size() == 1 ? modifiers->front() : -1;
  if (!modifiers.has_value()) return BadModifier(span, "type modifiers must be whole numbers");
  const TypeRef& type = info.type;
  if (type.IsBuiltin()) {
    if (type.name == "varchar") return CharacterTypmod(*modifiers, "varchar", span);
    if (type.name == "bpchar") return CharacterTypmod(*modifiers, "char", span);
    if (type.name == "numeric") return NumericTypmod(*modifiers, catalog.builtins().major(), span);
    if (type.name == "bit" || type.name == "varbit") return BitTypmod(*modifiers, type.name, span);
    if (type.name == "time" || type.name == "timetz" || type.name == "timestamp" || type.name == "timestamptz") return SecondsTypmod(*modifiers, span);
    if (type.name == "interval") return IntervalTypmod(*modifiers, span);
  }
  return BadModifier(span, absl::StrCat("type modifier is not allowed for type \"", type.name, "\""));
}

absl::Status UnknownType(const std::vector<std::string>& names, const CatalogView& catalog, const SourceSpan& span) {
  std::string written;
  for (const std::string& part : names) absl::StrAppend(&written, written.empty() ? "" : ".", schema::QuoteIdentifier(part));
  absl::Status error = ErrorAt(span, "E0106", "type ", written, " does not exist");
  TypeId elsewhere = catalog.builtins().FindType(names.back());
  absl::string_view extension = elsewhere == kNoType ? absl::string_view() : catalog.builtins().Type(elsewhere).extension;
  if (!extension.empty() && !catalog.SchemaOfExtension(extension).has_value()) {
    return schema::WithHint(std::move(error), absl::StrCat("it comes with the extension ", extension, ": CREATE EXTENSION ", schema::QuoteIdentifier(extension)));
  }
  return schema::WithHint(std::move(error), schema::DidYouMean(names.back(), catalog.TypeNames()));
}

}  // namespace

absl::StatusOr<TypeRef> ResolveTypeName(const ::TypeName& name, const CatalogView& catalog, const SourceSpan& base) {
  std::vector<std::string> names;
  for (int i = 0; i < list_length(name.names); ++i) names.emplace_back(strVal(list_nth(name.names, i)));
  SourceSpan span = base;
  if (base.known() && base.length == 0) {
    span.offset = base.offset + static_cast<uint32_t>(std::max(name.location, 0));
    span.length = names.empty() ? 0 : static_cast<uint32_t>(names.back().size());
  }
  if (name.setof) return ErrorAt(span, "E0114", "SETOF is not allowed here");
  if (name.pct_type) return ErrorAt(span, "E0114", "%TYPE is not allowed here");
  if (names.empty()) return ErrorAt(span, "E0106", "a type name is missing");
  if (names.size() > 3) return ErrorAt(span, "E0106", "improper qualified name (too many dotted names)");
  std::optional<TypeInfo> info = catalog.FindType(names);
  if (!info.has_value()) {
    if (!catalog.HasUnknownExtension() || names.size() > 2) return UnknownType(names, catalog, span);
    info.emplace();
    info->type = {names.size() == 2 ? names[0] : catalog.search_path().empty() ? "public" : catalog.search_path().front(), names.back(), -1, false};
    info->external = true;
  }
  if (info->shape == TypeInfo::Shape::kPseudo && info->type.IsBuiltin() && info->type.name == "unknown" && names.size() == 1) return UnknownType(names, catalog, span);
  ASSIGN_OR_RETURN(int32_t typmod, Typmod(name, *info, catalog, span));
  TypeRef type = std::move(info->type);
  type.typmod = typmod;
  if (name.arrayBounds != nullptr) type.array = true;
  return type;
}

}  // namespace compiler
