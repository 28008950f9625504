#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/plain.h"
#include "planner/sql_writer.h"
#include "schema/signature_key.h"

namespace planner {

using absl::StrAppend;
using absl::StrCat;

std::string RangeTypeStatement(const schema::Object& object) {
  const auto& body = object.As<schema::RangeType>();
  std::string text = StrCat("CREATE TYPE ", SqlName(object.key), " AS RANGE (subtype = ", schema::FormatType(body.subtype));
  if (body.opclass.has_value()) StrAppend(&text, ", subtype_opclass = ", NameOf(*body.opclass));
  if (body.collation.has_value()) StrAppend(&text, ", collation = ", QualifiedOf(*body.collation));
  StrAppend(&text, RoutineElement("canonical", body.canonical), RoutineElement("subtype_diff", body.subtype_diff));
  // A name without a schema would go by the search path.
  return StrCat(text, ", multirange_type_name = ", schema::QuoteIdentifier(object.key.schema_name()), ".", schema::QuoteIdentifier(body.multirange_name), ")");
}

// The multirange type has no object of its own: those that need or free it name it as a range type.
void CreateRangeType(const Change& change, Expander& out) {
  Draft& draft = CreatePlainly(Action::kCreateType, change, out);
  draft.creates.push_back(schema::MakeKey(schema::Kind::kRangeType, {change.after->key.schema_name(), change.after->As<schema::RangeType>().multirange_name}));
}
void DropRangeType(const Change& change, Expander& out) {
  Draft& draft = DropPlainly(Action::kDropType, change, out);
  draft.drops.push_back(schema::MakeKey(schema::Kind::kRangeType, {change.before->key.schema_name(), change.before->As<schema::RangeType>().multirange_name}));
}

absl::Span<const Recipe> RangeTypeRecipes() {
  static constexpr Recipe kRecipes[] = {{"subtype", &HasNoColumns, nullptr},   {"opclass", &HasNoColumns, nullptr},      {"collation", &HasNoColumns, nullptr},
                                        {"canonical", &HasNoColumns, nullptr}, {"subtype_diff", &HasNoColumns, nullptr}, {"multirange_name", &HasNoColumns, nullptr}};
  return kRecipes;
}

}  // namespace planner
