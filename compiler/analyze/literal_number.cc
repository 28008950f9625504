// Numbers: int2in … int8in (numutils.c), numeric_in and numeric_out (numeric.c), float8in and float8out (float.c, d2s.c).
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/strip.h"
#include "absl/strings/str_format.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "compiler/analyze/literal.h"

namespace compiler::analyze {
namespace {

bool TakeSign(absl::string_view& text) {
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  return negative;
}

int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = absl::ascii_tolower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

// The base that "0x", "0o", "0b" announce (PostgreSQL 16), taken off the text.
unsigned TakeBase(absl::string_view& text, int major) {
  if (major < 16 || text.size() < 3 || text[0] != '0') return 10;
  unsigned base = 10;
  switch (absl::ascii_tolower(text[1])) {
    case 'x': base = 16; break;
    case 'o': base = 8; break;
    case 'b': base = 2; break;
    default: return 10;
  }
  text.remove_prefix(2);
  return base;
}

// Digits with single underscores between them (PostgreSQL 16; also right after the prefix of a base) as digits alone.
std::optional<std::string> WithoutUnderscores(absl::string_view text, int major, bool leading_allowed) {
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      digits += text[i];
      continue;
    }
    if (major < 16 || i + 1 >= text.size() || text[i + 1] == '_' || (i == 0 && !leading_allowed)) return std::nullopt;
  }
  return digits;
}

// A fixed-point number taken apart: value = digits * 10^-scale.
struct Decimal {
  std::string digits;
  int scale = 0;
};

std::optional<Decimal> ParseDecimal(absl::string_view text) {
  Decimal decimal;
  size_t i = 0;
  bool point = false;
  for (; i < text.size() && (absl::ascii_isdigit(static_cast<unsigned char>(text[i])) || (text[i] == '.' && !point)); ++i) {
    if (text[i] == '.') {
      point = true;
      continue;
    }
    decimal.digits += text[i];
    decimal.scale += point;
  }
  if (decimal.digits.empty()) return std::nullopt;
  if (i == text.size()) return decimal;
  if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
  absl::string_view exponent_text = text.substr(i + 1);
  bool negative = TakeSign(exponent_text);
  if (exponent_text.empty() || exponent_text.size() > 4) return std::nullopt;
  int exponent = 0;
  for (char c : exponent_text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return std::nullopt;
    exponent = exponent * 10 + (c - '0');
  }
  if (exponent > 1000) return std::nullopt;
  decimal.scale -= negative ? -exponent : exponent;
  if (decimal.scale < 0) {
    decimal.digits.append(static_cast<size_t>(-decimal.scale), '0');
    decimal.scale = 0;
  }
  return decimal;
}

std::string PrintDecimal(Decimal decimal, bool negative) {
  size_t scale = static_cast<size_t>(decimal.scale);
  if (decimal.digits.size() <= scale) decimal.digits.insert(0, scale + 1 - decimal.digits.size(), '0');
  size_t whole = decimal.digits.size() - scale;
  size_t start = std::min(decimal.digits.find_first_not_of('0'), whole - 1);
  bool zero = decimal.digits.find_first_not_of('0') == std::string::npos;
  if (zero) start = whole - 1;
  std::string text = negative && !zero ? "-" : "";
  text.append(decimal.digits, start, whole - start);
  if (scale > 0) absl::StrAppend(&text, ".", decimal.digits.substr(whole));
  return text;
}

// Decimal digits of a number in another base.
std::string ToDecimalDigits(absl::string_view digits, unsigned base) {
  std::string decimal = "0";  // least significant first
  for (char c : digits) {
    unsigned carry = static_cast<unsigned>(DigitValue(c));
    for (char& d : decimal) {
      unsigned value = static_cast<unsigned>(d - '0') * base + carry;
      d = static_cast<char>('0' + value % 10);
      carry = value / 10;
    }
    for (; carry != 0; carry /= 10) decimal += static_cast<char>('0' + carry % 10);
  }
  std::reverse(decimal.begin(), decimal.end());
  return decimal;
}

std::optional<std::string> SpecialFloat(absl::string_view text) {
  std::string word = absl::AsciiStrToLower(text);
  if (word == "nan") return "NaN";
  bool negative = !word.empty() && word[0] == '-';
  if (negative || (!word.empty() && word[0] == '+')) word.erase(0, 1);
  if (word == "infinity" || word == "inf") return negative ? "-Infinity" : "Infinity";
  return std::nullopt;
}

