#include "schema/type_ref.h"

#include "absl/strings/str_cat.h"

namespace schema {
namespace {

// What the server adds to the length in a typmod (VARHDRSZ, c.h).
constexpr int32_t kHeader = 4;

// Precision and scale as numeric_typmod packs them (numeric.c): the scale is an 11-bit signed number.
std::string NumericModifier(int32_t typmod) {
  int32_t packed = typmod - kHeader;
  int32_t scale = ((packed & 0x7ff) ^ 1024) - 1024;
  return absl::StrCat("(", (packed >> 16) & 0xffff, ",", scale, ")");
}

// The fields and precision of an interval's typmod (intervaltypmodout, timestamp.c).
std::string IntervalModifier(int32_t typmod) {
  constexpr int kMonth = 1 << 1, kYear = 1 << 2, kDay = 1 << 3, kHour = 1 << 10, kMinute = 1 << 11, kSecond = 1 << 12;
  int fields = (typmod >> 16) & 0x7fff;
  int precision = typmod & 0xffff;
  std::string text;
  switch (fields) {
    case kYear: text = " year"; break;
    case kMonth: text = " month"; break;
    case kDay: text = " day"; break;
    case kHour: text = " hour"; break;
    case kMinute: text = " minute"; break;
    case kSecond: text = " second"; break;
    case kYear | kMonth: text = " year to month"; break;
    case kDay | kHour: text = " day to hour"; break;
    case kDay | kHour | kMinute: text = " day to minute"; break;
    case kDay | kHour | kMinute | kSecond: text = " day to second"; break;
    case kHour | kMinute: text = " hour to minute"; break;
    case kHour | kMinute | kSecond: text = " hour to second"; break;
    case kMinute | kSecond: text = " minute to second"; break;
    default: break;
  }
  if (precision != 0xffff) absl::StrAppend(&text, "(", precision, ")");
  return text;
}

std::string Parenthesised(int32_t number) { return absl::StrCat("(", number, ")"); }

// format_type_extended (format_type.c) for the types that have words or a modifier of their own.
std::string FormatBuiltin(const TypeRef& type) {
  const std::string& name = type.name;
  bool modified = type.typmod >= 0;
  if (name == "bool") return "boolean";
  if (name == "int2") return "smallint";
  if (name == "int4") return "integer";
  if (name == "int8") return "bigint";
  if (name == "float4") return "real";
  if (name == "float8") return "double precision";
  if (name == "numeric") return absl::StrCat("numeric", modified ? NumericModifier(type.typmod) : "");
  if (name == "varchar") return absl::StrCat("character varying", modified ? Parenthesised(type.typmod - kHeader) : "");
  // Without a length "character" would mean character(1); bpchar is the type without one.
  if (name == "bpchar") return modified ? absl::StrCat("character", Parenthesised(type.typmod - kHeader)) : "bpchar";
  if (name == "char") return "\"char\"";
  if (name == "bit") return modified ? absl::StrCat("bit", Parenthesised(type.typmod)) : "\"bit\"";
  if (name == "varbit") return absl::StrCat("bit varying", modified ? Parenthesised(type.typmod) : "");
  if (name == "time") return absl::StrCat("time", modified ? Parenthesised(type.typmod) : "", " without time zone");
  if (name == "timetz") return absl::StrCat("time", modified ? Parenthesised(type.typmod) : "", " with time zone");
  if (name == "timestamp") return absl::StrCat("timestamp", modified ? Parenthesised(type.typmod) : "", " without time zone");
  if (name == "timestamptz") return absl::StrCat("timestamp", modified ? Parenthesised(type.typmod) : "", " with time zone");
  if (name == "json") return name;  // a keyword, but of its own
  if (name == "interval") return absl::StrCat("interval", modified ? IntervalModifier(type.typmod) : "");
  return absl::StrCat(QuoteIdentifier(name), modified ? Parenthesised(type.typmod) : "");
}

}  // namespace

std::string FormatType(const TypeRef& type) {
  std::string text;
  if (type.IsBuiltin()) {
    text = FormatBuiltin(type);
  } else {
    text = type.schema.empty() ? QuoteIdentifier(type.name) : absl::StrCat(QuoteIdentifier(type.schema), ".", QuoteIdentifier(type.name));
    if (type.typmod >= 0) absl::StrAppend(&text, "(", type.typmod, ")");
  }
  return type.array ? text + "[]" : text;
}

}  // namespace schema
