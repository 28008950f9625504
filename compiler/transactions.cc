#include "compiler/transactions.h"

#include <optional>
#include <string>

#include "compiler/find_letters.h"

namespace compiler {
namespace {

// Whether "begin" or "start transaction" may begin a statement: PL/pgSQL's BEGIN is followed by other words. Saves most files the way statement by
// statement.
bool MayHoldTransactions(absl::string_view text) {
  if (FindLetters(text, {"transaction", 4}, 0) != absl::string_view::npos) return true;
  constexpr Letters kBegin = {"begin", 0};
  for (size_t at = FindLetters(text, kBegin, 0); at != absl::string_view::npos; at = FindLetters(text, kBegin, at + 1)) {
    size_t next = at + kBegin.letters.size();
    while (next < text.size() && (text[next] == ' ' || text[next] == '\n' || text[next] == '\r' || text[next] == '\t')) ++next;
    if (next < text.size() && (text[next] == ';' || text[next] == 'w' || text[next] == 'W' || text[next] == 'i' || text[next] == 'I')) return true;
  }
  return false;
}

// The first two words of a statement.
struct Words {
  absl::string_view first, second;
  TextRange range;
};

Words FirstWords(absl::string_view text, const TextRange& statement) {
  Words words;
  words.range = {statement.end, statement.end};
  for (size_t i = statement.begin; i < statement.end;) {
    LexemeAt lexeme = NextLexeme(text, i);
    if (lexeme.kind > Lexeme::kComment) {
      if (lexeme.kind != Lexeme::kWord) return words;
      absl::string_view word = text.substr(i, lexeme.end - i);
      if (!words.first.empty()) {
        words.second = word;
        return words;
      }
      words.first = word;
      words.range = {i, statement.end};
    }
    i = lexeme.end;
  }
  return words;
}

bool Begins(const Words& words) {
  return IsKeyword(words.first, "begin") || (IsKeyword(words.first, "start") && IsKeyword(words.second, "transaction"));
}
bool Commits(const Words& words) {
  return IsKeyword(words.first, "commit") || IsKeyword(words.first, "end") || (IsKeyword(words.first, "prepare") && IsKeyword(words.second, "transaction"));
}
bool RollsBack(const Words& words) {
  return IsKeyword(words.first, "abort") || (IsKeyword(words.first, "rollback") && !IsKeyword(words.second, "to"));
}

}  // namespace

std::vector<UndoneTransaction> FindUndoneTransactions(absl::string_view text) {
  std::vector<UndoneTransaction> undone;
  if (!MayHoldTransactions(text)) return undone;
  std::optional<UndoneTransaction> open;
  for (const TextRange& statement : SplitStatements(text, 0, text.size(), InnerSemicolons::kKeep)) {
    Words words = FirstWords(text, statement);
    if (Begins(words)) {
      if (!open.has_value()) open = UndoneTransaction{words.range, {statement.end, text.size()}, false};
    } else if (open.has_value() && Commits(words)) {
      open.reset();
    } else if (open.has_value() && RollsBack(words)) {
      open->statements.end = words.range.begin;
      open->rolled_back = true;
      undone.push_back(*open);
      open.reset();
    }
  }
  if (open.has_value()) undone.push_back(*open);
  return undone;
}

}  // namespace compiler
