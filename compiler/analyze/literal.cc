#include "compiler/analyze/literal.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

constexpr size_t kNameLength = 63;  // NAMEDATALEN - 1

// A type's rule, if it has one, and whether text that the rule does not understand is certainly an error.
struct Rule {
  std::optional<std::string> text;
  bool strict = false;
};

Rule NormalizeBuiltin(const Analysis& analysis, TypeId type, int32_t typmod, absl::string_view text) {
  const KnownTypes& k = analysis.known;
  const int major = analysis.builtins.major();
  if (type == k.boolean) return {NormalizeBoolean(text), true};
  if (type == k.int2) return {NormalizeInteger(text, 16, major), true};
  if (type == k.int4) return {NormalizeInteger(text, 32, major), true};
  if (type == k.int8) return {NormalizeInteger(text, 64, major), true};
  if (type == k.numeric) return {NormalizeNumeric(text, major), true};
  if (type == k.float4) return {NormalizeFloat(text, false)};
  if (type == k.float8) return {NormalizeFloat(text, true)};
  if (type == k.uuid) return {NormalizeUuid(text), true};
  if (type == k.bytea) return {NormalizeBytea(text)};
  if (type == k.bit || type == k.varbit) return {NormalizeBits(text)};
  if (type == k.inet) return {NormalizeInet(text, false)};
  if (type == k.cidr) return {NormalizeInet(text, true)};
  if (type == k.date) return {NormalizeDate(text)};
  if (type == k.time) return {NormalizeTime(text, false)};
  if (type == k.timetz) return {NormalizeTime(text, true)};
  if (type == k.timestamp) return {NormalizeTimestamp(text, false)};
  if (type == k.timestamptz) return {NormalizeTimestamp(text, true)};
  if (type == k.interval) return {NormalizeInterval(text, typmod)};
  if (type == k.jsonb) return {NormalizeJsonb(text)};
  if (type == k.character && !text.empty() && text[0] != '\\') return {std::string(text.substr(0, 1))};
  if (type < analysis.builtins.end_of_types() && !Builtins::IsArray(type) && analysis.builtins.Type(type).name == "jsonpath") return {NormalizeJsonPath(text)};
  if (type < analysis.builtins.end_of_types() && !Builtins::IsArray(type) && analysis.builtins.Type(type).name == "money") return {NormalizeMoney(text)};
  if (type == k.name && text.size() > kNameLength) return {std::string(text.substr(0, kNameLength))};
  return {};
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = absl::ascii_tolower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void AppendHex(std::string& out, unsigned char byte) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

// "public.t", "T", "\"My Table\"": the parts as identifiers (stringToQualifiedNameList, varlena.c). Empty when it is not a name.
std::vector<std::string> SplitQualifiedName(absl::string_view text) {
  std::vector<std::string> parts;
  text = absl::StripAsciiWhitespace(text);
  for (size_t i = 0; i <= text.size();) {
    std::string part;
    if (i < text.size() && text[i] == '"') {
      for (++i;; ++i) {
        if (i >= text.size()) return {};
        if (text[i] != '"') part += text[i];
        else if (i + 1 < text.size() && text[i + 1] == '"') part += text[i++];
        else break;
      }
      ++i;
    } else {
      for (; i < text.size() && text[i] != '.'; ++i) {
        if (absl::ascii_isspace(static_cast<unsigned char>(text[i])) || text[i] == '"') return {};
        part += absl::ascii_tolower(text[i]);
      }
    }
    if (part.empty()) return {};
    parts.push_back(std::move(part));
    if (i == text.size()) return parts;
    if (text[i] != '.') return {};
    ++i;
  }
  return {};
}

}  // namespace

LiteralResult NormalizeLiteral(const Analysis& analysis, TypeId type, int32_t typmod, absl::string_view text) {
  if (Builtins::IsArray(type)) {
    return {NormalizeArray(analysis, Builtins::ElementOf(type), text).value_or(std::string(text))};
  }
  TypeFacts facts = analysis.catalog.Facts(type);
  if (facts.shape == TypeInfo::Shape::kRange && facts.over != kNoType) {
    return {NormalizeRange(analysis, facts.over, text).value_or(std::string(text))};
  }
  Rule rule = NormalizeBuiltin(analysis, type, typmod, text);
  if (rule.text.has_value()) return {*std::move(rule.text)};
  return {std::string(text), rule.strict};
}

