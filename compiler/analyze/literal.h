// Constants in one form, whatever the author wrote: a literal's text through its type's input and output functions, as the server stores and prints it.
//
//   '1'::boolean -> true      '01.50'::numeric -> 01.50 -> 1.50      '24 hours'::interval -> 24:00:00      '{"b":1,"a":2}'::jsonb -> {"a": 2, "b": 1}
//
// Output is that of DateStyle ISO, IntervalStyle postgres, TimeZone UTC, bytea_output hex and shortest floats. What depends on the moment ('now') or
// on settings, and what is not understood, keeps its text.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "compiler/analyze/analysis.h"

namespace compiler::analyze {

struct LiteralResult {
  std::string text;
  bool invalid = false;  // certainly refused by the type's input function
};
// `type` is no domain. `typmod` is that of an interval with fields; else -1.
LiteralResult NormalizeLiteral(const Analysis& analysis, TypeId type, int32_t typmod, absl::string_view text);

// The types' own rules, each after the input and output function of that name. nullopt: not understood.
std::optional<std::string> NormalizeBoolean(absl::string_view text);                    // boolin
std::optional<std::string> NormalizeInteger(absl::string_view text, int bits, int major);  // int2in, int4in, int8in
// "$1,234.5" is "1234.50": as cash_in (cash.c) reads it where lc_monetary is C or en_US; nothing in other words.
std::optional<std::string> NormalizeMoney(absl::string_view text);
std::optional<std::string> NormalizeNumeric(absl::string_view text, int major);         // numeric_in
std::optional<std::string> NormalizeFloat(absl::string_view text, bool is_double);      // float4in, float8in
std::optional<std::string> NormalizeUuid(absl::string_view text);                       // uuid_in
std::optional<std::string> NormalizeBytea(absl::string_view text);                      // byteain
std::optional<std::string> NormalizeBits(absl::string_view text);                       // bit_in
std::optional<std::string> NormalizeInet(absl::string_view text, bool is_cidr);         // inet_in, cidr_in
std::optional<std::string> NormalizeDate(absl::string_view text);                       // date_in
std::optional<std::string> NormalizeTime(absl::string_view text, bool with_zone);       // time_in, timetz_in
std::optional<std::string> NormalizeTimestamp(absl::string_view text, bool with_zone);  // timestamp_in, timestamptz_in
std::optional<std::string> NormalizeInterval(absl::string_view text, int32_t typmod);   // interval_in
std::optional<std::string> NormalizeJsonb(absl::string_view text);                      // jsonb_in
std::optional<std::string> NormalizeJsonPath(absl::string_view text);                   // jsonpath_in
std::string QuoteJson(absl::string_view text);                                          // escape_json
std::optional<std::string> NormalizeArray(const Analysis& analysis, TypeId element, absl::string_view text);    // array_in
std::optional<std::string> NormalizeRange(const Analysis& analysis, TypeId subtype, absl::string_view text);    // range_in

// The relation that a regclass literal names: "public.orders_id_seq" (QuoteIdentifier'd) and its key where the schema has it.
struct RegclassLiteral {
  std::string text;
  schema::ObjectKey object;
};
RegclassLiteral NormalizeRegclass(const Analysis& analysis, absl::string_view text);

}  // namespace compiler::analyze
