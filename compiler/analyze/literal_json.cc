// jsonb_in and jsonb_out (jsonb.c, json.c): keys sorted by length and bytes, the last of equal keys kept, numbers as numeric, one space after ":" and ",".
#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "compiler/analyze/literal.h"

namespace compiler::analyze {
namespace {

// Deeper documents are left alone; no default or check of a schema is like that.
constexpr int kMaxDepth = 200;

struct KeyOrder {
  bool operator()(const std::string& a, const std::string& b) const { return a.size() != b.size() ? a.size() < b.size() : a < b; }
};

void AppendUtf8(std::string& out, uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

class Parser {
 public:
  explicit Parser(absl::string_view text) : rest_(text) {}

  std::optional<std::string> Document() {
    std::string out;
    if (!Value(out, 0)) return std::nullopt;
    Skip();
    if (!rest_.empty()) return std::nullopt;
    return out;
  }

 private:
  void Skip() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r')) rest_.remove_prefix(1);
  }
  bool Take(char c) {
    Skip();
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool TakeWord(absl::string_view word, std::string& out) {
    if (rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    out += std::string(word);
    return true;
  }

  bool Value(std::string& out, int depth) {
    Skip();
    if (rest_.empty() || depth > kMaxDepth) return false;
    switch (rest_[0]) {
      case '{': return Object(out, depth);
      case '[': return Array(out, depth);
      case '"': {
        std::string text;
        if (!String(text)) return false;
        out += QuoteJson(text);
        return true;
      }
      case 't': return TakeWord("true", out);
      case 'f': return TakeWord("false", out);
      case 'n': return TakeWord("null", out);
      default: return Number(out);
    }
  }

  bool Number(std::string& out) {
    size_t n = 0;
    while (n < rest_.size() && (absl::ascii_isdigit(static_cast<unsigned char>(rest_[n])) || rest_[n] == '-' || rest_[n] == '+' || rest_[n] == '.' ||
                                rest_[n] == 'e' || rest_[n] == 'E')) {
      ++n;
    }
    std::optional<std::string> number = NormalizeNumeric(rest_.substr(0, n), 14);
    if (!number.has_value()) return false;
    rest_.remove_prefix(n);
    out += *number;
    return true;
  }

  bool Object(std::string& out, int depth) {
    rest_.remove_prefix(1);
    std::map<std::string, std::string, KeyOrder> members;
    if (!Take('}')) {
      do {
        Skip();
        std::string key, value;
        if (!String(key) || !Take(':') || !Value(value, depth + 1)) return false;
        members[std::move(key)] = std::move(value);
      } while (Take(','));
      if (!Take('}')) return false;
    }
    out += '{';
    bool first = true;
    for (const auto& [key, value] : members) {
      absl::StrAppend(&out, first ? "" : ", ", QuoteJson(key), ": ", value);
      first = false;
    }
    out += '}';
    return true;
  }

  bool Array(std::string& out, int depth) {
    rest_.remove_prefix(1);
    out += '[';
    if (!Take(']')) {
      bool first = true;
      do {
        if (!first) out += ", ";
        first = false;
        if (!Value(out, depth + 1)) return false;
      } while (Take(','));
      if (!Take(']')) return false;
    }
    out += ']';
    return true;
  }

  bool Hex4(uint32_t& code) {
    if (rest_.size() < 4) return false;
    code = 0;
    for (char c : rest_.substr(0, 4)) {
      if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return false;
      code = code * 16 + static_cast<uint32_t>(absl::ascii_isdigit(static_cast<unsigned char>(c)) ? c - '0' : absl::ascii_tolower(c) - 'a' + 10);
    }
    rest_.remove_prefix(4);
    return true;
  }

  bool Unicode(std::string& text) {
    uint32_t code;
    if (!Hex4(code) || code == 0) return false;
    if (code >= 0xD800 && code < 0xDC00) {
      uint32_t low;
      if (rest_.substr(0, 2) != "\\u") return false;
      rest_.remove_prefix(2);
      if (!Hex4(low) || low < 0xDC00 || low > 0xDFFF) return false;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code < 0xE000) {
      return false;
    }
    AppendUtf8(text, code);
    return true;
  }

  bool String(std::string& text) {
    if (rest_.empty() || rest_[0] != '"') return false;
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      char c = rest_[0];
      rest_.remove_prefix(1);
      if (c == '"') return true;
      if (c != '\\') {
        if (static_cast<unsigned char>(c) < 0x20) return false;
        text += c;
        continue;
      }
      if (rest_.empty()) return false;
      char escaped = rest_[0];
      rest_.remove_prefix(1);
      switch (escaped) {
        case 'b': text += '\b'; break;
        case 'f': text += '\f'; break;
        case 'n': text += '\n'; break;
        case 'r': text += '\r'; break;
        case 't': text += '\t'; break;
        case '"': case '\\': case '/': text += escaped; break;
        case 'u':
          if (!Unicode(text)) return false;
          break;
        default: return false;
      }
    }
    return false;
  }

  absl::string_view rest_;
};

}  // namespace

std::string QuoteJson(absl::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    switch (c) {
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned>(c));
        else out += c;
    }
  }
  return out + '"';
}

std::optional<std::string> NormalizeJsonb(absl::string_view text) { return Parser(text).Document(); }

}  // namespace compiler::analyze