std::optional<std::string> NormalizeBoolean(absl::string_view text) {
  std::string word = absl::AsciiStrToLower(absl::StripAsciiWhitespace(text));
  auto abbreviates = [&](absl::string_view full, size_t shortest) { return word.size() >= shortest && full.substr(0, word.size()) == word; };
  if (abbreviates("true", 1) || abbreviates("yes", 1) || word == "on" || word == "1") return "true";
  if (abbreviates("false", 1) || abbreviates("no", 1) || abbreviates("off", 2) || word == "0") return "false";
  return std::nullopt;
}

std::optional<std::string> NormalizeUuid(absl::string_view text) {
  if (text.size() > 1 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    // A hyphen may follow each group of four digits.
    if (text[i] == '-' && !digits.empty() && digits.size() % 4 == 0 && text[i - 1] != '-' && digits.size() < 32) continue;
    if (HexDigit(text[i]) < 0) return std::nullopt;
    digits += absl::ascii_tolower(text[i]);
  }
  if (digits.size() != 32) return std::nullopt;
  return absl::StrCat(digits.substr(0, 8), "-", digits.substr(8, 4), "-", digits.substr(12, 4), "-", digits.substr(16, 4), "-", digits.substr(20));
}

std::optional<std::string> NormalizeBytea(absl::string_view text) {
  std::string out = "\\x";
  if (text.size() >= 2 && text.substr(0, 2) == "\\x") {
    std::string digits;
    for (char c : text.substr(2)) {
      if (absl::ascii_isspace(static_cast<unsigned char>(c))) continue;
      if (HexDigit(c) < 0) return std::nullopt;
      digits += absl::ascii_tolower(c);
    }
    if (digits.size() % 2 != 0) return std::nullopt;
    return out + digits;
  }
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      AppendHex(out, static_cast<unsigned char>(text[i]));
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] == '\\') {
      AppendHex(out, '\\');
      ++i;
      continue;
    }
    if (i + 3 >= text.size()) return std::nullopt;
    int value = 0;
    for (size_t j = 1; j <= 3; ++j) {
      if (text[i + j] < '0' || text[i + j] > '7') return std::nullopt;
      value = value * 8 + (text[i + j] - '0');
    }
    if (value > 255) return std::nullopt;
    AppendHex(out, static_cast<unsigned char>(value));
    i += 3;
  }
  return out;
}

std::optional<std::string> NormalizeBits(absl::string_view text) {
  bool hex = !text.empty() && (text[0] == 'x' || text[0] == 'X');
  if (!text.empty() && (hex || text[0] == 'b' || text[0] == 'B')) text.remove_prefix(1);
  std::string bits;
  for (char c : text) {
    int digit = HexDigit(c);
    if (digit < 0 || (!hex && digit > 1)) return std::nullopt;
    if (!hex) bits += c;
    else for (int bit = 3; bit >= 0; --bit) bits += (digit >> bit) & 1 ? '1' : '0';
  }
  return bits;
}

RegclassLiteral NormalizeRegclass(const Analysis& analysis, absl::string_view text) {
  std::vector<std::string> parts = SplitQualifiedName(text);
  if (parts.empty() || parts.size() > 2) return {std::string(text), {}};
  std::optional<schema::ObjectKey> found = analysis.catalog.FindRelation(parts);
  if (found.has_value()) {
    // A relation that is not modelled is called "view totals" in its key; its name as SQL has it is what was written.
    std::string qualified = absl::StrCat(schema::QuoteIdentifier(found->schema_name()), ".", schema::QuoteIdentifier(parts.back()));
    return {std::move(qualified), *std::move(found)};
  }
  // Not in the schema: the sequence behind an identity column, an index, or something of the server.
  if (parts.size() == 1 && !analysis.catalog.search_path().empty() && !absl::StrContains(parts[0], "pg_") && !absl::ascii_isdigit(parts[0][0])) {
    parts.insert(parts.begin(), analysis.catalog.search_path().front());
  }
  if (parts.size() == 2 && parts[0] == "pg_catalog") parts.erase(parts.begin());
  std::string qualified;
  for (const std::string& part : parts) absl::StrAppend(&qualified, qualified.empty() ? "" : ".", schema::QuoteIdentifier(part));
  return {std::move(qualified), {}};
}

}  // namespace compiler::analyze
