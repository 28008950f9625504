#include "compiler/client_encoding.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "compiler/lexical.h"

namespace compiler {
namespace {

// Most files are all ASCII, or never speak of this encoding, and are not looked at any closer.
bool MayHoldOthers(absl::string_view text) {
  if (std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })) return false;
  constexpr absl::string_view kWords[] = {"latin1", "latin-1", "8859"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](absl::string_view word) {
    auto same = [](char a, char b) { return absl::ascii_tolower(static_cast<unsigned char>(a)) == b; };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
  });
}

// Names of encodings are compared by their letters and digits (pg_char_to_encoding, encnames.c).
bool IsLatin1(absl::string_view name) {
  std::string clean;
  for (char c : name) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) clean += absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return clean == "latin1" || clean == "iso88591";
}

// The encoding that a statement sets: SET [SESSION | LOCAL] client_encoding TO 'latin1', SET NAMES 'latin1'.
std::optional<absl::string_view> EncodingSetBy(absl::string_view text, const TextRange& statement) {
  std::vector<absl::string_view> words;
  for (size_t i = statement.begin; i < statement.end && words.size() < 5;) {
    LexemeAt lexeme = NextLexeme(text, i);
    if (lexeme.kind == Lexeme::kWord || lexeme.kind == Lexeme::kQuoted) words.push_back(text.substr(i, lexeme.end - i));
    i = lexeme.end;
    if (words.size() == 1 && !IsKeyword(words[0], "set")) return std::nullopt;
  }
  size_t at = words.size() > 1 && (IsKeyword(words[1], "session") || IsKeyword(words[1], "local")) ? 2 : 1;
  if (words.size() < at + 2 || !(IsKeyword(words[at], "client_encoding") || IsKeyword(words[at], "names"))) return std::nullopt;
  return words.back();
}

std::string FromLatin1(absl::string_view text) {
  std::string utf8;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      utf8 += c;
      continue;
    }
    utf8 += static_cast<char>(0xC0 | (byte >> 6));
    utf8 += static_cast<char>(0x80 | (byte & 0x3F));
  }
  return utf8;
}

std::string Decode(absl::string_view text) {
  std::string decoded;
  size_t done = 0;
  bool latin1 = false;
  auto take_to = [&](size_t end) {
    absl::string_view piece = text.substr(done, end - done);
    decoded += latin1 ? FromLatin1(piece) : std::string(piece);
    done = end;
  };
  for (const TextRange& statement : SplitStatements(text, 0, text.size(), InnerSemicolons::kKeep)) {
    std::optional<absl::string_view> encoding = EncodingSetBy(text, statement);
    if (!encoding.has_value()) continue;
    take_to(statement.end);
    latin1 = IsLatin1(*encoding);
  }
  take_to(text.size());
  return decoded;
}

}  // namespace

void DecodeSources(schema::SourceSet& sources) {
  for (schema::SourceFile& file : sources.files()) {
    if (!MayHoldOthers(file.text())) continue;
    std::string decoded = Decode(file.text());
    if (decoded != file.text()) file = schema::SourceFile(file.name(), std::move(decoded));
  }
}

}  // namespace compiler
