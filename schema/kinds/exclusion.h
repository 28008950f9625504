// EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (…).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/index_part.h"
#include "schema/kinds/key_constraint.h"

namespace schema {

struct Exclusion {
  static constexpr Kind kKind = Kind::kExclusion;
  std::string method = "btree";
  std::vector<IndexPart> parts;
  std::vector<QualifiedName> operators;  // one for each part
  std::vector<std::string> include;
  std::optional<Expr> predicate;
  Deferral deferral = Deferral::kNot;
  std::vector<Option> options;
  std::optional<std::string> tablespace;
  std::optional<std::string> index_comment;  // COMMENT ON INDEX; that on the constraint is Common::comment
  static constexpr auto kFields = std::tuple{Field{"method", &Exclusion::method},       Field{"parts", &Exclusion::parts},
                                             Field{"operators", &Exclusion::operators}, Field{"include", &Exclusion::include},
                                             Field{"predicate", &Exclusion::predicate}, Field{"deferral", &Exclusion::deferral},
                                             Field{"options", &Exclusion::options},     Field{"tablespace", &Exclusion::tablespace},
                                             Field{"index_comment", &Exclusion::index_comment}};
};
static_assert(kAllFieldsListed<Exclusion>);

}  // namespace schema
