// Which options each command has, with their words of help.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/options.h"

namespace cli {

// What CLI11 fills in: words as typed.
struct Words {
  std::string from, to, format, out, rollback, save, server_version, lock_timeout, color = "auto";
  std::vector<std::string> object, allow, schemas, exclude;
  bool exit_code = false, ask_server = false, quiet = false, verbose = false;
};

// The options of one command, in groups: Sources, Output, Safety, Scope, Manners.
void AddOptions(Command command, CLI::App& app, Words& words);
// What every command has, and the program without one: --color, --quiet, --verbose, --help.
void AddManners(CLI::App& app, Words& words);

}  // namespace cli
