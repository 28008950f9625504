#include "cli/help.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/command_table.h"

namespace cli {
namespace {

constexpr size_t kLineWidth = 110;
constexpr size_t kOptionWidth = 32;

// `about` in lines of at most the rest of the width, each indented below the first.
std::string Wrapped(absl::string_view about) {
  std::string text, line;
  for (absl::string_view word : absl::StrSplit(about, ' ')) {
    if (!line.empty() && kOptionWidth + line.size() + 1 + word.size() > kLineWidth) {
      absl::StrAppend(&text, line, "\n", std::string(kOptionWidth, ' '));
      line.clear();
    }
    absl::StrAppend(&line, line.empty() ? "" : " ", word);
  }
  return text + line;
}

std::string Row(absl::string_view left, absl::string_view about) {
  std::string start = absl::StrCat("  ", left);
  start.append(start.size() < kOptionWidth - 1 ? kOptionWidth - start.size() : 2, ' ');
  return absl::StrCat(start, Wrapped(about), "\n");
}

std::string OptionRow(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  std::string type = option.get_expected_max() == 0 ? "" : absl::StrCat(" ", option.get_type_name());
  return Row(absl::StrCat(absl::StrJoin(names, ", "), type), option.get_description());
}

std::string OptionGroups(const CLI::App& app) {
  std::string text;
  for (const std::string& group : app.get_groups()) {
    absl::StrAppend(&text, "\n", group, ":\n");
    for (const CLI::Option* option : app.get_options([&](const CLI::Option* candidate) { return candidate->get_group() == group; })) {
      text += OptionRow(*option);
    }
  }
  return text;
}

std::string ProgramHelp(const CLI::App& app) {
  std::string text = absl::StrCat(app.get_description(), "\n\nUsage: lockstep COMMAND [options]\n\nCommands:\n");
  for (const CommandInfo& command : Commands()) {
    if (command.usage != nullptr) text += Row(command.name, command.summary);
  }
  text += Row("help [COMMAND]", "this text, or a command's; the same as COMMAND --help");
  return absl::StrCat(text, OptionGroups(app), "\n", kSourcesHelp,
                      "\nExit status: 0 done, 1 error, 2 changes exist (--exit-code), 3 a hazard is not allowed or a difference cannot be planned, 64 wrong usage.\n",
                      "\nTry:\n  lockstep plan --from \"$DATABASE_URL\" --to schema/\n");
}

}  // namespace

std::string HelpFormatter::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  const CommandInfo* command = FindCommand(app->get_name());
  if (command == nullptr || command->usage == nullptr) return ProgramHelp(*app);
  return absl::StrCat("Usage: ", command->usage, "\n\n", command->about, "\n", OptionGroups(*app), "\n", kSourcesHelp, "\nExamples:\n",
                      command->examples, "\n");
}

}  // namespace cli
