// One key of an index, or one element of an exclusion constraint: a column or an expression, with operator class, collation and order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/object_key.h"
#include "schema/option.h"
#include "schema/rare.h"
#include "schema/type_ref.h"

namespace schema {

// A name with its schema: an operator class, an operator. What the type or method would choose by itself is absent, not spelled out.
struct QualifiedName {
  std::string schema;
  std::string name;
  static constexpr auto kFields = std::tuple{Field{"schema", &QualifiedName::schema}, Field{"name", &QualifiedName::name}};
  bool operator==(const QualifiedName&) const = default;
};
static_assert(kAllFieldsListed<QualifiedName>);

struct IndexPart {
  std::optional<std::string> column;  // either a column …
  std::optional<Expr> expression;     // … or an expression
  Rare<QualifiedName> opclass;  // absent: the default class of the type for this method
  std::vector<Option> opclass_options;
  Rare<CollationName> collation;  // absent: that of the column or expression
  bool descending = false;
  bool nulls_first = false;  // as it takes effect: DESC alone means NULLS FIRST
  static constexpr auto kFields = std::tuple{Field{"column", &IndexPart::column},         Field{"expression", &IndexPart::expression},
                                             Field{"opclass", &IndexPart::opclass},       Field{"opclass_options", &IndexPart::opclass_options},
                                             Field{"collation", &IndexPart::collation},   Field{"descending", &IndexPart::descending},
                                             Field{"nulls_first", &IndexPart::nulls_first}};
  bool operator==(const IndexPart&) const = default;
};
static_assert(kAllFieldsListed<IndexPart>);

}  // namespace schema
