// CREATE RULE … ON table or view DO …. A child of its relation. The rule _RETURN of a view is the view's query, and no object.
#pragma once

#include "schema/expr.h"
#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/enabled.h"

namespace schema {

enum class RuleEvent : uint8_t { kSelect, kUpdate, kInsert, kDelete };
template <>
struct EnumNames<RuleEvent> {
  static constexpr const char* kNames[] = {"SELECT", "UPDATE", "INSERT", "DELETE"};
};

struct Rule {
  static constexpr Kind kKind = Kind::kRule;
  RuleEvent event = RuleEvent::kInsert;
  Expr definition;  // what comes behind the table: [WHERE (…)] DO [INSTEAD] …
  Enabled enabled = Enabled::kOrigin;
  static constexpr auto kFields = std::tuple{Field{"event", &Rule::event}, Field{"definition", &Rule::definition}, Field{"enabled", &Rule::enabled}};
};
static_assert(kAllFieldsListed<Rule>);

}  // namespace schema
