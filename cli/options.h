// The command line as a value. Reading it touches nothing but its arguments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/planner.h"

namespace cli {

enum class Command { kPlan, kDiff, kExplain, kDump };
enum class Format { kText, kSql, kJson };
enum class Color { kAuto, kAlways, kNever };

struct Options {
  Command command = Command::kPlan;
  std::string from, to;  // sources, as typed; dump has `from` only, explain of a hazard none
  std::string object;    // what to explain
  Format format = Format::kText;
  std::string out;                    // "": standard output
  std::string rollback;               // file for the rollback; "": none
  std::string save;                   // file for the plan as JSON; "": none
  std::vector<std::string> allow;     // "DATA_LOSS:public.orders.legacy_ref", "all"
  std::vector<std::string> schemas;   // empty: all
  std::vector<std::string> exclude;   // patterns of names
  std::optional<int> server_version;  // as server_version_num: 160000
  int lock_timeout_ms = planner::PlanOptions().lock_timeout_ms;
  bool exit_code = false;
  bool ask_server = false;
  Color color = Color::kAuto;
  bool quiet = false;
  bool verbose = false;
};

// Options to run with, or what to print instead and the exit status: help, the version, what is wrong and where to read on.
struct CommandLine {
  std::optional<Options> options;
  int exit_status = 0;
  std::string out;
  std::string error;
};
CommandLine ReadCommandLine(int argc, const char* const* argv);

}  // namespace cli
