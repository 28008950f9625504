#include "schema/signature_key.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "schema/kind.h"

namespace schema {
namespace {

constexpr absl::string_view kUsing = " using ";

std::string PlainType(TypeRef type) {
  type.typmod = -1;
  return FormatType(type);
}

}  // namespace

ObjectKey CastKey(const TypeRef& source, const TypeRef& target) {
  return MakeKey(Kind::kCast, {absl::StrCat("(", PlainType(source), " AS ", PlainType(target), ")")});
}

ObjectKey OperatorKey(absl::string_view schema, absl::string_view name, const TypeRef& left, const TypeRef& right) {
  return MakeKey(Kind::kOperator, {schema, absl::StrCat(name, "(", left.empty() ? "NONE" : PlainType(left), ", ", PlainType(right), ")")});
}

ObjectKey OfMethodKey(Kind kind, absl::string_view schema, absl::string_view name, absl::string_view method) {
  return MakeKey(kind, {schema, absl::StrCat(name, kUsing, method)});
}

ObjectKey TransformKey(const TypeRef& type, absl::string_view language) {
  return MakeKey(Kind::kTransform, {absl::StrCat("for ", PlainType(type), " language ", language)});
}

ObjectKey DefaultPrivilegesKey(const DefaultPrivileges& privileges) {
  std::string name = privileges.role.empty() ? "" : absl::StrCat("for ", privileges.role, " ");
  if (!privileges.schema.empty()) absl::StrAppend(&name, "in schema ", privileges.schema, " ");
  return MakeKey(Kind::kDefaultPrivileges, {absl::StrCat(name, "on ", EnumName(privileges.on))});
}

std::optional<DefaultPrivilegesOn> DefaultPrivilegesCategory(Kind kind) {
  switch (kind) {
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView: return DefaultPrivilegesOn::kTables;
    case Kind::kSequence: return DefaultPrivilegesOn::kSequences;
    case Kind::kFunction:
    case Kind::kProcedure:
    case Kind::kAggregate: return DefaultPrivilegesOn::kFunctions;
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kCompositeType:
    case Kind::kRangeType:
    case Kind::kBaseType: return DefaultPrivilegesOn::kTypes;
    case Kind::kSchema: return DefaultPrivilegesOn::kSchemas;
    default: return std::nullopt;
  }
}

std::vector<Grant> BuiltinDefaultGrants(DefaultPrivilegesOn on) {
  if (on == DefaultPrivilegesOn::kFunctions) return {{"", "EXECUTE", false}};
  if (on == DefaultPrivilegesOn::kTypes) return {{"", "USAGE", false}};
  return {};
}

absl::string_view NameBeforeTypes(const ObjectKey& key) { return key.name().substr(0, key.name().find('(')); }

NameAndMethod SplitOfMethod(const ObjectKey& key) {
  size_t at = key.name().rfind(kUsing);
  return {key.name().substr(0, at), key.name().substr(at + kUsing.size())};
}

void SortMembers(std::vector<FamilyOperator>& operators, std::vector<FamilyFunction>& functions) {
  std::sort(operators.begin(), operators.end(), [](const FamilyOperator& a, const FamilyOperator& b) { return std::tie(a.strategy, a.op) < std::tie(b.strategy, b.op); });
  std::sort(functions.begin(), functions.end(), [](const FamilyFunction& a, const FamilyFunction& b) {
    return std::tuple(a.number, PlainType(a.left), PlainType(a.right)) < std::tuple(b.number, PlainType(b.left), PlainType(b.right));
  });
}

}  // namespace schema
