// Which function or operator a call means, after parse_func.c (func_get_detail, func_match_argtypes, func_select_candidate), namespace.c
// (FuncnameGetCandidates) and parse_oper.c (oper, left_oper). See also chapter 10, "Type Conversion", of PostgreSQL's manual.
#pragma once

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "compiler/analyze/analysis.h"

namespace compiler::analyze {

// The choice among rows with argument types: func_match_argtypes, then func_select_candidate. -1: none fits; -2: several fit equally well.
inline constexpr int kNoCandidate = -1;
inline constexpr int kAmbiguous = -2;
int ChooseCandidate(const Analysis& analysis, absl::Span<const TypeId> actual, absl::Span<const std::vector<TypeId>> candidates);

struct FunctionChoice {
  enum class Outcome : uint8_t { kFunction, kConversion, kNone, kAmbiguous } outcome = Outcome::kNone;
  const BuiltinFunction* function = nullptr;  // of kFunction; the row of `own` where that is set
  const OwnFunction* own = nullptr;           // a function of the schema itself
  std::vector<TypeId> declared;               // types of the arguments after defaults and VARIADIC are filled in, in the function's order
  std::vector<int> order;                     // declared[i] comes from argument order[i] of the call, or, when -1, from a default
  bool variadic_expanded = false;             // the last arguments become one array
  TypeId target = kNoType;                    // of kConversion: f(x) means x::f
};
struct FunctionCall {
  std::string schema;  // empty: by the path
  std::string name;
  std::vector<TypeId> arguments;
  std::vector<std::string> argument_names;  // of the last ones, "a => 1"
  bool variadic = false;                    // VARIADIC before the last argument
};
FunctionChoice ChooseFunction(const Analysis& analysis, const FunctionCall& call);

// Null: none fits, or several equally well (`ambiguous` tells). `left` is kNoType for a prefix operator.
const BuiltinOperator* ChooseOperator(const Analysis& analysis, const OperatorName& name, TypeId left, TypeId right, bool* ambiguous);

// True when a row of an extension (or of PostgreSQL, with an empty name) is seen through this qualifier or the path.
bool IsVisible(const Analysis& analysis, absl::string_view extension, absl::string_view qualifier);

}  // namespace compiler::analyze
