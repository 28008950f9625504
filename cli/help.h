// The text of --help: usage, what the command is for, its options by group, examples.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace cli {

class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

}  // namespace cli
