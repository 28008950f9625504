#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "cli/command_table.h"
#include "cli/exit_status.h"
#include "cli/help.h"
#include "cli/option_list.h"
#include "cli/option_values.h"
#include "cli/redact.h"
#include "schema/support/diagnostic.h"
#include "schema/support/status.h"

namespace cli {
namespace {

template <typename Value>
struct Named {
  const char* name;
  Value value;
};
constexpr Named<Format> kFormats[] = {{"text", Format::kText}, {"sql", Format::kSql}, {"json", Format::kJson}};
constexpr Named<Color> kColors[] = {{"auto", Color::kAuto}, {"always", Color::kAlways}, {"never", Color::kNever}};
constexpr const char* kLaterFormats[] = {"markdown", "sarif", "html", "runbook"};

struct CommandOptions {
  Command command;
  const char* name;
  bool compares;
  absl::Span<const Named<Format>> formats;  // the first is the default
};
constexpr Named<Format> kDiffFormats[] = {{"text", Format::kText}, {"json", Format::kJson}};
constexpr Named<Format> kDumpFormats[] = {{"sql", Format::kSql}, {"json", Format::kJson}};
const CommandOptions kCommandOptions[] = {
    {Command::kPlan, "plan", true, kFormats}, {Command::kDiff, "diff", true, kDiffFormats}, {Command::kExplain, "explain", true, kDiffFormats}, {Command::kDump, "dump", false, kDumpFormats}};

// The value called `word`; an error that names all of them.
template <typename Value>
absl::StatusOr<Value> ValueOf(absl::string_view option, absl::string_view word, absl::Span<const Named<Value>> values) {
  std::vector<std::string> names;
  for (const Named<Value>& named : values) {
    if (word == named.name) return named.value;
    names.emplace_back(named.name);
  }
  if (option == "--format" && std::count(std::begin(kLaterFormats), std::end(kLaterFormats), word) > 0) {
    return absl::InvalidArgumentError(absl::StrCat("--format ", word, " is not there yet; there are: ", absl::StrJoin(names, ", ")));
  }
  std::string meant = schema::DidYouMean(word, names);
  return absl::InvalidArgumentError(
      absl::StrCat(option, " cannot be \"", word, "\"; ", meant.empty() ? absl::StrCat("it can be: ", absl::StrJoin(names, ", ")) : meant));
}

absl::Status CheckSources(const CommandOptions& command, const Words& words) {
  if (command.command == Command::kExplain) {
    if (words.object.empty()) return absl::InvalidArgumentError("explain needs the name of an object, a hazard or a code");
    if (words.from.empty() && words.to.empty()) return absl::OkStatus();
  }
  if (words.from.empty()) return absl::InvalidArgumentError(absl::StrCat(command.name, " needs --from SOURCE"));
  if (!command.compares) return absl::OkStatus();
  if (words.to.empty()) return absl::InvalidArgumentError(absl::StrCat(command.name, " needs --to SOURCE"));
  if (words.from == "-" && words.to == "-") return absl::InvalidArgumentError("--from and --to cannot both read standard input");
  return absl::OkStatus();
}

absl::StatusOr<Options> ToOptions(const CommandOptions& command, const Words& words) {
  RETURN_IF_ERROR(CheckSources(command, words));
  Options options;
  options.command = command.command;
  options.from = words.from;
  options.to = words.to;
  options.object = absl::StrJoin(words.object, " ");
  options.out = words.out;
  options.rollback = words.rollback;
  options.save = words.save;
  options.exit_code = words.exit_code;
  options.quiet = words.quiet;
  options.ask_server = words.ask_server;
  options.verbose = words.verbose;
  ASSIGN_OR_RETURN(options.format, ValueOf("--format", words.format.empty() ? command.formats[0].name : words.format, command.formats));
  ASSIGN_OR_RETURN(options.color, ValueOf("--color", words.color, absl::MakeConstSpan(kColors)));
  for (const std::string& list : words.allow) {
    ASSIGN_OR_RETURN(std::vector<std::string> allowed, AllowedHazardsOf(list));
    options.allow.insert(options.allow.end(), allowed.begin(), allowed.end());
  }
  for (const std::string& list : words.schemas) {
    for (std::string& name : SplitList(list)) options.schemas.push_back(std::move(name));
  }
  for (const std::string& list : words.exclude) {
    for (std::string& pattern : SplitList(list)) options.exclude.push_back(std::move(pattern));
  }
  if (!words.server_version.empty()) {
    ASSIGN_OR_RETURN(options.server_version, ServerVersionOf(words.server_version));
  }
  if (!words.lock_timeout.empty()) {
    ASSIGN_OR_RETURN(options.lock_timeout_ms, MillisecondsOf(words.lock_timeout));
  }
  return options;
}

CommandLine WrongUsage(absl::string_view message, absl::string_view command) {
  return {std::nullopt, kWrongUsage, "",
          absl::StrCat("error: ", message, "\n", "       lockstep ", command, command.empty() ? "" : " ", "--help tells more\n")};
}

std::vector<std::string> FlagNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string WithMeant(std::string message, absl::string_view word, const std::vector<std::string>& candidates) {
  std::string meant = schema::ClosestName(word, candidates);
  return meant.empty() ? message : absl::StrCat(message, "; did you mean ", meant, "?");
}

CommandLine UnknownWord(const CLI::App& app, const std::string& word, absl::string_view command) {
  if (!absl::StartsWith(word, "-")) return WrongUsage(absl::StrCat("unexpected argument \"", Redact(word), "\""), command);
  std::string flag = word.substr(0, word.find('='));
  return WrongUsage(WithMeant(absl::StrCat("there is no option ", flag), flag, FlagNames(app)), command);
}

CommandLine UnknownCommand(const std::string& word) {
  const CommandInfo* known = FindCommand(word);
  std::vector<std::string> names;
  for (const CommandInfo& command : Commands()) {
    if (command.usage != nullptr) names.emplace_back(command.name);
  }
  if (known != nullptr) return WrongUsage(absl::StrCat("\"", word, "\" is not there yet; there are: ", absl::StrJoin(names, ", ")), "");
  return WrongUsage(WithMeant(absl::StrCat("there is no command \"", Redact(word), "\""), word, names), "");
}

// Not app.help(), which is that of the subcommand met last.
std::string HelpOf(const CLI::App& app) { return HelpFormatter().make_help(&app, "", CLI::AppFormatMode::Normal); }

CommandLine Read(CLI::App& app, Words& words, int argc, const char* const* argv) {
  app.parse(argc, argv);
  std::vector<std::string> rest = app.remaining();
  if (app.get_subcommands().empty()) {
    if (rest.empty()) return WrongUsage("a command is missing: plan, diff, explain or dump", "");
    return absl::StartsWith(rest[0], "-") ? UnknownWord(app, rest[0], "") : UnknownCommand(rest[0]);
  }
  const CLI::App& chosen = *app.get_subcommands()[0];
  for (std::string& word : chosen.remaining()) rest.push_back(std::move(word));
  if (chosen.get_name() == "help") {
    const CommandInfo* command = rest.empty() ? nullptr : FindCommand(rest[0]);
    if (!rest.empty() && (command == nullptr || command->usage == nullptr)) return UnknownCommand(rest[0]);
    return {std::nullopt, kDone, HelpOf(rest.empty() ? app : *app.get_subcommand(rest[0])), ""};
  }
  if (!rest.empty()) return UnknownWord(chosen, rest[0], chosen.get_name());
  for (const CommandOptions& command : kCommandOptions) {
    if (chosen.get_name() != command.name) continue;
    absl::StatusOr<Options> options = ToOptions(command, words);
    if (!options.ok()) return WrongUsage(options.status().message(), command.name);
    return {*std::move(options), kDone, "", ""};
  }
  return WrongUsage("a command is missing", "");
}

}  // namespace

CommandLine ReadCommandLine(int argc, const char* const* argv) {
  CLI::App app("Lockstep: the schema you want and the one you have, and the safe steps between them.", "lockstep");
  Words words;
  app.formatter(std::make_shared<HelpFormatter>());
  app.allow_extras();
  app.require_subcommand(0, 1);  // "lockstep dump plan": the second word is a source
  AddManners(app, words);
  app.set_version_flag("--version", absl::StrCat("lockstep ", LOCKSTEP_VERSION), "the version of lockstep")->group("Manners");
  for (const CommandOptions& command : kCommandOptions) {
    CLI::App& sub = *app.add_subcommand(command.name, FindCommand(command.name)->summary);
    sub.allow_extras();
    AddOptions(command.command, sub, words);
  }
  app.add_subcommand("help", "this text, or a command's")->allow_extras();
  try {
    return Read(app, words, argc, argv);
  } catch (const CLI::CallForHelp&) {
    const CLI::App& asked = app.get_subcommands().empty() ? app : *app.get_subcommands()[0];
    return {std::nullopt, kDone, HelpOf(asked), ""};
  } catch (const CLI::CallForVersion& version) {
    return {std::nullopt, kDone, absl::StrCat(version.what(), "\n"), ""};
  } catch (const CLI::ParseError& error) {
    return WrongUsage(Redact(error.what()), app.get_subcommands().empty() ? "" : app.get_subcommands()[0]->get_name());
  }
}

}  // namespace cli