// Shortest digits that read back the same; plain notation for exponents from -5 to below `limit` (d2s.c: 15, f2s.c: 6).
std::string PrintShortest(const char* begin, const char* end, int limit) {
  std::string scientific(begin, end);  // d[.ddd]e±XX
  size_t e = scientific.find('e');
  int exponent = std::atoi(scientific.c_str() + e + 1);
  if (exponent < -4 || exponent >= limit) return scientific;
  bool negative = scientific[0] == '-';
  Decimal decimal;
  for (size_t i = negative; i < e; ++i) {
    if (scientific[i] != '.') decimal.digits += scientific[i];
  }
  decimal.scale = static_cast<int>(decimal.digits.size()) - 1 - exponent;
  if (decimal.scale < 0) {
    decimal.digits.append(static_cast<size_t>(-decimal.scale), '0');
    decimal.scale = 0;
  }
  return PrintDecimal(std::move(decimal), negative);
}

}  // namespace

std::optional<std::string> NormalizeInteger(absl::string_view text, int bits, int major) {
  text = absl::StripAsciiWhitespace(text);
  bool negative = TakeSign(text);
  unsigned base = TakeBase(text, major);
  std::optional<std::string> digits = WithoutUnderscores(text, major, base != 10);
  if (!digits.has_value() || digits->empty()) return std::nullopt;
  uint64_t limit = (uint64_t{1} << (bits - 1)) - (negative ? 0 : 1);
  uint64_t value = 0;
  for (char c : *digits) {
    unsigned digit = static_cast<unsigned>(DigitValue(c));
    if (digit >= base || value > (limit - digit) / base) return std::nullopt;
    value = value * base + digit;
  }
  return absl::StrCat(negative && value != 0 ? "-" : "", value);
}

std::optional<std::string> NormalizeNumeric(absl::string_view text, int major) {
  text = absl::StripAsciiWhitespace(text);
  if (std::optional<std::string> special = SpecialFloat(text)) return special;
  bool negative = TakeSign(text);
  unsigned base = TakeBase(text, major);
  std::optional<std::string> digits = WithoutUnderscores(text, major, base != 10);
  if (!digits.has_value() || digits->empty()) return std::nullopt;
  if (base != 10) {
    for (char c : *digits) {
      if (static_cast<unsigned>(DigitValue(c)) >= base) return std::nullopt;
    }
    return PrintDecimal({ToDecimalDigits(*digits, base), 0}, negative);
  }
  std::optional<Decimal> decimal = ParseDecimal(*digits);
  if (!decimal.has_value()) return std::nullopt;
  return PrintDecimal(*std::move(decimal), negative);
}

std::optional<std::string> NormalizeFloat(absl::string_view text, bool is_double) {
  text = absl::StripAsciiWhitespace(text);
  if (std::optional<std::string> special = SpecialFloat(text)) return special;
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  char buffer[64];
  const char* end = text.data() + text.size();
  if (is_double) {
    double value = 0;
    auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
    if (value == 0) return std::signbit(value) ? "-0" : "0";
    return PrintShortest(buffer, std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::scientific).ptr, 15);
  }
  float value = 0;
  auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  if (value == 0) return std::signbit(value) ? "-0" : "0";
  return PrintShortest(buffer, std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::scientific).ptr, 6);
}

std::optional<std::string> NormalizeMoney(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  bool negative = false;
  if (absl::ConsumePrefix(&text, "(")) {
    if (!absl::ConsumeSuffix(&text, ")")) return std::nullopt;
    negative = true;
  }
  for (bool again = true; again;) {
    if (absl::ConsumePrefix(&text, "-")) negative = true;
    else again = absl::ConsumePrefix(&text, "+") || absl::ConsumePrefix(&text, "$") || absl::ConsumePrefix(&text, " ");
  }
  constexpr int64_t kMost = INT64_MAX / 100 - 10;
  int64_t cents = 0;
  size_t i = 0;
  auto digit = [&] { return i < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[i])); };
  if (!digit() && !(i < text.size() && text[i] == '.')) return std::nullopt;
  for (; digit() || (i < text.size() && text[i] == ','); ++i) {
    if (text[i] == ',') continue;
    cents = cents * 10 + (text[i] - '0');
    if (cents > kMost) return std::nullopt;
  }
  cents *= 100;
  if (i < text.size() && text[i] == '.') {
    ++i;
    for (int64_t unit : {10, 1}) {
      if (digit()) cents += unit * (text[i++] - '0');
    }
    if (digit() && text[i] >= '5') ++cents;
    while (digit()) ++i;
  }
  if (i != text.size()) return std::nullopt;
  return absl::StrFormat("%s%d.%02d", negative && cents != 0 ? "-" : "", cents / 100, cents % 100);
}

}  // namespace compiler::analyze
