// What names can mean: the builtin catalogs of one server version, the types of known extensions, and what the schema itself defines.
//
//   CatalogView view(Builtins::For(160000), &builder, nullptr, {"public"});
//   view.FindType({"order_status"})   ->  {public.order_status, an enum}
//
// Rows of builtins are read-only views into data embedded in the program (compiler/builtins); user-defined rows are looked up in the builder.
// Name lookup follows namespace.c: pg_catalog first unless the search path names it, then the search path in order.
//
// Analysis works with TypeIds, small numbers that are good within one view (and its copies). A view remembers what it learned of the schema's types
// under an id: make a new one when types of the builder have changed. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "compiler/builtins/builtins.h"
#include "schema/database.h"

namespace compiler {

// One type, builtin or the schema's own. What pg_type says of it, as far as analysis asks.
struct TypeInfo {
  schema::TypeRef type;  // typmod -1
  enum class Shape : uint8_t { kBase, kEnum, kDomain, kComposite, kRange, kMultirange, kPseudo } shape = Shape::kBase;
  char category = 'U';    // pg_type.typcategory
  bool preferred = false;
  schema::TypeRef base;   // of a domain: what it is over, one level down
  schema::TypeRef element;  // pg_type.typelem for subscripting (builtin only; arrays have array = true instead)
  bool collatable = false;
  bool external = false;  // of an extension whose catalog is not known, or not modelled yet (a range type of the schema)
};

// The same by id.
struct TypeFacts {
  TypeInfo::Shape shape = TypeInfo::Shape::kBase;
  char category = 'U';
  bool preferred = false;
  bool collatable = false;
  bool external = false;
  bool is_array = false;       // a true array: element is its element type
  TypeId element = kNoType;    // what a subscript gives
  TypeId over = kNoType;       // of a domain: what it is over; of a range: its subtype; of a multirange: its range
  int32_t over_typmod = -1;    // of a domain
};

// A function or aggregate that the schema itself defines, in the shape of a builtin one (without first_argument, defaults and names, which are rows of
// the builtins). Views into the builder's object.
struct OwnFunction {
  BuiltinFunction row;
  std::vector<TypeId> arguments;                  // of the arguments that a call gives
  std::vector<absl::string_view> argument_names;  // of the same; empty where they have none
  const schema::Object* object = nullptr;
};

class CatalogView {
 public:
  CatalogView(const Builtins* builtins, const schema::DatabaseBuilder* builder, const schema::Origin* live, std::vector<std::string> search_path);

  const Builtins& builtins() const { return *builtins_; }
  const std::vector<std::string>& search_path() const { return search_path_; }
  const schema::DatabaseBuilder* builder() const { return builder_; }

  // The type called `name` (one or two names as written, lower-cased by the parser); nullopt when there is none. "_int4" is int4[].
  std::optional<TypeInfo> FindType(absl::Span<const std::string> name) const;
  // The type a TypeRef stands for. nullopt when the schema does not define it.
  std::optional<TypeInfo> Describe(const schema::TypeRef& type) const;
  // All type names visible, for did-you-mean.
  std::vector<std::string> TypeNames() const;
  // True when an extension is declared whose objects are not known, so that an unknown name may be one of its.
  bool HasUnknownExtension() const;
  // The schema that holds the objects of a contrib extension; nullopt when the extension is not declared.
  std::optional<std::string> SchemaOfExtension(absl::string_view extension) const;

  // Never fails: a type that nobody defines gets an id whose facts say `external`.
  TypeId Id(const schema::TypeRef& type) const;
  TypeFacts Facts(TypeId id) const;
  schema::TypeRef Ref(TypeId id, int32_t typmod = -1) const;
  // The type of an attribute of a composite type or table row; nullopt when it has none of this name or its attributes are not known.
  std::optional<schema::TypeRef> AttributeType(TypeId composite, absl::string_view attribute) const;

  // Which operator a name and two types meant before: filled and read by analyze/choose.cc.
  struct OperatorLookup {
    std::string schema;
    std::string name;
    TypeId left;
    TypeId right;
    bool operator==(const OperatorLookup&) const = default;
    template <typename H>
    friend H AbslHashValue(H h, const OperatorLookup& key) {
      return H::combine(std::move(h), key.schema, key.name, key.left, key.right);
    }
  };
  struct OperatorAnswer {
    const BuiltinOperator* row = nullptr;
    bool ambiguous = false;
  };
  absl::flat_hash_map<OperatorLookup, OperatorAnswer>& operator_cache() const;
  // Which type the name of a function stands for (f(x) is x::f), by "schema\0name"; kNoType: none. Filled and read by analyze/choose.cc.
  absl::flat_hash_map<std::string, TypeId>& conversion_cache() const;
  // What the builtin rows of one name are, by the address of the first: whether one is PostgreSQL's own, and the schema of an extension whose rows are
  // seen without a qualifier. Filled and read by analyze/print.cc.
  struct RowsOfName {
    bool builtin = false;
    std::optional<std::string> extension_schema;
  };
  absl::flat_hash_map<const void*, RowsOfName>& rows_cache() const;

