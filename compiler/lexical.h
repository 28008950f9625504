// SQL text seen as PostgreSQL's scanner sees it, without parsing it: strings, dollar quotes, quoted names and comments are stepped over as wholes.
//
//   SplitStatements("SELECT ';'; -- a;b\nSELECT 2")   ->   ["SELECT ';'", " -- a;b\nSELECT 2"]
//
// For what happens before or beside the grammar: psql's meta-commands, the end of a column definition, going on after a syntax error.
// Follows scan.l (standard_conforming_strings on) and psqlscan.l. Never fails: what is left open reaches to the end of the text.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"

namespace compiler {

struct TextRange {
  size_t begin = 0;
  size_t end = 0;
};

enum class Lexeme : unsigned char {
  kSpace,
  kComment,
  kQuoted,  // a string, dollar-quoted string or quoted name
  kWord,    // name, keyword or number
  kSymbol,  // one byte of anything else
};

// What starts at `offset`, and where it ends. REQUIRES: offset < text.size().
struct LexemeAt {
  Lexeme kind;
  size_t end;
};
LexemeAt NextLexeme(absl::string_view text, size_t offset);

// How SplitStatements treats a semicolon in parentheses (CREATE RULE … DO (…; …)) or in BEGIN ATOMIC … END.
enum class InnerSemicolons { kKeep, kSplit };

// The statements of the text from `offset` on, without their semicolons. Stops after the first statement that reaches `limit` or goes past it.
std::vector<TextRange> SplitStatements(absl::string_view text, size_t offset, size_t limit, InnerSemicolons inner);

// Where the element of a list that starts at `offset` ends: before the comma or closing parenthesis at its level, or a semicolon, without
// trailing space and comments.
size_t EndOfElement(absl::string_view text, size_t offset);

// True when the text has nothing but space and comments.
bool IsBlank(absl::string_view text);

// Whether a word is this keyword, in any case.
bool IsKeyword(absl::string_view word, absl::string_view lower_case);

}  // namespace compiler
