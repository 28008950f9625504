#include "planner/body_words.h"

#include "absl/strings/ascii.h"
#include "schema/routine_key.h"
#include "schema/signature_key.h"

namespace planner {
namespace {

using schema::Kind;

bool IsWordByte(char c) { return c == '_' || c == '$' || absl::ascii_isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }

constexpr absl::string_view kOperatorBytes = "+-*/<>=~!@#%^&|`?";

// The end of the comment that starts at `i`; `i` itself where none does.
size_t EndOfComment(absl::string_view text, size_t i) {
  absl::string_view two = text.substr(i, 2);
  if (two != "--" && two != "/*") return i;
  size_t end = two == "--" ? text.find('\n', i) : text.find("*/", i + 2);
  return end == absl::string_view::npos ? text.size() : end + (two == "--" ? 1 : 2);
}

void AddWords(absl::string_view text, absl::flat_hash_set<std::string>& words) {
  for (size_t i = 0; i < text.size();) {
    if (size_t end = EndOfComment(text, i); end != i) {
      i = end;
    } else if (text[i] == '"') {
      size_t close = text.find('"', i + 1);
      if (close == absl::string_view::npos) return;
      words.emplace(text.substr(i + 1, close - i - 1));
      i = close + 1;
    } else if (kOperatorBytes.find(text[i]) != absl::string_view::npos) {
      size_t begin = i;
      while (i < text.size() && kOperatorBytes.find(text[i]) != absl::string_view::npos) ++i;
      words.emplace(text.substr(begin, i - begin));
    } else if (IsWordByte(text[i])) {
      size_t begin = i;
      while (i < text.size() && IsWordByte(text[i])) ++i;
      words.insert(absl::AsciiStrToLower(text.substr(begin, i - begin)));
    } else {
      ++i;
    }
  }
}

}  // namespace

absl::flat_hash_set<std::string> BodyWords(const schema::Object& object) {
  absl::flat_hash_set<std::string> words;
  auto add = [&](const auto& routine) {
    if (!routine.object_file.has_value()) AddWords(routine.body, words);
    if (routine.sql_body.has_value()) AddWords(routine.sql_body->sql, words);
  };
  if (const auto* function = object.body.If<schema::Function>(); function != nullptr) add(*function);
  if (const auto* procedure = object.body.If<schema::Procedure>(); procedure != nullptr) add(*procedure);
  return words;
}

absl::string_view WordFor(const schema::ObjectKey& key) {
  switch (key.kind) {
    case Kind::kEnum:
    case Kind::kDomain:
    case Kind::kCompositeType:
    case Kind::kRangeType:
    case Kind::kBaseType:
    case Kind::kSequence:
    case Kind::kTable:
    case Kind::kView:
    case Kind::kMaterializedView:
    case Kind::kColumn: return key.name();
    case Kind::kFunction:
    case Kind::kProcedure:
    case Kind::kAggregate: return schema::SplitRoutineName(key.name()).name;
    case Kind::kOperator: return schema::NameBeforeTypes(key);
    default: return "";
  }
}

bool Mention(const absl::flat_hash_set<std::string>& words, const schema::ObjectKey& key) {
  absl::string_view word = WordFor(key);
  if (word.empty() || !words.contains(word)) return false;
  return key.kind != Kind::kColumn || words.contains(key.parts()[1]);
}

}  // namespace planner
