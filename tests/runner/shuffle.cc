#include "tests/runner/shuffle.h"

#include <algorithm>
#include <random>

#include "absl/strings/match.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace tests {
namespace {

// The end of what begins at `i`: a comment, a string, a quoted name, a dollar-quoted text, or one byte.
size_t SkipToken(absl::string_view text, size_t i) {
  auto after = [&](absl::string_view end, size_t start) {
    size_t found = text.find(end, start);
    return found == absl::string_view::npos ? text.size() : found + end.size();
  };
  if (absl::StartsWith(text.substr(i), "--")) return after("\n", i);
  if (absl::StartsWith(text.substr(i), "/*")) return after("*/", i + 2);
  if (text[i] == '\'' || text[i] == '"') return after(text.substr(i, 1), i + 1);
  if (text[i] == '$') {
    size_t tag_end = i + 1;
    while (tag_end < text.size() && (absl::ascii_isalnum(text[tag_end]) || text[tag_end] == '_')) ++tag_end;
    if (tag_end < text.size() && text[tag_end] == '$') return after(text.substr(i, tag_end + 1 - i), tag_end + 1);
  }
  return i + 1;
}

// The statement without the comments and spaces before it.
absl::string_view WithoutComments(absl::string_view statement) {
  size_t i = 0;
  while (i < statement.size()) {
    if (absl::ascii_isspace(statement[i])) ++i;
    else if (absl::StartsWith(statement.substr(i), "--") || absl::StartsWith(statement.substr(i), "/*")) i = SkipToken(statement, i);
    else break;
  }
  return statement.substr(i);
}

bool BeginsWith(absl::string_view statement, absl::string_view word) { return absl::StartsWithIgnoreCase(WithoutComments(statement), word); }

// What takes effect in order, and so cannot be moved: settings, drops, renames, data.
bool IsSequential(absl::string_view statement) {
  absl::string_view text = WithoutComments(statement);
  if (absl::StrContains(absl::AsciiStrToUpper(text), " RENAME ") || absl::StrContains(absl::AsciiStrToUpper(text), " DROP ")) return true;
  for (const char* word : {"CREATE", "ALTER", "COMMENT", "GRANT", "REVOKE"}) {
    if (absl::StartsWithIgnoreCase(text, word)) return false;
  }
  return !text.empty();
}

}  // namespace

std::vector<std::string> SplitStatements(absl::string_view script) {
  std::vector<std::string> statements;
  size_t start = 0;
  int depth = 0;  // of parentheses: CREATE RULE … DO (a; b)
  for (size_t i = 0; i < script.size();) {
    size_t next = SkipToken(script, i);
    if (script[i] == '(') ++depth;
    if (script[i] == ')') --depth;
    if (script[i] == ';' && depth <= 0) {
      // A directive behind the semicolon belongs to this statement.
      size_t rest = script.find_first_not_of(' ', next);
      if (rest != absl::string_view::npos && absl::StartsWith(script.substr(rest), "--")) next = SkipToken(script, rest);
      statements.push_back(std::string(script.substr(start, next - start)));
      start = next;
    }
    i = next;
  }
  if (!WithoutComments(script.substr(start)).empty()) statements.push_back(std::string(script.substr(start)));
  return statements;
}

std::vector<NamedText> Shuffle(const std::vector<NamedText>& files, uint64_t seed) {
  std::mt19937_64 random(seed);
  auto shuffle = [&random](auto& list) {  // std::shuffle differs between standard libraries
    for (size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random() % i]);
  };
  std::vector<std::string> creates, indexes;
  bool partitions = std::any_of(files.begin(), files.end(), [](const NamedText& file) { return absl::StrContains(absl::AsciiStrToUpper(file.text), "PARTITION OF"); });
  NamedText others{"others.sql", ""};
  for (const NamedText& file : files) {
    for (std::string& statement : SplitStatements(file.text)) {
      if (IsSequential(statement)) {
        std::vector<NamedText> same = files;
        shuffle(same);
        return same;
      }
      bool index = BeginsWith(statement, "CREATE INDEX") || BeginsWith(statement, "CREATE UNIQUE INDEX");
      // Partitions' indexes get their numbers in the order in which the parents' are made.
      if (partitions && index) absl::StrAppend(&indexes.emplace_back(), statement, "\n");
      else if (BeginsWith(statement, "CREATE")) creates.push_back(std::move(statement));
      else absl::StrAppend(&others.text, statement, "\n");
    }
  }
  shuffle(creates);
  std::vector<NamedText> result(1 + random() % 3);
  for (size_t i = 0; i < result.size(); ++i) result[i].name = absl::StrCat("part", i, ".sql");
  for (const std::string& statement : creates) absl::StrAppend(&result[random() % result.size()].text, statement, "\n");
  for (const std::string& statement : indexes) absl::StrAppend(&result.back().text, statement);
  result.push_back(std::move(others));
  shuffle(result);
  return result;
}

}  // namespace tests
