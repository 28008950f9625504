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

std::string CollationStatement(const schema::Object& object) {
  const auto& collation = object.As<schema::Collation>();
  std::vector<std::string> parts;
  if (collation.provider != schema::CollationProvider::kLibc) parts.push_back(StrCat("provider = ", schema::EnumName(collation.provider)));
  if (collation.locale.has_value()) parts.push_back(StrCat("locale = ", schema::QuoteLiteral(*collation.locale)));
  if (collation.lc_collate.has_value()) parts.push_back(StrCat("lc_collate = ", schema::QuoteLiteral(*collation.lc_collate)));
  if (collation.lc_ctype.has_value()) parts.push_back(StrCat("lc_ctype = ", schema::QuoteLiteral(*collation.lc_ctype)));
  if (!collation.deterministic) parts.push_back("deterministic = false");
  if (collation.rules.has_value()) parts.push_back(StrCat("rules = ", schema::QuoteLiteral(*collation.rules)));
  return StrCat("CREATE COLLATION ", SqlName(object.key), " (", absl::StrJoin(parts, ", "), ")");
}

void CreateCollation(const Change& change, Expander& out) { CreatePlainly(Action::kCreateCollation, change, out); }
void DropCollation(const Change& change, Expander& out) { DropPlainly(Action::kDropCollation, change, out); }

// Nothing of a collation can be changed in place, and a column cannot do without it.
absl::Span<const Recipe> CollationRecipes() {
  static constexpr Recipe kRecipes[] = {{"provider", &HasNoColumns, nullptr},   {"lc_collate", &HasNoColumns, nullptr}, {"lc_ctype", &HasNoColumns, nullptr},
                                        {"locale", &HasNoColumns, nullptr},     {"rules", &HasNoColumns, nullptr},      {"deterministic", &HasNoColumns, nullptr}};
  return kRecipes;
}

}  // namespace planner
