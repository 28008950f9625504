#include "absl/strings/str_cat.h"
#include "introspect/kinds.h"
#include "introspect/routine.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

schema::Volatility ReadVolatility(const Row& row) {
  switch (row.Letter("volatility")) {
    case 'i': return schema::Volatility::kImmutable;
    case 's': return schema::Volatility::kStable;
    default: return schema::Volatility::kVolatile;
  }
}

}  // namespace

absl::Status ReadFunction(const Row& row, Reading& reading) {
  ASSIGN_OR_RETURN(std::vector<schema::Argument> arguments, ReadArguments(row, reading));
  schema::Object object = MakeObject<schema::Function>(RoutineKey(schema::Kind::kFunction, row, arguments), row);
  object.common.owner = row.OptionalString("owner");
  auto& function = object.As<schema::Function>();
  function.arguments = std::move(arguments);
  ASSIGN_OR_RETURN(function.returns, reading.oids.Type(row.OidOf("returns"), -1));
  function.returns_set = row.Bool("returns_set");
  function.window = row.Bool("window");
  function.volatility = ReadVolatility(row);
  function.strict = row.Bool("strict");
  function.leakproof = row.Bool("leakproof");
  function.parallel = ReadParallel(row);
  RETURN_IF_ERROR(ReadRoutine(row, reading, function));
  // What the server takes when nothing is stated is absent.
  bool native = function.language == "c" || function.language == "internal";
  function.cost = row.OptionalString("cost");
  if (function.cost == (native ? "1" : "100")) function.cost.reset();
  function.rows = row.OptionalString("rows");
  if (function.rows == (function.returns_set ? "1000" : "0")) function.rows.reset();
  if (!row.IsNull("support")) {
    function.support = schema::MakeKey(schema::Kind::kFunction, {row.Text("support_schema"), absl::StrCat(row.Text("support"), "(internal)")});
  }
  reading.oids.routines.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
