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

std::string ConversionStatement(const schema::Object& object) {
  const auto& body = object.As<schema::Conversion>();
  return StrCat("CREATE ", body.is_default ? "DEFAULT " : "", "CONVERSION ", SqlName(object.key), " FOR ", schema::QuoteLiteral(body.source_encoding), " TO ",
                schema::QuoteLiteral(body.target_encoding), " FROM ", RoutineName(body.function));
}

void CreateConversion(const Change& change, Expander& out) { CreatePlainly(Action::kCreateConversion, change, out); }
void DropConversion(const Change& change, Expander& out) { DropPlainly(Action::kDropConversion, change, out); }

absl::Span<const Recipe> ConversionRecipes() {
  static constexpr Recipe kRecipes[] = {{"source_encoding", &Always, nullptr}, {"target_encoding", &Always, nullptr}, {"function", &Always, nullptr}, {"is_default", &Always, nullptr}};
  return kRecipes;
}

}  // namespace planner
