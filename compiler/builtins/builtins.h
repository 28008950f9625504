// What PostgreSQL itself and the contrib extensions define, for one major version: types, functions, operators, casts, operator classes.
//
//   const Builtins* builtins = Builtins::For(160000);
//   builtins->Functions("lower")   ->  lower(text), lower(anyrange), lower(anymultirange)
//
// The data are the tables of this folder (made by `export` from real servers, embedded in the program); a version is loaded once, at its first use,
// and lives as long as the program. All string_views point into the embedded text. Safe to use from several threads.
// Rows of an extension carry its name: whether they count, and in which schema they live, is for CatalogView (catalog.h) to say.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace compiler {

// A type of this process: for builtin types twice the index of the type, plus one for the array of it. 0: no type. Never printed or stored.
using TypeId = uint32_t;
inline constexpr TypeId kNoType = 0;

struct BuiltinType {
  absl::string_view name;       // pg_type.typname
  absl::string_view extension;  // empty: pg_catalog
  char shape = 'b';             // pg_type.typtype: b c d e p r m
  char category = 'U';
  char storage = 'p';           // pg_type.typstorage
  bool preferred = false;
  bool takes_typmod = false;
  bool collatable = false;
  bool collation_is_c = false;  // its own collation is "C" (name), not the default
  TypeId element = kNoType;     // what a subscript gives (name, point, int2vector); true arrays are no types of their own
  TypeId over = kNoType;        // of a range: the subtype; of a multirange: the range; of a domain: what it is over
};

struct BuiltinFunction {
  absl::string_view name;
  absl::string_view extension;
  char kind = 'f';        // f function, p procedure, w window function; aggregates: a, o (ordered-set), h (hypothetical-set)
  char volatility = 'v';  // i s v
  bool returns_set = false;
  bool variadic = false;
  uint8_t argument_count = 0;
  uint8_t default_count = 0;
  uint8_t direct_arguments = 0;  // of kinds o and h
  uint32_t first_argument = 0;   // see Builtins::Arguments
  TypeId result = kNoType;
  absl::string_view defaults;        // SQL texts of the last default_count arguments, joined by 0x1F
  absl::string_view argument_names;  // joined by ","; empty when there are none
  absl::string_view outs;            // "name type,name type" of OUT and TABLE columns
};

struct BuiltinOperator {
  absl::string_view name;
  absl::string_view extension;
  TypeId left = kNoType;  // kNoType: a prefix operator
  TypeId right = kNoType;
  TypeId result = kNoType;
  absl::string_view function;
};

struct BuiltinCast {
  absl::string_view extension;
  TypeId source = kNoType;
  TypeId target = kNoType;
  char context = 'e';  // pg_cast.castcontext: i implicit, a assignment, e explicit
  char method = 'f';   // pg_cast.castmethod: f function, b binary-coercible, i input/output
  absl::string_view function;
  int argument_count = 0;  // of the function: with 2 or 3 it takes the typmod
};

struct BuiltinOpclass {
  absl::string_view extension;
  absl::string_view method;
  absl::string_view name;
  TypeId type = kNoType;
  bool is_default = false;
};

// A table or view of PostgreSQL's own schemas or of an extension.
struct BuiltinRelation {
  absl::string_view name;
  absl::string_view extension;  // "information_schema" for what is in that schema
  absl::string_view columns;    // "name type,name type"
};

// The types that the rules name themselves.
struct KnownTypes {
  TypeId unknown, boolean, text, varchar, bpchar, name, character, int2, int4, int8, float4, float8, numeric, bytea, date, time, timetz, timestamp, timestamptz,
      interval, bit, varbit, oid, regclass, regproc, regtype, json, jsonb, xml, uuid, inet, cidr, money, record, cstring, int2vector, oidvector, any, anyelement,
      anyarray, anynonarray, anyenum, anyrange, anymultirange, anycompatible, anycompatiblearray, anycompatiblenonarray, anycompatiblerange,
      anycompatiblemultirange, void_type;
};

class Builtins {
 public:
  // For a server_version_num; versions that are older or newer than those known are taken as the nearest one. Never null.
  static const Builtins* For(int server_version);

  explicit Builtins(int major);
  Builtins(const Builtins&) = delete;
  Builtins& operator=(const Builtins&) = delete;

  int major() const { return major_; }
  const KnownTypes& known() const { return known_; }

  static bool IsArray(TypeId id) { return (id & 1) != 0; }
  static TypeId ArrayOf(TypeId id) { return id | 1; }
  static TypeId ElementOf(TypeId id) { return id & ~TypeId{1}; }
  // The first id that no builtin type has; even.
  TypeId end_of_types() const { return static_cast<TypeId>(types_.size() * 2); }
  // Of the type, or of the element type of an array.
  const BuiltinType& Type(TypeId id) const { return types_[id >> 1]; }
  absl::Span<const BuiltinType> types() const { return types_; }
  // By pg_type.typname, without arrays; kNoType when there is none.
  TypeId FindType(absl::string_view name) const;
  TypeId MultirangeOf(TypeId range) const;

  // Overloads of one name, in no meaningful order.
  absl::Span<const BuiltinFunction> Functions(absl::string_view name) const;
  absl::Span<const BuiltinFunction> functions() const { return functions_; }
  absl::Span<const TypeId> Arguments(const BuiltinFunction& function) const {
    return absl::MakeConstSpan(argument_types_.data() + function.first_argument, function.argument_count);
  }
  absl::Span<const BuiltinOperator> Operators(absl::string_view name) const;
  // The operator of pg_catalog with exactly these argument types, or null.
  const BuiltinOperator* FindOperator(absl::string_view name, TypeId left, TypeId right) const;
  // Null when pg_cast has no row. Between array types there never is one.
  const BuiltinCast* FindCast(TypeId source, TypeId target) const;
  absl::Span<const BuiltinOpclass> opclasses() const { return opclasses_; }
  absl::Span<const BuiltinRelation> Relations(absl::string_view name) const;
  // A type as the tables write it: "int4", "text[]".
  TypeId ParseType(absl::string_view text) const;
  bool HasAccessMethod(absl::string_view name) const;
  bool HasCollation(absl::string_view name) const;
  bool HasExtension(absl::string_view name) const;

 private:
  template <typename Row>
  using ByName = absl::flat_hash_map<absl::string_view, std::pair<uint32_t, uint32_t>>;  // name -> [begin, end)

  void LoadTypes();
  void LoadFunctions();
  void LoadOperators();
  void LoadCasts();
  void LoadOpclasses();
  void LoadNames();

  int major_;
  KnownTypes known_{};
  std::vector<BuiltinType> types_;
  std::vector<TypeId> multiranges_;
  absl::flat_hash_map<absl::string_view, TypeId> type_ids_;
  std::vector<BuiltinFunction> functions_;
  std::vector<TypeId> argument_types_;
  ByName<BuiltinFunction> functions_by_name_;
  std::vector<BuiltinOperator> operators_;
  ByName<BuiltinOperator> operators_by_name_;
  absl::flat_hash_map<uint64_t, uint32_t> casts_by_types_;
  std::vector<BuiltinCast> casts_;
  std::vector<BuiltinOpclass> opclasses_;
  std::vector<BuiltinRelation> relations_;
  ByName<BuiltinRelation> relations_by_name_;
  std::vector<absl::string_view> access_methods_;
  std::vector<absl::string_view> collations_;
  std::vector<absl::string_view> extensions_;
};

}  // namespace compiler
