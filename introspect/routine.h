// What the readers of functions, procedures and aggregates share.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "introspect/reading.h"
#include "schema/routine_key.h"

namespace introspect {

// The columns types, modes, names and defaults. An argument's default has text only, no tree.
absl::StatusOr<std::vector<schema::Argument>> ReadArguments(const Row& row, const Reading& reading);
// The types of an oidvector or oid[] column.
absl::StatusOr<std::vector<schema::TypeRef>> ReadTypes(const Row& row, const Reading& reading, absl::string_view column);
// pg_proc.proconfig, in its order.
std::vector<schema::Option> ReadConfig(const Row& row);
schema::Parallel ReadParallel(const Row& row);

// The columns schema and name with these arguments as a key.
schema::ObjectKey RoutineKey(schema::Kind kind, const Row& row, const std::vector<schema::Argument>& arguments);

// The columns body, object_file, sql_body, language, transforms, config, security_definer: the same in functions and procedures.
template <typename T>
absl::Status ReadRoutine(const Row& row, const Reading& reading, T& routine) {
  routine.language = row.String("language");
  routine.security_definer = row.Bool("security_definer");
  routine.config = ReadConfig(row);
  absl::StatusOr<std::vector<schema::TypeRef>> transforms = ReadTypes(row, reading, "transforms");
  if (!transforms.ok()) return transforms.status();
  routine.transforms = *std::move(transforms);
  routine.body = row.String("body");
  routine.object_file = row.OptionalString("object_file");
  if (!row.IsNull("sql_body")) routine.sql_body = schema::MakeExpr(row.String("sql_body"), nullptr);
  return absl::OkStatus();
}

}  // namespace introspect
