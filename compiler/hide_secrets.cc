#include "compiler/hide_secrets.h"

#include "compiler/find_letters.h"
#include "compiler/lexical.h"

namespace compiler {
namespace {

// Most files have neither word, and are not looked at any closer.
bool MayHoldSecrets(absl::string_view text) {
  auto has = [&](const Letters& word) { return FindLetters(text, word, 0) != absl::string_view::npos; };
  return has({"mapping", 2}) || has({"subscription", 2});
}

bool IsString(absl::string_view lexeme) { return lexeme.front() != '"'; }

void HideIn(schema::SourceFile& file) {
  absl::string_view text = file.text();
  bool secret = false;
  absl::string_view previous;
  for (size_t i = 0; i < text.size();) {
    LexemeAt lexeme = NextLexeme(text, i);
    absl::string_view word = text.substr(i, lexeme.end - i);
    if (lexeme.kind == Lexeme::kWord) {
      secret = secret || IsKeyword(word, "subscription") || (IsKeyword(word, "mapping") && IsKeyword(previous, "user"));
      previous = word;
    } else if (lexeme.kind == Lexeme::kSymbol && word == ";") {
      secret = false;
    } else if (lexeme.kind == Lexeme::kQuoted && secret && IsString(word)) {
      file.Hide(static_cast<uint32_t>(i), static_cast<uint32_t>(word.size()));
    }
    i = lexeme.end;
  }
}

}  // namespace

void HideSecrets(schema::SourceSet& sources) {
  for (schema::SourceFile& file : sources.files()) {
    if (MayHoldSecrets(file.text())) HideIn(file);
  }
}

}  // namespace compiler
