// A column of a view or materialized view: what its query gives, under its name, and what is said about the column by itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/grant.h"
#include "schema/kind.h"
#include "schema/rare.h"
#include "schema/type_ref.h"

namespace schema {

struct ViewColumn {
  std::string name;
  TypeRef type;  // derived from the query, so equal where that is; empty: not known
  std::optional<Expr> default_value;  // ALTER VIEW … ALTER COLUMN … SET DEFAULT
  Rare<std::string> comment;
  std::vector<Grant> grants;  // sorted
  static constexpr auto kFields = std::tuple{Field{"name", &ViewColumn::name}, Field{"type", &ViewColumn::type, Compare::kIgnored},
                                             Field{"default_value", &ViewColumn::default_value}, Field{"comment", &ViewColumn::comment},
                                             Field{"grants", &ViewColumn::grants}};
  bool operator==(const ViewColumn& other) const { return EqualFields(*this, other); }
};
static_assert(kAllFieldsListed<ViewColumn>);

}  // namespace schema
