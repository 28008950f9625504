// Names in statements to objects of the schema under construction, along the search path (namespace.c), with errors that wait and suggest.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/context.h"

namespace compiler {

// The schema that an object is created in: the one named, or the first one of the search path. E0103 when it does not exist.
absl::StatusOr<std::string> CreationSchema(Context& context, const char* schema_name, int location);
// For a qualified name of a new object: {schema, name}.
struct NewName {
  std::string schema;
  std::string name;
};
absl::StatusOr<NewName> CreationName(Context& context, const ::List* names);
// E0103 unless the schema exists.
absl::Status CheckSchema(Context& context, absl::string_view schema, const schema::SourceSpan& at);

inline constexpr absl::string_view kTemporarySchema = "pg_temp";
bool IsTemporary(const ::RangeVar& name);

// The relation that a name means, whatever its kind: see Workspace::FindRelation for what the key can be. Relations that are not ours to know
// (system catalogs, temporary tables, tables of extensions) give a key of kind kUnmodelled. E0104 when there is none.
absl::StatusOr<schema::ObjectKey> FindRelation(Context& context, const ::RangeVar& name);
// The same without an error.
std::optional<schema::ObjectKey> FindRelationIfAny(Context& context, absl::string_view schema, absl::string_view name);
// A table of the schema. Nullopt when the name means a relation that is not modelled: what is done to it is part of it. E0105 for other kinds.
absl::StatusOr<std::optional<schema::ObjectKey>> FindTable(Context& context, const ::RangeVar& name);

// A user-defined type of one of these kinds. E0106 when there is none, E0105 when it is of another kind.
absl::StatusOr<schema::ObjectKey> FindType(Context& context, const ::List* names, absl::Span<const schema::Kind> kinds, int location = -1);
// A type's name to a type; waits for it where it is not known yet.
absl::StatusOr<schema::TypeRef> ResolveType(Context& context, const ::TypeName& name);

// The column of a table or composite type. E0107 when there is none.
absl::StatusOr<schema::Object*> FindColumn(Context& context, const schema::ObjectKey& parent, absl::string_view column, const schema::SourceSpan& at);
std::vector<std::string> ColumnNamesOf(Context& context, const schema::ObjectKey& parent);
// The columns of a table in their order.
std::vector<schema::Object*> ColumnsOf(Context& context, const schema::ObjectKey& parent);

// A constraint of a table or domain, whatever its kind; null when there is none. NOT NULL constraints are not among them.
schema::Object* FindConstraint(Context& context, const schema::ObjectKey& parent, absl::string_view name);
// The column whose NOT NULL constraint has this name (18); null when there is none.
schema::Object* FindNotNull(Context& context, const schema::ObjectKey& table, absl::string_view name);
// Both, as DROP CONSTRAINT looks: E0108 when there is none.
struct FoundConstraint {
  schema::Object* object = nullptr;  // the constraint, or the column of a NOT NULL constraint
  bool not_null = false;
};
absl::StatusOr<FoundConstraint> RequireConstraint(Context& context, const schema::ObjectKey& parent, absl::string_view name, const schema::SourceSpan& at);

// A collation by name; absent for "default". Collations of the operating system are taken by their word.
absl::StatusOr<std::optional<schema::CollationName>> ResolveCollation(Context& context, const ::List* names, int location);

// The role of an OWNER TO or GRANT; absent for CURRENT_USER and SESSION_USER, which name no role of the schema. PUBLIC is "".
std::optional<std::string> RoleName(const ::RoleSpec& role);

}  // namespace compiler
