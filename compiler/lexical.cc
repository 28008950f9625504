#include "compiler/lexical.h"

#include <array>
#include <cstring>

namespace compiler {
namespace {

// What a byte can be, as flags.
enum : unsigned char { kIsSpace = 1, kIsNameStart = 2, kIsDigit = 4, kIsNamePart = 8 };

constexpr std::array<unsigned char, 256> kClasses = [] {
  std::array<unsigned char, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) classes[c] |= kIsSpace;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80) classes[c] |= kIsNameStart | kIsNamePart;
    if (c >= '0' && c <= '9') classes[c] |= kIsDigit | kIsNamePart;
    if (c == '$') classes[c] |= kIsNamePart;
  }
  return classes;
}();

bool Is(char c, unsigned char classes) { return (kClasses[static_cast<unsigned char>(c)] & classes) != 0; }
bool IsSpace(char c) { return Is(c, kIsSpace); }
bool IsDigit(char c) { return Is(c, kIsDigit); }
bool IsNamePart(char c) { return Is(c, kIsNamePart); }

size_t EndOfLine(absl::string_view text, size_t offset) {
  size_t end = text.find('\n', offset);
  return end == absl::string_view::npos ? text.size() : end;
}

size_t EndOfBlockComment(absl::string_view text, size_t offset) {
  int depth = 0;
  for (size_t i = offset; i < text.size(); ++i) {
    if (text[i] == '/' && i + 1 < text.size() && text[i + 1] == '*') {
      ++depth;
      ++i;
    } else if (text[i] == '*' && i + 1 < text.size() && text[i + 1] == '/') {
      ++i;
      if (--depth == 0) return i + 1;
    }
  }
  return text.size();
}

// `offset` stands on the opening quote. A doubled quote does not end the string.
size_t EndOfQuoted(absl::string_view text, size_t offset, bool backslash_escapes) {
  char quote = text[offset];
  for (size_t i = offset + 1; i < text.size(); ++i) {
    if (backslash_escapes && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (i + 1 >= text.size() || text[i + 1] != quote) return i + 1;
      ++i;
    }
  }
  return text.size();
}

// The end of the dollar-quoted string that starts at `offset`; `offset` when none starts there.
size_t EndOfDollarQuoted(absl::string_view text, size_t offset) {
  size_t i = offset + 1;
  if (i < text.size() && IsDigit(text[i])) return offset;
  while (i < text.size() && IsNamePart(text[i]) && text[i] != '$') ++i;
  if (i >= text.size() || text[i] != '$') return offset;
  absl::string_view delimiter = text.substr(offset, i + 1 - offset);
  size_t end = text.find(delimiter, i + 1);
  return end == absl::string_view::npos ? text.size() : end + delimiter.size();
}

}  // namespace

LexemeAt NextLexeme(absl::string_view text, size_t offset) {
  char c = text[offset];
  size_t i = offset + 1;
  if (IsSpace(c)) {
    while (i < text.size() && IsSpace(text[i])) ++i;
    return {Lexeme::kSpace, i};
  }
  if (Is(c, kIsNameStart | kIsDigit)) {
    while (i < text.size() && IsNamePart(text[i])) ++i;
    bool escape_string = i == offset + 1 && (c == 'e' || c == 'E') && i < text.size() && text[i] == '\'';
    if (escape_string) return {Lexeme::kQuoted, EndOfQuoted(text, i, true)};
    return {Lexeme::kWord, i};
  }
  char next = i < text.size() ? text[i] : '\0';
  if (c == '\'' || c == '"') return {Lexeme::kQuoted, EndOfQuoted(text, offset, false)};
  if (c == '-' && next == '-') return {Lexeme::kComment, EndOfLine(text, offset)};
  if (c == '/' && next == '*') return {Lexeme::kComment, EndOfBlockComment(text, offset)};
  if (c == '$') {
    size_t end = EndOfDollarQuoted(text, offset);
    if (end > offset) return {Lexeme::kQuoted, end};
  }
  return {Lexeme::kSymbol, i};
}

bool IsKeyword(absl::string_view word, absl::string_view lower_case) {
  if (word.size() != lower_case.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    char c = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
    if (c != lower_case[i]) return false;
  }
  return true;
}

std::vector<TextRange> SplitStatements(absl::string_view text, size_t offset, size_t limit, InnerSemicolons inner) {
  std::vector<TextRange> statements;
  size_t begin = offset;
  int parentheses = 0;
  int atomic = 0;  // BEGIN ATOMIC and the CASEs in it, each closed by an END
  bool after_begin = false;
  for (size_t i = offset; i < text.size();) {
    LexemeAt lexeme = NextLexeme(text, i);
    absl::string_view word = text.substr(i, lexeme.end - i);
    if (lexeme.kind == Lexeme::kWord) {
      if (atomic > 0 && IsKeyword(word, "case")) ++atomic;
      if (atomic > 0 && IsKeyword(word, "end")) --atomic;
      if (after_begin && IsKeyword(word, "atomic")) ++atomic;
      after_begin = IsKeyword(word, "begin");
    } else if (lexeme.kind == Lexeme::kSymbol) {
      after_begin = false;
      if (word == "(") ++parentheses;
      if (word == ")" && parentheses > 0) --parentheses;
      if (word == ";" && (inner == InnerSemicolons::kSplit || (parentheses == 0 && atomic == 0))) {
        statements.push_back({begin, i});
        begin = lexeme.end;
        parentheses = 0;
        atomic = 0;
        if (begin >= limit) return statements;
      }
    }
    i = lexeme.end;
  }
  if (!IsBlank(text.substr(begin))) statements.push_back({begin, text.size()});
  return statements;
}

size_t EndOfElement(absl::string_view text, size_t offset) {
  size_t end = offset;
  int depth = 0;
  for (size_t i = offset; i < text.size();) {
    if (text[i] == ' ') {  // mostly there is one between words
      ++i;
      continue;
    }
    if (Is(text[i], kIsNameStart | kIsDigit) && text[i] != 'e' && text[i] != 'E') {  // and no E'…', which begins like a word
      while (i < text.size() && IsNamePart(text[i])) ++i;
      end = i;
      continue;
    }
    LexemeAt lexeme = NextLexeme(text, i);
    if (lexeme.kind == Lexeme::kSymbol) {
      char c = text[i];
      if (c == '(' || c == '[') ++depth;
      if (c == ')' || c == ']') --depth;
      if (depth < 0 || (depth == 0 && c == ',') || c == ';') return end;
    }
    if (lexeme.kind != Lexeme::kSpace && lexeme.kind != Lexeme::kComment) end = lexeme.end;
    i = lexeme.end;
  }
  return end;
}

bool IsBlank(absl::string_view text) {
  for (size_t i = 0; i < text.size();) {
    LexemeAt lexeme = NextLexeme(text, i);
    if (lexeme.kind != Lexeme::kSpace && lexeme.kind != Lexeme::kComment) return false;
    i = lexeme.end;
  }
  return true;
}

}  // namespace compiler
