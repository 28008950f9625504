// Keys of objects that are known by more than a name: operators by their types, casts by two types, operator classes by their access method.
//
//   CastKey(color, text)  ->  cast "(public.color AS text)"
//
// What follows the name is SQL as it stands: DROP OPERATOR takes "===(integer, integer)", DROP CAST takes "(public.color AS text)".
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "schema/grant.h"
#include "schema/kinds/default_privileges.h"
#include "schema/kinds/operator_family.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

ObjectKey CastKey(const TypeRef& source, const TypeRef& target);
// `left` is empty for a prefix operator.
ObjectKey OperatorKey(absl::string_view schema, absl::string_view name, const TypeRef& left, const TypeRef& right);
// Of an operator class or family.
ObjectKey OfMethodKey(Kind kind, absl::string_view schema, absl::string_view name, absl::string_view method);
ObjectKey TransformKey(const TypeRef& type, absl::string_view language);
ObjectKey DefaultPrivilegesKey(const DefaultPrivileges& privileges);

// What ALTER DEFAULT PRIVILEGES speaks of, for a kind of object.
std::optional<DefaultPrivilegesOn> DefaultPrivilegesCategory(Kind kind);
// What PostgreSQL gives to others than the owner with every new object of this kind: EXECUTE on functions, USAGE on types, to PUBLIC.
std::vector<Grant> BuiltinDefaultGrants(DefaultPrivilegesOn on);

// "===" of an operator's key, "add" of a function's.
absl::string_view NameBeforeTypes(const ObjectKey& key);
// "name" and "method" of a key made by OfMethodKey.
struct NameAndMethod {
  absl::string_view name;
  absl::string_view method;
};
NameAndMethod SplitOfMethod(const ObjectKey& key);

// The canonical order of the members of a class or family: by number, then by what they are.
void SortMembers(std::vector<FamilyOperator>& operators, std::vector<FamilyFunction>& functions);

}  // namespace schema
