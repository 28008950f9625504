#include "introspect/oid_map.h"

#include "absl/strings/str_cat.h"
#include "schema/support/status.h"

namespace introspect {

absl::StatusOr<schema::TypeRef> OidMap::Type(Oid oid, int32_t typmod) const {
  auto it = types.find(oid);
  if (it == types.end()) return absl::AbortedError(absl::StrCat("no type has the OID ", oid));
  schema::TypeRef type = it->second.type;
  type.typmod = typmod;
  return type;
}

absl::StatusOr<schema::CollationName> OidMap::Collation(Oid oid) const {
  auto it = collations.find(oid);
  if (it == collations.end()) return absl::AbortedError(absl::StrCat("no collation has the OID ", oid));
  return it->second;
}

absl::StatusOr<schema::ObjectKey> OidMap::Routine(Oid oid) const {
  auto it = routines.find(oid);
  if (it == routines.end()) return absl::AbortedError(absl::StrCat("no function has the OID ", oid));
  return it->second;
}

absl::StatusOr<schema::ObjectKey> OidMap::Operator(Oid oid) const {
  auto it = operators.find(oid);
  if (it == operators.end()) return absl::AbortedError(absl::StrCat("no operator has the OID ", oid));
  return it->second;
}

absl::StatusOr<std::optional<schema::ObjectKey>> OidMap::OptionalRoutine(Oid oid) const {
  if (oid == 0) return std::nullopt;
  return Routine(oid);
}

absl::StatusOr<std::optional<schema::ObjectKey>> OidMap::OptionalOperator(Oid oid) const {
  if (oid == 0) return std::nullopt;
  return Operator(oid);
}

NamedRelation* OidMap::FindModelled(Oid oid) {
  auto it = relations.find(oid);
  return it == relations.end() || !it->second.modelled ? nullptr : &it->second;
}

absl::StatusOr<std::vector<std::string>> OidMap::ColumnNames(Oid relation, const std::vector<int64_t>& attnums) const {
  auto it = relations.find(relation);
  if (it == relations.end()) return absl::AbortedError(absl::StrCat("no relation has the OID ", relation));
  std::vector<std::string> names;
  names.reserve(attnums.size());
  for (int64_t attnum : attnums) {
    if (attnum < 1 || attnum > static_cast<int64_t>(it->second.columns.size())) {
      return absl::AbortedError(absl::StrCat("relation ", it->second.key.QualifiedName(), " has no column ", attnum));
    }
    names.push_back(it->second.columns[attnum - 1].name);
  }
  return names;
}

}  // namespace introspect
