// Arrays and ranges: array_in and array_out (arrayfuncs.c), range_in, range_out and the canonical forms of discrete ranges (rangetypes.c). Their
// elements and bounds go through their own type's form.
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/literal.h"

namespace compiler::analyze {
namespace {

constexpr int kMaxDimensions = 6;  // MAXDIM

bool IsSpace(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }

std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string QuoteElement(absl::string_view text) {
  bool quote = text.empty() || absl::EqualsIgnoreCase(text, "null");
  for (char c : text) quote = quote || c == '"' || c == '\\' || c == '{' || c == '}' || c == ',' || IsSpace(c);
  return quote ? Quoted(text) : std::string(text);
}

// The element type's form of a literal, as NormalizeLiteral has it for constants; booleans print as one letter inside arrays.
std::string ElementText(const Analysis& analysis, TypeId type, absl::string_view text) {
  TypeId base = BaseType(analysis, type);
  if (base == analysis.known.boolean) return NormalizeBoolean(text) == "true" ? "t" : "f";
  return NormalizeLiteral(analysis, base, -1, text).text;
}

class ArrayParser {
 public:
  ArrayParser(const Analysis& analysis, TypeId element, absl::string_view text) : analysis_(analysis), element_(element), rest_(text) {}

  std::optional<std::string> Parse() {
    std::string out;
    Skip();
    if (!Level(out, 1)) return std::nullopt;
    Skip();
    if (!rest_.empty()) return std::nullopt;
    return any_ ? out : "{}";
  }

 private:
  void Skip() {
    while (!rest_.empty() && IsSpace(rest_[0])) rest_.remove_prefix(1);
  }

  bool Level(std::string& out, int depth) {
    if (depth > kMaxDimensions || rest_.empty() || rest_[0] != '{') return false;
    rest_.remove_prefix(1);
    out += '{';
    Skip();
    if (!rest_.empty() && rest_[0] == '}') {
      rest_.remove_prefix(1);
      out += '}';
      return true;
    }
    for (;;) {
      Skip();
      if (rest_.empty()) return false;
      if (!(rest_[0] == '{' ? Level(out, depth + 1) : Element(out))) return false;
      Skip();
      if (rest_.empty()) return false;
      char c = rest_[0];
      rest_.remove_prefix(1);
      out += c;
      if (c == '}') return true;
      if (c != ',') return false;
    }
  }

  bool Element(std::string& out) {
    any_ = true;
    std::string text;
    bool quoted = rest_[0] == '"';
    if (quoted ? !QuotedText(text) : !BareText(text)) return false;
    if (!quoted && absl::EqualsIgnoreCase(text, "null")) {
      out += "NULL";
      return true;
    }
    out += QuoteElement(ElementText(analysis_, element_, text));
    return true;
  }

