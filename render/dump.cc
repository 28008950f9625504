// A dump is a plan from nothing, in the plan's own order: what is used stands before what uses it, so the text also runs under psql.
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "render/render.h"
#include "render/view.h"
#include "schema/routine_key.h"

namespace render {
namespace {

using planner::Plan;
using planner::Step;

std::string CommentLine(absl::string_view text) { return absl::StrCat("-- ", OneLine(text), "\n"); }

std::string Head(const Plan& plan) {
  std::string head = CommentLine(
      absl::StrCat("Schema of ", plan.to_description, " for PostgreSQL ", ServerVersionText(plan.server_version), ", written by lockstep."));
  std::string remarks = RemarksText(plan.remarks, /*verbose=*/true);
  for (absl::string_view line : absl::StrSplit(remarks, '\n', absl::SkipEmpty())) head += CommentLine(line);
  return head;
}

std::string Statements(const Step& step) {
  std::string text;
  for (const std::string& sql : step.sql) absl::StrAppend(&text, sql, ";\n");
  return text;
}

// The object that the step's file is named after: a table for its index. One or two names.
std::vector<std::string> FileNames(const Step& step) {
  std::vector<std::string> names;
  for (absl::string_view part : step.object.parts()) {
    if (names.size() < 2) names.emplace_back(part);
  }
  if (schema::IsRoutine(step.object.kind)) {  // overloads share a file
    names.back() = std::string(schema::SplitRoutineName(step.object.name()).name);
  }
  return names;
}

// Letters, digits, "_" and "-" stay, also beyond ASCII; all else, and a dot, becomes %2E, so that "." can join names without doubt.
std::string EscapeName(absl::string_view name, bool upper_case_too) {
  std::string escaped;
  for (char c : name) {
    auto byte = static_cast<unsigned char>(c);
    bool plain = byte >= 0x80 || c == '_' || c == '-' || absl::ascii_isalnum(byte);
    if (plain && !(upper_case_too && absl::ascii_isupper(byte)))
      escaped.push_back(c);
    else
      absl::StrAppendFormat(&escaped, "%%%02X", byte);
  }
  return escaped;
}

// Names that differ in case only would be one file on macOS and Windows: then their upper case is escaped.
class Spellings {
 public:
  explicit Spellings(const Plan& plan) {
    for (const Step& step : plan.steps) {
      std::vector<std::string> names = FileNames(step);
      folders_[absl::AsciiStrToLower(names[0])].insert(names[0]);
      if (names.size() == 2) files_[{names[0], absl::AsciiStrToLower(names[1])}].insert(names[1]);
    }
  }
  bool AmbiguousFolder(const std::string& name) const { return folders_.at(absl::AsciiStrToLower(name)).size() > 1; }
  bool AmbiguousFile(const std::string& folder, const std::string& name) const { return files_.at({folder, absl::AsciiStrToLower(name)}).size() > 1; }

 private:
  std::map<std::string, std::set<std::string>> folders_;
  std::map<std::pair<std::string, std::string>, std::set<std::string>> files_;
};

std::string PathOf(const Step& step, const Spellings& spellings) {
  std::vector<std::string> names = FileNames(step);
  std::string first = EscapeName(names[0], spellings.AmbiguousFolder(names[0]));
  if (names.size() == 2) return absl::StrCat(first, "/", EscapeName(names[1], spellings.AmbiguousFile(names[0], names[1])), ".sql");
  // A schema's own file stands beside its folder. Other kinds without a schema name their kind, since a schema may have the same name.
  return step.object.kind == schema::Kind::kSchema ? absl::StrCat(first, ".sql")
                                                   : absl::StrCat(schema::KindName(step.object.kind), ".", first, ".sql");
}

}  // namespace

std::string DumpAsSql(const Plan& plan) {
  std::string text = Head(plan);
  for (const Step& step : plan.steps) absl::StrAppend(&text, "\n", Statements(step));
  return text;
}

std::vector<DumpFile> DumpAsFiles(const Plan& plan) {
  Spellings spellings(plan);
  std::map<std::string, std::string> files;
  for (const Step& step : plan.steps) {
    std::string& text = files[PathOf(step, spellings)];
    absl::StrAppend(&text, text.empty() ? "" : "\n", Statements(step));
  }
  std::vector<DumpFile> list;
  for (auto& [path, text] : files) list.push_back({path, std::move(text)});
  return list;
}

}  // namespace render
