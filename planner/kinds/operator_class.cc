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

std::string OperatorClassStatement(const schema::Object& object) {
  const auto& body = object.As<schema::OperatorClass>();
  schema::NameAndMethod name = schema::SplitOfMethod(object.key);
  std::string text = StrCat("CREATE OPERATOR CLASS ", schema::QuoteIdentifier(object.key.schema_name()), ".", schema::QuoteIdentifier(name.name),
                            body.is_default ? " DEFAULT" : "", " FOR TYPE ", schema::FormatType(body.type), " USING ", schema::QuoteIdentifier(name.method));
  if (body.family.has_value()) StrAppend(&text, " FAMILY ", NameOf(*body.family));
  std::vector<std::string> items = FamilyMemberItems(body.operators, body.functions);
  // A class needs one item at least.
  if (!body.storage.empty() || items.empty()) items.push_back(StrCat("STORAGE ", schema::FormatType(body.storage.empty() ? body.type : body.storage)));
  return StrCat(text, " AS ", absl::StrJoin(items, ", "));
}

// A family of the class's own name came with it and goes with it, unless it has a life of its own.
std::string DropClass(const schema::Object& object, const Expander& context) {
  schema::ObjectKey family = object.key;
  family.kind = schema::Kind::kOperatorFamily;
  bool own = object.As<schema::OperatorClass>().family.has_value() || context.from().Find(family) != nullptr || context.to().Find(family) != nullptr;
  return own ? DropStatement(object.key) : StrCat("DROP OPERATOR FAMILY ", SqlName(family));
}

void CreateOperatorClass(const Change& change, Expander& out) { CreatePlainly(Action::kCreateOperatorClass, change, out).step.undo_sql = {DropClass(*change.after, out)}; }
void DropOperatorClass(const Change& change, Expander& out) { DropPlainly(Action::kDropOperatorClass, change, out).step.sql = {DropClass(*change.before, out)}; }

// The server holds members fast or loosely as it sees fit, and refuses to let go of those of a class: the class is made anew.
absl::Span<const Recipe> OperatorClassRecipes() {
  static constexpr Recipe kRecipes[] = {{"type", &Always, nullptr},    {"is_default", &Always, nullptr}, {"family", &Always, nullptr},
                                        {"storage", &Always, nullptr}, {"operators", &Always, nullptr},  {"functions", &Always, nullptr}};
  return kRecipes;
}

}  // namespace planner
