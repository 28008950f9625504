// A parsed type name to a TypeRef: `numeric(10,2)[]` to {pg_catalog.numeric, typmod 655366, array}. Follows parse_type.c (typenameTypeMod) and
// the typmodin functions of the builtin types.
#pragma once

#include "absl/status/statusor.h"
#include "compiler/catalog.h"
#include "schema/support/source.h"
#include "schema/type_ref.h"

struct TypeName;  // of libpg_query

namespace compiler {

// Error E0106 at the name's place when there is no such type; `base` is where byte 0 of the parsed text stands.
// serial types are the caller's business; %TYPE is refused. A type of an unknown extension is taken as it is written.
absl::StatusOr<schema::TypeRef> ResolveTypeName(const ::TypeName& name, const CatalogView& catalog, const schema::SourceSpan& base);

}  // namespace compiler
