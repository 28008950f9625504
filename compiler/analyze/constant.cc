// Literals and the SQL value functions: make_const (parse_node.c), transformSQLValueFunction (parse_expr.c).
#include "absl/strings/numbers.h"
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/literal.h"

namespace compiler::analyze {
namespace {

// A number too large for the scanner's int, or with a point or exponent: bigint if it fits, else numeric.
absl::StatusOr<Value> LargeNumber(const Analysis& analysis, absl::string_view text, int location) {
  int major = analysis.builtins.major();
  if (text.find_first_of(".") == absl::string_view::npos) {
    if (std::optional<std::string> whole = NormalizeInteger(text, 64, major)) {
      bool small = NormalizeInteger(text, 32, major).has_value();
      return analysis.Constant(small ? analysis.known.int4 : analysis.known.int8, *std::move(whole), location);
    }
  }
  std::optional<std::string> number = NormalizeNumeric(text, major);
  if (!number.has_value()) return analysis.Error(location, "E0112", "invalid input syntax for type numeric: \"", text, "\"");
  return analysis.Constant(analysis.known.numeric, *std::move(number), location);
}

struct SqlValue {
  SQLValueFunctionOp op;
  const char* text;
  TypeId KnownTypes::*type;
};
constexpr SqlValue kSqlValues[] = {
    {SVFOP_CURRENT_DATE, "CURRENT_DATE", &KnownTypes::date},
    {SVFOP_CURRENT_TIME, "CURRENT_TIME", &KnownTypes::timetz},
    {SVFOP_CURRENT_TIME_N, "CURRENT_TIME", &KnownTypes::timetz},
    {SVFOP_CURRENT_TIMESTAMP, "CURRENT_TIMESTAMP", &KnownTypes::timestamptz},
    {SVFOP_CURRENT_TIMESTAMP_N, "CURRENT_TIMESTAMP", &KnownTypes::timestamptz},
    {SVFOP_LOCALTIME, "LOCALTIME", &KnownTypes::time},
    {SVFOP_LOCALTIME_N, "LOCALTIME", &KnownTypes::time},
    {SVFOP_LOCALTIMESTAMP, "LOCALTIMESTAMP", &KnownTypes::timestamp},
    {SVFOP_LOCALTIMESTAMP_N, "LOCALTIMESTAMP", &KnownTypes::timestamp},
    {SVFOP_CURRENT_ROLE, "CURRENT_ROLE", &KnownTypes::name},
    {SVFOP_CURRENT_USER, "CURRENT_USER", &KnownTypes::name},
    {SVFOP_USER, "USER", &KnownTypes::name},
    {SVFOP_SESSION_USER, "SESSION_USER", &KnownTypes::name},
    {SVFOP_CURRENT_CATALOG, "CURRENT_CATALOG", &KnownTypes::name},
    {SVFOP_CURRENT_SCHEMA, "CURRENT_SCHEMA", &KnownTypes::name},
};

}  // namespace

absl::StatusOr<Value> AnalyzeConstant(const Analysis& analysis, const A_Const& raw) {
  if (raw.isnull) return analysis.NullConstant(analysis.known.unknown, raw.location);
  switch (nodeTag(&raw.val.node)) {
    case T_Integer: return analysis.Constant(analysis.known.int4, absl::StrCat(raw.val.ival.ival), raw.location);
    case T_Float: return LargeNumber(analysis, raw.val.fval.fval, raw.location);
    case T_Boolean: return analysis.Constant(analysis.known.boolean, raw.val.boolval.boolval ? "true" : "false", raw.location);
    case T_String: return analysis.Constant(analysis.known.unknown, raw.val.sval.sval, raw.location);
    case T_BitString: {
      std::optional<std::string> bits = NormalizeBits(raw.val.bsval.bsval);
      if (!bits.has_value()) return analysis.Error(raw.location, "E0112", "\"", raw.val.bsval.bsval, "\" is not a valid bit string");
      return analysis.Constant(analysis.known.bit, *std::move(bits), raw.location);
    }
    default: return Analysis::Unresolved("a constant of this form");
  }
}

absl::StatusOr<Value> AnalyzeSqlValue(const Analysis& analysis, const SQLValueFunction& raw) {
  for (const SqlValue& row : kSqlValues) {
    if (row.op != raw.op) continue;
    std::string text = row.text;
    int32_t typmod = raw.typmod > 6 ? 6 : raw.typmod;  // reduced with a warning (anytimestamp_typmod_check)
    if (typmod >= 0) absl::StrAppend(&text, "(", typmod, ")");
    Value value = analysis.Make(Op::kSqlValue, analysis.known.*row.type, std::move(text), {}, raw.location);
    value.typmod = typmod;
    return value;
  }
  return Analysis::Unresolved("an SQL value function of this form");
}

}  // namespace compiler::analyze
