// Reads every #include of the tree and fails on any arrow that docs/architecture.md does not draw, on libraries outside their folder, and on
// files that have grown too long to be read in one sitting.
#include <map>
#include <regex>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "tests/unit/files.h"

namespace tests {
namespace {

struct Include {
  std::string file;
  std::string path;
  bool quoted = false;
};

// What a folder may include of the others: whole folders ("schema/") or single files.
const std::map<std::string, std::vector<std::string>> kArrows = {
    {"schema", {"schema/"}},
    {"compiler", {"compiler/", "schema/"}},
    {"introspect", {"introspect/", "schema/"}},
    {"planner", {"planner/", "schema/"}},
    {"render", {"render/", "planner/plan.h", "planner/change.h", "schema/"}},
    {"apply", {"apply/", "planner/plan.h", "schema/"}},
    {"cli", {"cli/", "render/", "planner/", "compiler/compile.h", "introspect/introspect.h", "introspect/ask.h", "apply/", "schema/"}},
};

// Which files may include a library's headers; both are prefixes.
struct LibraryRule {
  const char* header;
  std::vector<std::string> users;
};
const LibraryRule kLibraries[] = {
    {"pg_query", {"compiler/nodes.h", "benchmarks/"}},
    {"postgres.h", {"compiler/nodes.h"}},
    {"compiler/nodes.h", {"compiler/"}},
    {"pqxx/", {"introspect/connection"}},
    {"nlohmann/", {"schema/snapshot.cc", "compiler/kinds/do_block.cc", "compiler/kinds/do_data.", "render/", "cli/", "tests/"}},
    {"CLI/", {"cli/"}},
    {"toml++/", {"cli/"}},
    {"gtest/", {"tests/"}},
    {"benchmark/", {"benchmarks/"}},
    // Debian 12's Abseil has types of its own behind these names: std::optional and std::variant are the ones we use.
    {"absl/types/optional.h", {}},
    {"absl/types/variant.h", {}},
};

const std::vector<std::string>& SourceFolders() {
  static const auto* folders = new std::vector<std::string>{"schema", "compiler", "introspect", "planner", "render", "apply", "cli", "tests", "benchmarks"};
  return *folders;
}

std::vector<Include> AllIncludes() {
  static const std::regex include(R"(^\s*#\s*include\s+([<"])([^>"]+)[>"])");
  std::vector<Include> includes;
  for (const std::string& folder : SourceFolders()) {
    for (const std::string& file : RepositoryFiles(folder, {".cc", ".h", ".c"})) {
      std::stringstream text(ReadRepositoryFile(file));
      std::smatch match;
      for (std::string line; std::getline(text, line);) {
        if (std::regex_search(line, match, include)) includes.push_back({file, match[2], match[1] == "\""});
      }
    }
  }
  return includes;
}

bool StartsWithAny(const std::string& path, const std::vector<std::string>& prefixes) {
  for (const std::string& prefix : prefixes) {
    if (absl::StartsWith(path, prefix)) return true;
  }
  return false;
}

TEST(LayeringTest, OnlyTheArrowsOfTheArchitecture) {
  for (const Include& include : AllIncludes()) {
    std::string from = include.file.substr(0, include.file.find('/'));
    std::string to = include.path.substr(0, include.path.find('/'));
    auto arrows = kArrows.find(from);
    bool ours = include.path != to && std::count(SourceFolders().begin(), SourceFolders().end(), to) > 0;
    if (arrows == kArrows.end() || !ours || !include.quoted) continue;
    EXPECT_TRUE(StartsWithAny(include.path, arrows->second)) << include.file << " includes " << include.path;
  }
}

TEST(LayeringTest, LibrariesStayInTheirFolders) {
  for (const Include& include : AllIncludes()) {
    for (const LibraryRule& rule : kLibraries) {
      if (!absl::StartsWith(include.path, rule.header)) continue;
      EXPECT_TRUE(StartsWithAny(include.file, rule.users)) << include.file << " includes " << include.path;
    }
  }
}

TEST(LayeringTest, NoHeaderIncludesItselfInACircle) {
  std::map<std::string, std::set<std::string>> edges;
  for (const Include& include : AllIncludes()) {
    if (absl::EndsWith(include.file, ".h") && include.quoted) edges[include.file].insert(include.path);
  }
  std::set<std::string> done, open;
  std::function<void(const std::string&)> visit = [&](const std::string& file) {
    if (!done.count(file) && !open.insert(file).second) ADD_FAILURE() << "a circle of includes through " << file;
    if (done.count(file)) return;
    for (const std::string& next : edges[file]) {
      if (!open.count(next)) visit(next);
      else ADD_FAILURE() << file << " includes " << next << " and the other way round";
    }
    open.erase(file);
    done.insert(file);
  };
  for (const auto& [file, includes] : std::map(edges)) visit(file);
}

TEST(StyleTest, FilesAreShort) {
  for (const std::string& folder : SourceFolders()) {
    for (const std::string& file : RepositoryFiles(folder, {".cc", ".h"})) {
      std::string text = ReadRepositoryFile(file);
      EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 500) << file;
    }
  }
}

TEST(StyleTest, HeadersSayWhatTheyAre) {
  for (const std::string& folder : SourceFolders()) {
    for (const std::string& file : RepositoryFiles(folder, {".h"})) {
      std::string text = ReadRepositoryFile(file);
      EXPECT_TRUE(absl::StartsWith(text, "//")) << file << " does not begin with its contract";
      EXPECT_TRUE(absl::StrContains(text, "#pragma once")) << file;
    }
  }
}

// std::string_view and absl::string_view are different types on Debian 12.
TEST(StyleTest, ParametersAreAbslStringViews) {
  for (const std::string& folder : SourceFolders()) {
    for (const std::string& file : RepositoryFiles(folder, {".cc", ".h"})) {
      if (absl::EndsWith(file, "layering_test.cc")) continue;
      EXPECT_FALSE(absl::StrContains(ReadRepositoryFile(file), "std::string_view")) << file;
    }
  }
}

}  // namespace
}  // namespace tests
