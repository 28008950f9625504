#include "compiler/server_only.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "schema/routine_key.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

constexpr int kCallsDeep = 4;

using Words = absl::flat_hash_set<std::string>;

bool IsWordPart(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80) != 0; }

// The end of a placeholder of format(), "%I" or "%2$s", at this place; the place itself when there is none.
size_t EndOfPlaceholder(absl::string_view text, size_t i) {
  if (text[i] != '%') return i;
  size_t end = i + 1;
  while (end < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[end]))) ++end;
  if (end > i + 1 && (end == text.size() || text[end++] != '$')) return i;
  return end < text.size() && (text[end] == 's' || text[end] == 'I' || text[end] == 'L') ? end + 1 : i;
}

// Words in strings count: EXECUTE and format() make statements of them. So do words that are put together, with % for what is not known of them:
// format('%I_idx', t) gives "%_idx", 'events_' || y gives "events_%".
void AddWords(absl::string_view text, Words& words) {
  constexpr size_t kLeastKnown = 4;  // of the letters of a word that is put together
  std::string word;
  size_t placeholders = 0;
  auto end_word = [&] {
    if (placeholders == 0 && !word.empty()) words.insert(word);
    if (placeholders == 0 && word.size() >= kLeastKnown && word.back() == '_') words.insert(word + '%');
    if (placeholders == 0 && word.size() >= kLeastKnown && word.front() == '_') words.insert('%' + word);
    if (placeholders != 0 && word.size() >= kLeastKnown + placeholders) words.insert(word);
    word.clear();
    placeholders = 0;
  };
  for (size_t i = 0; i < text.size();) {
    if (size_t end = EndOfPlaceholder(text, i); end != i) {
      word += '%';
      ++placeholders;
      i = end;
    } else if (IsWordPart(text[i])) {
      word += absl::ascii_tolower(static_cast<unsigned char>(text[i++]));
    } else {
      end_word();
      ++i;
    }
  }
  end_word();
}

// The functions that a text calls, by lower-case name.
Words CalledIn(absl::string_view text) {
  Words called;
  for (size_t i = 0; i < text.size();) {
    size_t begin = i;
    while (i < text.size() && IsWordPart(text[i])) ++i;
    size_t end = i;
    while (i < text.size() && absl::ascii_isspace(static_cast<unsigned char>(text[i]))) ++i;
    if (end > begin && i < text.size() && text[i] == '(') called.insert(absl::AsciiStrToLower(text.substr(begin, end - begin)));
    if (i == begin) ++i;
  }
  return called;
}

using BodiesByName = absl::flat_hash_map<std::string, std::vector<std::string>>;

// The bodies of the schema's functions and procedures, by lower-case name.
BodiesByName Bodies(Workspace& workspace) {
  BodiesByName bodies;
  workspace.builder().ForEach([&](schema::Object& object) {
    const std::string* body = object.key.kind == schema::Kind::kFunction    ? &object.As<schema::Function>().body
                              : object.key.kind == schema::Kind::kProcedure ? &object.As<schema::Procedure>().body
                                                                            : nullptr;
    if (body != nullptr) bodies[absl::AsciiStrToLower(schema::SplitRoutineName(object.key.name()).name)].push_back(*body);
  });
  return bodies;
}

// To the words, those of the functions that they name, and of those that these name.
void AddCalled(const BodiesByName& bodies, Words& words) {
  Words looked_at;
  for (int depth = 0; depth < kCallsDeep; ++depth) {
    Words before = words;
    for (const std::string& word : before) {
      auto found = bodies.find(word);
      if (found == bodies.end() || !looked_at.insert(word).second) continue;
      for (const std::string& body : found->second) AddWords(body, words);
    }
  }
}

Words WordsAt(Workspace& workspace, const schema::SourceSpan& span, const BodiesByName& bodies) {
  Words words;
  AddWords(absl::string_view(workspace.sources().files()[span.file].text()).substr(span.offset, span.length), words);
  AddCalled(bodies, words);
  return words;
}

}  // namespace

std::vector<schema::ServerOnlyCode> ServerOnlyCodeOf(Workspace& workspace) {
  std::vector<schema::ServerOnlyCode> all;
  if (workspace.all_server_only().empty()) return all;
  BodiesByName bodies = Bodies(workspace);
  for (const schema::SourceSpan& span : workspace.all_server_only()) all.push_back({workspace.sources().Place(span), WordsAt(workspace, span, bodies)});
  return all;
}

bool MayChangeSchema(Workspace& workspace, absl::string_view function) {
  if (!workspace.builtins().Functions(function).empty()) return false;
  BodiesByName bodies = Bodies(workspace);
  std::vector<std::string> to_look_at = {absl::AsciiStrToLower(function)};
  if (!bodies.contains(to_look_at.front())) return true;
  Words seen = {to_look_at.front()};
  constexpr absl::string_view kDefining[] = {"create", "alter", "drop", "execute", "grant", "revoke", "comment", "rename", "call", "import", "security", "set_config"};
  while (!to_look_at.empty()) {
    auto found = bodies.find(to_look_at.back());
    to_look_at.pop_back();
    if (found == bodies.end()) continue;
    for (const std::string& body : found->second) {
      Words words;
      AddWords(body, words);
      if (std::any_of(std::begin(kDefining), std::end(kDefining), [&](absl::string_view word) { return words.contains(word); })) return true;
      for (const std::string& called : CalledIn(body)) {
        if (seen.insert(called).second) to_look_at.push_back(called);
      }
    }
  }
  return false;
}

std::string MadeByServer(Workspace& workspace, absl::Span<const std::string> names) {
  if (workspace.all_server_only().empty()) return "";
  Words wanted;
  for (const std::string& name : names) AddWords(name, wanted);
  BodiesByName bodies = Bodies(workspace);
  for (const schema::SourceSpan& span : workspace.all_server_only()) {
    Words words = WordsAt(workspace, span, bodies);
    if (std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) { return words.contains(word); })) return workspace.sources().Place(span);
  }
  return "";
}

void LeaveToServer(Workspace& workspace, const schema::SourceSpan& statement, const absl::Status& status, absl::string_view maker) {
  schema::Diagnostic diagnostic = schema::FromStatus(status);
  workspace.NoteServerOnly(statement);
  workspace.Warn("W0302", diagnostic.span, absl::StrCat("only a server can run this statement: ", diagnostic.message, ", unless the statement at ", maker, " makes it"),
                 "state the objects that it makes");
}

}  // namespace compiler
