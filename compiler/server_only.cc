#include "compiler/server_only.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "schema/routine_key.h"

namespace compiler {
namespace {

constexpr int kCallsDeep = 4;

using Words = absl::flat_hash_set<std::string>;

// Words in strings count: EXECUTE and format() make statements of them.
void AddWords(absl::string_view text, Words& words) {
  for (size_t i = 0; i < text.size();) {
    auto is_part = [&](size_t at) { return absl::ascii_isalnum(static_cast<unsigned char>(text[at])) || text[at] == '_' || (text[at] & 0x80) != 0; };
    if (!is_part(i)) {
      ++i;
      continue;
    }
    size_t begin = i;
    while (i < text.size() && is_part(i)) ++i;
    words.insert(absl::AsciiStrToLower(text.substr(begin, i - begin)));
  }
}

// The bodies of the schema's functions and procedures, by lower-case name.
absl::flat_hash_map<std::string, std::vector<std::string>> Bodies(Workspace& workspace) {
  absl::flat_hash_map<std::string, std::vector<std::string>> bodies;
  workspace.builder().ForEach([&](schema::Object& object) {
    const std::string* body = object.key.kind == schema::Kind::kFunction    ? &object.As<schema::Function>().body
                              : object.key.kind == schema::Kind::kProcedure ? &object.As<schema::Procedure>().body
                                                                            : nullptr;
    if (body != nullptr) bodies[absl::AsciiStrToLower(schema::SplitRoutineName(object.key.name()).name)].push_back(*body);
  });
  return bodies;
}

}  // namespace

std::vector<schema::ServerOnlyCode> ServerOnlyCodeOf(Workspace& workspace) {
  std::vector<schema::ServerOnlyCode> all;
  if (workspace.all_server_only().empty()) return all;
  absl::flat_hash_map<std::string, std::vector<std::string>> bodies = Bodies(workspace);
  for (const schema::SourceSpan& span : workspace.all_server_only()) {
    schema::ServerOnlyCode code{workspace.sources().Place(span), {}};
    AddWords(absl::string_view(workspace.sources().files()[span.file].text()).substr(span.offset, span.length), code.words);
    Words looked_at;
    for (int depth = 0; depth < kCallsDeep; ++depth) {
      Words before = code.words;
      for (const std::string& word : before) {
        auto found = bodies.find(word);
        if (found == bodies.end() || !looked_at.insert(word).second) continue;
        for (const std::string& body : found->second) AddWords(body, code.words);
      }
    }
    all.push_back(std::move(code));
  }
  return all;
}

}  // namespace compiler
