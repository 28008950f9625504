#include "cli/option_list.h"

namespace cli {
namespace {

CLI::Option* AddText(CLI::App& app, const char* group, const char* name, const char* type, std::string& word, const char* about) {
  return app.add_option(name, word, about)->type_name(type)->group(group);
}

CLI::Option* AddList(CLI::App& app, const char* group, const char* name, const char* type, std::vector<std::string>& words, const char* about) {
  return app.add_option(name, words, about)->type_name(type)->group(group)->allow_extra_args(false);
}

void AddScope(CLI::App& app, Words& words) {
  AddList(app, "Scope", "--schemas", "A,B", words.schemas, "only these schemas, on both sides; what is left out is said");
  AddList(app, "Scope", "--exclude", "GLOB", words.exclude,
          "leave out what has this name, and all below it, on both sides: 'audit', '*.tmp_*', 'public.orders.old_*'; may be repeated");
  AddText(app, "Scope", "--server-version", "N", words.server_version,
          "the server that the schema is for, when no source is live: 14 to 18 (default 18)");
}

void AddComparison(CLI::App& app, Words& words) {
  AddText(app, "Sources", "--from", "SOURCE", words.from, "what is there");
  AddText(app, "Sources", "--to", "SOURCE", words.to, "what shall be there");
  app.add_flag("--ask-server", words.ask_server,
               "where expressions differ, ask the live database of --from whether they are the same to it: temporary objects, rolled back")
      ->group("Sources");
  app.add_flag("--exit-code", words.exit_code, "exit 2 when there are changes")->group("Output");
}

void AddPlan(CLI::App& app, Words& words) {
  AddComparison(app, words);
  AddText(app, "Output", "--format", "FORMAT", words.format, "text (default), sql or json");
  AddText(app, "Output", "-o,--out", "FILE", words.out, "write there instead of to standard output");
  AddText(app, "Output", "--rollback", "FILE", words.rollback, "write the rollback there, as SQL");
  AddText(app, "Output", "--save", "PLAN.json", words.save, "write the plan there, as JSON");
  AddList(app, "Safety", "--allow", "HAZARD[:OBJECT]", words.allow,
          "accept a hazard, for one object or for all; separate several by commas, or repeat. \"all\" is for tests and throw-away databases");
  AddText(app, "Safety", "--lock-timeout", "TIME", words.lock_timeout, "how long a statement waits for its lock before it gives up (default 2s)");
}

void AddDiff(CLI::App& app, Words& words) {
  AddComparison(app, words);
  AddText(app, "Output", "--format", "FORMAT", words.format, "text (default) or json");
  AddText(app, "Output", "-o,--out", "FILE", words.out, "write there instead of to standard output");
}

void AddExplain(CLI::App& app, Words& words) {
  app.add_option("object", words.object, "an object as plans print it, a hazard, or the code of a message")->type_name("OBJECT")->group("Sources");
  AddDiff(app, words);
}

void AddDump(CLI::App& app, Words& words) {
  AddText(app, "Sources", "--from,source", "SOURCE", words.from, "what to dump; may also stand without --from");
  AddText(app, "Output", "--format", "FORMAT", words.format, "sql (default) or json, a snapshot");
  AddText(app, "Output", "-o,--out", "FILE|FOLDER/", words.out,
          "write there instead of to standard output; with a folder, a file for each table, type and sequence");
}

}  // namespace

void AddManners(CLI::App& app, Words& words) {
  AddText(app, "Manners", "--color", "WHEN", words.color, "auto, always or never; auto means: on a terminal, unless NO_COLOR is set");
  app.add_flag("-q,--quiet", words.quiet, "no warnings, no notes; errors and results only")->group("Manners");
  app.add_flag("-v,--verbose", words.verbose,
               "more of everything: statements, locks and reasons of each step, all warnings, all that is not modelled")
      ->group("Manners");
  app.set_help_flag("-h,--help", "this text")->group("Manners");
}

void AddOptions(Command command, CLI::App& app, Words& words) {
  switch (command) {
    case Command::kPlan:
      AddPlan(app, words);
      break;
    case Command::kDiff:
      AddDiff(app, words);
      break;
    case Command::kExplain:
      AddExplain(app, words);
      break;
    case Command::kDump:
      AddDump(app, words);
      break;
  }
  AddScope(app, words);
  AddManners(app, words);
}

}  // namespace cli
