// jsonpath_in and jsonpath_out (jsonpath_gram.y, jsonpath.c): keys and variables in quotes, operators in parentheses as their priorities ask for.
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "compiler/analyze/literal.h"

namespace compiler::analyze {
namespace {

constexpr int kMaxDepth = 100;

// operationPriority, jsonpath.c.
enum Priority { kOr, kAnd, kComparison, kSum, kProduct, kSign, kOther };

// An expression with what is accessed in it. Text is printed once the whole is known, since what follows decides about parentheses.
struct Item {
  std::string bare;       // without parentheses of its own
  Priority priority = kOther;
  bool is_operator = false;  // printed in parentheses where something asks for them
  bool is_number = false;
  bool is_predicate = false;
  bool has_next = false;  // accessors are part of `bare` already

  std::string In(bool parentheses) const { return is_operator && parentheses ? absl::StrCat("(", bare, ")") : bare; }
};

class PathParser {
 public:
  explicit PathParser(absl::string_view text) : rest_(text) {}

  std::optional<std::string> Document() {
    std::string mode;
    if (TakeWord("strict")) mode = "strict ";
    else TakeWord("lax");
    std::optional<Item> item = Or(0);
    Skip();
    if (!item.has_value() || !rest_.empty()) return std::nullopt;
    return mode + item->In(true);
  }

