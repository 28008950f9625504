// CREATE PROCEDURE. Keyed as functions are (function.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/routine.h"
#include "schema/kinds/table.h"
#include "schema/type_ref.h"

namespace schema {

struct Procedure {
  static constexpr Kind kKind = Kind::kProcedure;
  std::vector<Argument> arguments;
  std::string language;
  bool security_definer = false;
  std::vector<Option> config;
  std::vector<TypeRef> transforms;
  std::string body;
  std::optional<std::string> object_file;
  std::optional<Expr> sql_body;
  static constexpr auto kFields = std::tuple{Field{"arguments", &Procedure::arguments},
                                             Field{"language", &Procedure::language}, Field{"security_definer", &Procedure::security_definer},
                                             Field{"config", &Procedure::config}, Field{"transforms", &Procedure::transforms},
                                             Field{"body", &Procedure::body}, Field{"object_file", &Procedure::object_file},
                                             Field{"sql_body", &Procedure::sql_body}};
};
static_assert(kAllFieldsListed<Procedure>);

}  // namespace schema