  bool QuotedText(std::string& text) {
    rest_.remove_prefix(1);
    while (!rest_.empty() && rest_[0] != '"') {
      if (rest_[0] == '\\') rest_.remove_prefix(1);
      if (rest_.empty()) return false;
      text += rest_[0];
      rest_.remove_prefix(1);
    }
    if (rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool BareText(std::string& text) {
    while (!rest_.empty() && rest_[0] != ',' && rest_[0] != '}') {
      if (rest_[0] == '{' || rest_[0] == '"' || rest_[0] == '\\') return false;  // rare spellings: left alone
      text += rest_[0];
      rest_.remove_prefix(1);
    }
    while (!text.empty() && IsSpace(text.back())) text.pop_back();
    return !text.empty();
  }

  const Analysis& analysis_;
  TypeId element_;
  absl::string_view rest_;
  bool any_ = false;
};

struct Range {
  std::optional<std::string> low, high;  // absent: without bound
  bool low_inclusive = false, high_inclusive = false;
};

// One bound up to `,` or the closing bracket: quotes may stand anywhere in it. False: not understood.
bool TakeBound(absl::string_view& rest, std::optional<std::string>& bound) {
  std::string text;
  bool any = false;
  while (!rest.empty() && rest[0] != ',' && rest[0] != ')' && rest[0] != ']') {
    any = true;
    if (rest[0] != '"') {
      if (rest[0] == '\\') return false;
      text += rest[0];
      rest.remove_prefix(1);
      continue;
    }
    for (rest.remove_prefix(1); !rest.empty() && rest[0] != '"'; rest.remove_prefix(1)) {
      if (rest[0] == '\\') return false;
      text += rest[0];
    }
    if (rest.empty()) return false;
    rest.remove_prefix(1);
  }
  if (any) bound = std::move(text);
  return !rest.empty();
}

std::optional<Range> ParseRange(absl::string_view text) {
  Range range;
  if (text.empty() || (text[0] != '[' && text[0] != '(')) return std::nullopt;
  range.low_inclusive = text[0] == '[';
  text.remove_prefix(1);
  if (!TakeBound(text, range.low) || text[0] != ',') return std::nullopt;
  text.remove_prefix(1);
  if (!TakeBound(text, range.high) || text.size() != 1 || text[0] == ',') return std::nullopt;
  range.high_inclusive = text[0] == ']';
  return range;
}

// int4range_canonical: [low, high).
bool MakeHalfOpen(Range& range) {
  int64_t value;
  if (range.low.has_value()) {
    if (!absl::SimpleAtoi(*range.low, &value)) return false;
    if (!range.low_inclusive) range.low = absl::StrCat(value + 1);
    range.low_inclusive = true;
  }
  if (range.high.has_value()) {
    if (!absl::SimpleAtoi(*range.high, &value) || value == INT64_MAX) return false;
    if (range.high_inclusive) range.high = absl::StrCat(value + 1);
    range.high_inclusive = false;
  }
  return true;
}

std::string QuoteBound(const std::optional<std::string>& bound) {
  if (!bound.has_value()) return "";
  bool quote = bound->empty();
  for (char c : *bound) quote = quote || c == '"' || c == '\\' || c == '(' || c == ')' || c == '[' || c == ']' || c == ',' || IsSpace(c);
  return quote ? Quoted(*bound) : *bound;
}

}  // namespace

std::optional<std::string> NormalizeArray(const Analysis& analysis, TypeId element, absl::string_view text) {
  // box alone separates elements with ";".
  if (element < analysis.builtins.end_of_types() && analysis.builtins.Type(element).name == "box") return std::nullopt;
  return ArrayParser(analysis, element, text).Parse();
}

std::optional<std::string> NormalizeRange(const Analysis& analysis, TypeId subtype, absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (absl::EqualsIgnoreCase(text, "empty")) return "empty";
  std::optional<Range> range = ParseRange(text);
  if (!range.has_value()) return std::nullopt;
  for (std::optional<std::string>* bound : {&range->low, &range->high}) {
    if (bound->has_value()) *bound = ElementText(analysis, subtype, **bound);
  }
  const KnownTypes& known = analysis.known;
  if (subtype == known.date) {
    // Discrete too, but only the form that needs no calendar is certain here.
    if ((range->low.has_value() && !range->low_inclusive) || (range->high.has_value() && range->high_inclusive)) return std::nullopt;
  }
  if ((subtype == known.int4 || subtype == known.int8) && !MakeHalfOpen(*range)) return std::nullopt;
  if (range->low.has_value() && range->low == range->high) {
    if (!range->low_inclusive || !range->high_inclusive) return "empty";
  }
  if (!range->low.has_value()) range->low_inclusive = false;
  if (!range->high.has_value()) range->high_inclusive = false;
  return absl::StrCat(range->low_inclusive ? "[" : "(", QuoteBound(range->low), ",", QuoteBound(range->high), range->high_inclusive ? "]" : ")");
}

}  // namespace compiler::analyze
