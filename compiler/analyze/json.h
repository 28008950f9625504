// What the SQL/JSON forms share. Their nodes are kJson: the text says the form and its options, at their defaults nothing; the type, with its modifier, is that
// of RETURNING.
#pragma once

#include <string>
#include <vector>

#include "compiler/analyze/analysis.h"

namespace compiler::analyze {

// A value with its FORMAT JSON, where that says something.
absl::StatusOr<Value> AnalyzeJsonItem(const Analysis& analysis, const JsonValueExpr& raw);

struct JsonResult {
  TypeId type = kNoType;
  int32_t typmod = -1;
};
absl::StatusOr<JsonResult> AnalyzeJsonOutput(const Analysis& analysis, const JsonOutput* raw, TypeId by_default);

Value MakeJson(const Analysis& analysis, const JsonResult& result, std::string text, std::vector<Value> children, int location);

// JSON_EXISTS, JSON_QUERY, JSON_VALUE of `item`, in the column of a JSON_TABLE without one.
absl::StatusOr<Value> MakeJsonFunction(const Analysis& analysis, const JsonFuncExpr& raw, std::vector<Value> item);

// "$.a" as jsonpath.
absl::StatusOr<Value> AnalyzeJsonPath(const Analysis& analysis, const ::Node* raw);
// PASSING: a list, each with its name; empty where nothing is passed.
absl::StatusOr<Value> AnalyzeJsonPassing(const Analysis& analysis, const ::List* raw);

}  // namespace compiler::analyze