  // An operator or a cast of the schema itself, as a row like the builtin ones.
  struct OwnOperator {
    BuiltinOperator row;
    schema::ObjectKey key;
  };
  struct OwnCast {
    BuiltinCast row;
    schema::ObjectKey key;
    std::string function;  // what row.function is a view of
  };
  // The schema's own operators of this name, seen through `qualifier` or the path, first of the path first.
  const std::vector<OwnOperator>& OwnOperators(absl::string_view qualifier, absl::string_view name) const;
  // Null when the schema has no such cast.
  const OwnCast* FindOwnCast(TypeId source, TypeId target) const;
  bool HasOwnCasts() const;
  // The object behind a row that OwnOperators gave; null for a builtin one.
  const schema::ObjectKey* OwnKey(const BuiltinOperator* row) const;
  // The multirange type of a range type; kNoType when it has none.
  TypeId MultirangeOf(TypeId range) const;
  // The schema's own default operator class for a type; nullopt when there is none.
  std::optional<schema::QualifiedName> OwnDefaultOperatorClass(absl::string_view method, const schema::TypeRef& type) const;

  // The schema of an extension as SchemaOfExtension, remembered; null when it is not declared.
  const std::string* ExtensionSchema(absl::string_view extension) const;
  // True when unqualified names find what `schema` holds.
  bool IsOnPath(absl::string_view schema) const;
  // The schemas in which a name is looked up, in order: `qualifier` alone, or pg_catalog and the path.
  std::vector<absl::string_view> LookupPath(absl::string_view qualifier) const;
  // The functions, procedures and aggregates of this name in a schema of our own. REQUIRES of the builder: none is added or removed any more.
  absl::Span<const OwnFunction> OwnFunctions(absl::string_view schema, absl::string_view name) const;
  // The schema of an operator (`what`) of the schema itself with this name, as seen through `qualifier` or the path; nullopt when there is none. They
  // are not modelled yet: nothing but the name is known.
  std::optional<std::string> FindUnmodelled(absl::string_view what, absl::string_view qualifier, absl::string_view name, int argument_count) const;
  // The relation (table, sequence, index, view, …) that a name means, as regclass input finds it. nullopt: none.
  std::optional<schema::ObjectKey> FindRelation(absl::Span<const std::string> name) const;


  // --- Relations and rows as queries see them (catalog_relations.cc).

  struct RelationColumn {
    std::string name;
    schema::TypeRef type;
  };
  struct RelationColumns {
    schema::ObjectKey key;
    std::vector<RelationColumn> columns;
    std::vector<TypeId> types;   // of the columns
    TypeId row_type = kNoType;   // kNoType: none that the analyzer knows by name
  };
  // What a name in FROM means: a table, view or sequence of the schema, a system catalog, a relation of an extension. kNotFound when there is
  // none; kUnimplemented when its columns are not known. Remembered once found: many queries read the same tables.
  absl::StatusOr<const RelationColumns*> ColumnsOfRelation(absl::string_view schema, absl::string_view name) const;
  // The fields of a composite type or of the rows of a table or view; nullopt for every other type.
  std::optional<std::vector<RelationColumn>> Attributes(TypeId type) const;
  // The OUT and TABLE columns of a function: a builtin one, or one of the schema itself by its key. Empty when it has none.
  std::vector<RelationColumn> OutColumns(const BuiltinFunction* builtin, const schema::ObjectKey& own) const;

 private:
  std::optional<std::vector<RelationColumn>> ColumnsOf(const schema::ObjectKey& relation) const;
  absl::StatusOr<RelationColumns> LookUpRelation(absl::string_view qualifier, absl::string_view name) const;
  struct Cache;
  Cache& cache() const;
  std::optional<TypeInfo> FindInSchema(absl::string_view schema, absl::string_view name) const;
  std::optional<TypeInfo> FindSchemaType(absl::string_view schema, absl::string_view name) const;
  TypeInfo DescribeBuiltin(TypeId id) const;
  OwnFunction DescribeRoutine(const schema::Object& object) const;
  TypeId ResultOf(const schema::Aggregate& aggregate) const;
  // What a function by key gives; kNoType when it is not known.
  TypeId ResultOf(const schema::ObjectKey& function, absl::Span<const TypeId> arguments) const;

  const Builtins* builtins_;
  const schema::DatabaseBuilder* builder_;
  const schema::Origin* live_;
  std::vector<std::string> search_path_;
  mutable std::shared_ptr<Cache> cache_;
};

}  // namespace compiler
