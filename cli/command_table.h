// The commands of docs/cli.md: what each does in a line, and whether it is there yet.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace cli {

struct CommandInfo {
  const char* name;
  const char* summary;
  const char* usage;  // below "Usage:"; null for commands that are not there yet
  const char* about;  // paragraphs of --help
  const char* examples;
};
absl::Span<const CommandInfo> Commands();
// Null when there is no such command.
const CommandInfo* FindCommand(absl::string_view name);

extern const char* const kSourcesHelp;  // the forms that a SOURCE can take

}  // namespace cli
