// A resolved type: which type, its modifier, and whether it is an array of it. What `character varying(20)[]` means once names are looked up.
//
//   Source `varchar(20)` and the catalog's `character varying(20)` are both {pg_catalog.varchar, typmod 24, not array}.
//
// As in PostgreSQL, the number of dimensions of an array is no part of its type. Domains and enums are named, never expanded.
#pragma once

#include <cstdint>
#include <string>

#include "schema/object_key.h"

namespace schema {

struct TypeRef {
  std::string schema;   // "pg_catalog", "public", …
  std::string name;     // pg_type.typname of the element type: "int8", "varchar", "order_status"
  int32_t typmod = -1;  // pg_attribute.atttypmod; -1: none
  bool array = false;

  bool empty() const { return name.empty(); }
  bool IsBuiltin() const { return schema == "pg_catalog"; }
  bool IsBuiltin(absl::string_view builtin_name) const { return !array && IsBuiltin() && name == builtin_name; }
  bool operator==(const TypeRef&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, const TypeRef& type) {
    return H::combine(std::move(h), type.schema, type.name, type.typmod, type.array);
  }
};

// A collation by name. Where it is the one that the type has anyway, it is left out of the model.
struct CollationName {
  std::string schema;
  std::string name;
  bool operator==(const CollationName&) const = default;
};

inline TypeRef BuiltinType(absl::string_view name, int32_t typmod = -1) { return {"pg_catalog", std::string(name), typmod, false}; }

// The type as SQL, in the words of format_type(): "character varying(20)", "timestamp(3) with time zone", "public.order_status[]".
// Types outside pg_catalog are always qualified, so the text does not depend on a search path.
std::string FormatType(const TypeRef& type);

}  // namespace schema