 private:
  void Skip() {
    while (!rest_.empty() && absl::ascii_isspace(static_cast<unsigned char>(rest_[0]))) rest_.remove_prefix(1);
  }
  bool Sees(absl::string_view symbol) {
    Skip();
    return rest_.substr(0, symbol.size()) == symbol;
  }
  bool Take(absl::string_view symbol) {
    if (!Sees(symbol)) return false;
    rest_.remove_prefix(symbol.size());
    return true;
  }
  static bool IsWordByte(char c) { return c == '_' || absl::ascii_isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }
  absl::string_view Word() {
    Skip();
    size_t n = 0;
    while (n < rest_.size() && IsWordByte(rest_[n])) ++n;
    return rest_.substr(0, n);
  }
  bool TakeWord(absl::string_view word) {
    if (Word() != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  static Item Binary(const Item& left, absl::string_view word, const Item& right, Priority priority) {
    Item item;
    item.bare = absl::StrCat(left.In(left.priority <= priority), " ", word, " ", right.In(right.priority <= priority));
    item.priority = priority;
    item.is_operator = true;
    item.is_predicate = priority <= kComparison;
    return item;
  }

  std::optional<Item> Or(int depth) {
    std::optional<Item> left = And(depth);
    while (left.has_value() && Take("||")) {
      std::optional<Item> right = And(depth);
      if (!right.has_value() || !left->is_predicate || !right->is_predicate) return std::nullopt;
      left = Binary(*left, "||", *right, kOr);
    }
    return left;
  }

  std::optional<Item> And(int depth) {
    std::optional<Item> left = Comparison(depth);
    while (left.has_value() && Take("&&")) {
      std::optional<Item> right = Comparison(depth);
      if (!right.has_value() || !left->is_predicate || !right->is_predicate) return std::nullopt;
      left = Binary(*left, "&&", *right, kAnd);
    }
    return left;
  }

  std::optional<Item> Comparison(int depth) {
    if (Sees("!") && !Sees("!=")) {
      Take("!");
      std::optional<Item> argument = Primary(depth + 1);
      if (!argument.has_value() || !argument->is_predicate) return std::nullopt;
      Item item;
      item.bare = absl::StrCat("!(", argument->bare, ")");
      item.is_predicate = true;
      return item;
    }
    std::optional<Item> left = Sum(depth);
    if (!left.has_value()) return std::nullopt;
    struct Symbol {
      absl::string_view written, printed;
    };
    static constexpr Symbol kSymbols[] = {{"==", "=="}, {"!=", "!="}, {"<>", "!="}, {"<=", "<="}, {">=", ">="}, {"<", "<"}, {">", ">"}};
    for (const Symbol& symbol : kSymbols) {
      if (!Take(symbol.written)) continue;
      std::optional<Item> right = Sum(depth);
      if (!right.has_value() || left->is_predicate || right->is_predicate) return std::nullopt;
      return Binary(*left, symbol.printed, *right, kComparison);
    }
    if (TakeWord("starts")) {
      std::optional<Item> right = TakeWord("with") ? Primary(depth) : std::nullopt;
      if (!right.has_value()) return std::nullopt;
      Item item = Binary(*left, "starts with", *right, kComparison);
      item.bare = absl::StrCat(left->bare, " starts with ", right->bare);
      return item;
    }
    if (TakeWord("like_regex")) return LikeRegex(*left);
    return left;
  }

  std::optional<Item> LikeRegex(const Item& left) {
    std::string pattern, flags;
    Skip();
    if (!String(pattern)) return std::nullopt;
    if (TakeWord("flag")) {
      std::string given;
      Skip();
      if (!String(given) || given.find_first_not_of("ismxq") != std::string::npos) return std::nullopt;
      for (char flag : {'i', 's', 'm', 'x', 'q'}) {
        if (given.find(flag) != std::string::npos) flags += flag;
      }
    }
    Item item;
    item.bare = absl::StrCat(left.In(left.priority <= kComparison), " like_regex ", QuoteJson(pattern), flags.empty() ? "" : absl::StrCat(" flag \"", flags, "\""));
    item.priority = kComparison;
    item.is_operator = item.is_predicate = true;
    return item;
  }

  std::optional<Item> Sum(int depth) {
    std::optional<Item> left = Product(depth);
    while (left.has_value() && (Sees("+") || Sees("-"))) {
      absl::string_view word = Take("+") ? "+" : (Take("-"), "-");
      std::optional<Item> right = Product(depth);
      if (!right.has_value()) return std::nullopt;
      left = Binary(*left, word, *right, kSum);
    }
    return left;
  }

  std::optional<Item> Product(int depth) {
    std::optional<Item> left = Sign(depth);
    while (left.has_value() && ((Sees("*") && !Sees("**")) || Sees("/") || Sees("%"))) {
      absl::string_view word = Take("*") ? "*" : Take("/") ? "/" : (Take("%"), "%");
      std::optional<Item> right = Sign(depth);
      if (!right.has_value()) return std::nullopt;
      left = Binary(*left, word, *right, kProduct);
    }
    return left;
  }

  std::optional<Item> Sign(int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    if (!Sees("+") && !Sees("-")) return Primary(depth);
    bool minus = Take("-");
    if (!minus) Take("+");
    std::optional<Item> argument = Sign(depth + 1);
    if (!argument.has_value()) return std::nullopt;
    if (argument->is_number && !argument->has_next) {  // makeItemUnary
      if (minus) argument->bare = argument->bare[0] == '-' ? argument->bare.substr(1) : argument->bare == "0" ? "0" : absl::StrCat("-", argument->bare);
      return argument;
    }
    Item item;
    item.bare = absl::StrCat(minus ? "-" : "+", argument->In(argument->priority <= kSign));
    item.priority = kSign;
    item.is_operator = true;
    return item;
  }

  std::optional<Item> Primary(int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    Item item;
    Skip();
    if (rest_.empty()) return std::nullopt;
    char c = rest_[0];
    if (c == '(') {
      Take("(");
      std::optional<Item> inner = Or(depth + 1);
      if (!inner.has_value() || !Take(")")) return std::nullopt;
      if (inner->is_predicate && TakeWord("is")) {
        if (!TakeWord("unknown")) return std::nullopt;
        item.bare = absl::StrCat("(", inner->bare, ") is unknown");
        item.is_predicate = true;
        return item;
      }
      return Accessors(*std::move(inner), depth);
    }
    if (c == '$') {
      rest_.remove_prefix(1);
      std::string name;
      if (!rest_.empty() && rest_[0] == '"') {
        if (!String(name)) return std::nullopt;
        item.bare = absl::StrCat("$", QuoteJson(name));
      } else if (!rest_.empty() && IsWordByte(rest_[0])) {
        absl::string_view word = Word();
        item.bare = absl::StrCat("$", QuoteJson(word));
        rest_.remove_prefix(word.size());
      } else {
        item.bare = "$";
      }
      return Accessors(std::move(item), depth);
    }
    if (Take("@")) {
      item.bare = "@";
      return Accessors(std::move(item), depth);
    }
    if (c == '"') {
      std::string text;
      if (!String(text)) return std::nullopt;
      item.bare = QuoteJson(text);
      return Accessors(std::move(item), depth);
    }
    if (absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '.') return Number();
    if (TakeWord("exists")) {
      std::optional<Item> argument = Take("(") ? Or(depth + 1) : std::nullopt;
      if (!argument.has_value() || !Take(")")) return std::nullopt;
      item.bare = absl::StrCat("exists (", argument->bare, ")");
      item.is_predicate = true;
      return item;
    }
    for (absl::string_view word : {"null", "true", "false", "last"}) {
      if (!TakeWord(word)) continue;
      item.bare = std::string(word);
      return Accessors(std::move(item), depth);
    }
    return std::nullopt;
  }

  // What is accessed in a number would print it in parentheses, and is not understood here.
  std::optional<Item> Number() {
    size_t n = 0;
    while (n < rest_.size() && (absl::ascii_isdigit(static_cast<unsigned char>(rest_[n])) || rest_[n] == '.')) ++n;
    if (n < rest_.size() && (rest_[n] == 'e' || rest_[n] == 'E')) {
      ++n;
      if (n < rest_.size() && (rest_[n] == '+' || rest_[n] == '-')) ++n;
      while (n < rest_.size() && absl::ascii_isdigit(static_cast<unsigned char>(rest_[n]))) ++n;
    }
    if (n < rest_.size() && IsWordByte(rest_[n])) return std::nullopt;
    std::optional<std::string> number = NormalizeNumeric(rest_.substr(0, n), 14);
    if (!number.has_value()) return std::nullopt;
    rest_.remove_prefix(n);
    if (Sees("?") || Sees("[") || Sees(".")) return std::nullopt;
    Item item;
    item.bare = *std::move(number);
    item.is_number = true;
    return item;
  }

  std::optional<Item> Accessors(Item item, int depth) {
    while (Sees(".") || Sees("[") || Sees("?")) {
      std::optional<std::string> next = Take(".") ? Member() : Take("[") ? Subscripts(depth) : Filter(depth);
      if (!next.has_value() || item.is_number) return std::nullopt;
      Item with;
      with.bare = item.In(true) + *next;
      with.has_next = true;
      item = std::move(with);
    }
    return item;
  }

  std::optional<std::string> Member() {
    if (Take("**")) return Levels();
    if (Take("*")) return ".*";
    Skip();
    if (rest_.empty()) return std::nullopt;
    std::string name;
    if (rest_[0] == '"') {
      if (!String(name)) return std::nullopt;
      return absl::StrCat(".", QuoteJson(name));
    }
    absl::string_view word = Word();
    if (word.empty()) return std::nullopt;
    rest_.remove_prefix(word.size());
    if (!rest_.empty() && rest_[0] == '\\') return std::nullopt;
    if (!Take("(")) return absl::StrCat(".", QuoteJson(word));
    std::string arguments;
    Skip();
    if (!rest_.empty() && rest_[0] == '"') {
      if (!String(name)) return std::nullopt;
      arguments = QuoteJson(name);
    } else {
      while (!rest_.empty() && rest_[0] != ')') {
        if (!absl::ascii_isdigit(static_cast<unsigned char>(rest_[0])) && rest_[0] != ',' && rest_[0] != ' ') return std::nullopt;
        if (rest_[0] != ' ') arguments += rest_[0];
        rest_.remove_prefix(1);
      }
    }
    if (!Take(")")) return std::nullopt;
    return absl::StrCat(".", word, "(", arguments, ")");
  }

  // "**{2 to last}".
  std::optional<std::string> Levels() {
    if (!Take("{")) return ".**";
    auto level = [&]() -> std::optional<std::string> {
      if (TakeWord("last")) return "last";
      absl::string_view word = Word();
      uint32_t number;
      if (!absl::SimpleAtoi(word, &number)) return std::nullopt;
      rest_.remove_prefix(word.size());
      return absl::StrCat(number);
    };
    std::optional<std::string> first = level(), last = first;
    if (!first.has_value()) return std::nullopt;
    if (TakeWord("to")) last = level();
    if (!last.has_value() || !Take("}")) return std::nullopt;
    if (*first == *last) return absl::StrCat(".**{", *first, "}");
    if (*first == "0" && *last == "last") return ".**";
    return absl::StrCat(".**{", *first, " to ", *last, "}");
  }

  std::optional<std::string> Subscripts(int depth) {
    if (Take("*")) return Take("]") ? std::optional<std::string>("[*]") : std::nullopt;
    std::string text = "[";
    do {
      std::optional<Item> from = Sum(depth + 1);
      if (!from.has_value()) return std::nullopt;
      absl::StrAppend(&text, text.size() > 1 ? "," : "", from->bare);
      if (TakeWord("to")) {
        std::optional<Item> to = Sum(depth + 1);
        if (!to.has_value()) return std::nullopt;
        absl::StrAppend(&text, " to ", to->bare);
      }
    } while (Take(","));
    if (!Take("]")) return std::nullopt;
    return text + "]";
  }

  std::optional<std::string> Filter(int depth) {
    Take("?");
    std::optional<Item> predicate = Take("(") ? Or(depth + 1) : std::nullopt;
    if (!predicate.has_value() || !predicate->is_predicate || !Take(")")) return std::nullopt;
    return absl::StrCat("?(", predicate->bare, ")");
  }

  // A string in double quotes; escapes beyond the plain ones are not understood.
  bool String(std::string& text) {
    if (rest_.empty() || rest_[0] != '"') return false;
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      char c = rest_[0];
      rest_.remove_prefix(1);
      if (c == '"') return true;
      if (c == '\\') {
        if (rest_.empty()) return false;
        char escaped = rest_[0];
        rest_.remove_prefix(1);
        switch (escaped) {
          case 'b': c = '\b'; break;
          case 'f': c = '\f'; break;
          case 'n': c = '\n'; break;
          case 'r': c = '\r'; break;
          case 't': c = '\t'; break;
          case 'v': c = '\v'; break;
          case '"': case '\\': case '/': c = escaped; break;
          default: return false;
        }
      }
      text += c;
    }
    return false;
  }

  absl::string_view rest_;
};

}  // namespace

std::optional<std::string> NormalizeJsonPath(absl::string_view text) { return PathParser(text).Document(); }

}  // namespace compiler::analyze
