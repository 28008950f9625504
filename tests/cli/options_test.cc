// The command line read, and what is said about a wrong one.
#include "cli/options.h"

#include <gtest/gtest.h>

#include "cli/option_values.h"

namespace cli_test {
namespace {

cli::CommandLine Read(std::vector<const char*> words) {
  words.insert(words.begin(), "lockstep");
  return cli::ReadCommandLine(static_cast<int>(words.size()), words.data());
}

TEST(Options, ReadEverything) {
  cli::CommandLine line = Read({"plan",
                                "--from",
                                "postgres://db/shop",
                                "--to=schema/",
                                "--format",
                                "sql",
                                "-o",
                                "up.sql",
                                "--rollback",
                                "down.sql",
                                "--save",
                                "plan.json",
                                "--allow",
                                "DATA_LOSS:public.\"a,b\",BLOCKS_READS",
                                "--allow",
                                "all",
                                "--schemas",
                                "public, app",
                                "--exclude",
                                "audit",
                                "--exclude",
                                "*.tmp_*",
                                "--server-version",
                                "16",
                                "--lock-timeout",
                                "500ms",
                                "--exit-code",
                                "--color",
                                "never",
                                "-q",
                                "--verbose"});
  ASSERT_TRUE(line.options.has_value()) << line.error;
  const cli::Options& options = *line.options;
  EXPECT_EQ(options.command, cli::Command::kPlan);
  EXPECT_EQ(options.from, "postgres://db/shop");
  EXPECT_EQ(options.to, "schema/");
  EXPECT_EQ(options.format, cli::Format::kSql);
  EXPECT_EQ(options.out, "up.sql");
  EXPECT_EQ(options.rollback, "down.sql");
  EXPECT_EQ(options.save, "plan.json");
  EXPECT_EQ(options.allow, std::vector<std::string>({"DATA_LOSS:public.\"a,b\"", "BLOCKS_READS", "all"}));
  EXPECT_EQ(options.schemas, std::vector<std::string>({"public", "app"}));
  EXPECT_EQ(options.exclude, std::vector<std::string>({"audit", "*.tmp_*"}));
  EXPECT_EQ(options.server_version, 160000);
  EXPECT_EQ(options.lock_timeout_ms, 500);
  EXPECT_TRUE(options.exit_code && options.quiet && options.verbose);
  EXPECT_EQ(options.color, cli::Color::kNever);
}

TEST(Options, MannersMayStandBeforeTheCommand) {
  cli::CommandLine line = Read({"--quiet", "--color", "always", "diff", "--from", "a", "--to", "-"});
  ASSERT_TRUE(line.options.has_value()) << line.error;
  EXPECT_TRUE(line.options->quiet);
  EXPECT_EQ(line.options->color, cli::Color::kAlways);
  EXPECT_EQ(line.options->to, "-");
}

TEST(Options, DumpTakesItsSourceWithoutAFlag) {
  EXPECT_EQ(Read({"dump", "schema/"}).options->from, "schema/");
  EXPECT_EQ(Read({"dump", "plan"}).options->from, "plan");  // a folder's name, though also a command's
  EXPECT_EQ(Read({"dump", "--from", "-", "-o", "x"}).options->from, "-");
}

TEST(Options, ExplainTakesANameOfSeveralWords) {
  EXPECT_EQ(Read({"explain", "index", "public.orders_idx", "--from", "a", "--to", "b"}).options->object, "index public.orders_idx");
  EXPECT_EQ(Read({"explain", "DATA_LOSS"}).options->from, "");
}

TEST(Options, WrongUsageSaysWhatWouldBeRight) {
  const struct {
    std::vector<const char*> words;
    const char* message;
  } kRows[] = {
      {{}, "a command is missing"},
      {{"paln"}, "there is no command \"paln\"; did you mean plan?"},
      {{"apply", "plan.json"}, "\"apply\" is not there yet"},
      {{"doctor"}, "\"doctor\" is not there yet"},
      {{"help", "nothing"}, "there is no command \"nothing\""},
      {{"--vresion"}, "did you mean --version?"},
      {{"plan", "--frm", "a", "--to", "b"}, "there is no option --frm; did you mean --from?"},
      {{"plan", "--form=a"}, "there is no option --form; did you mean --f"},
      {{"plan", "--from", "a"}, "plan needs --to SOURCE"},
      {{"plan", "--to", "a"}, "plan needs --from SOURCE"},
      {{"explain"}, "explain needs the name"},
      {{"explain", "public.orders", "--from", "a"}, "explain needs --to SOURCE"},
      {{"dump"}, "dump needs --from SOURCE"},
      {{"plan", "--from"}, "--from"},
      {{"plan", "--from", "-", "--to", "-"}, "cannot both read standard input"},
      {{"plan", "--from", "a", "--to", "b", "c"}, "unexpected argument \"c\""},
      {{"plan", "--from", "a", "--to", "b", "postgres://u:secret@h/d"}, "unexpected argument \"postgres://u:***@h/d\""},
      {{"plan", "--from", "a", "--to", "b", "--format", "sqll"}, "did you mean \"sql\"?"},
      {{"plan", "--from", "a", "--to", "b", "--format", "sarif"}, "--format sarif is not there yet"},
      {{"diff", "--from", "a", "--to", "b", "--format", "sql"}, "--format cannot be \"sql\""},
      {{"plan", "--from", "a", "--to", "b", "--allow", "data_los"}, "did you mean \"DATA_LOSS\"?"},
      {{"plan", "--from", "a", "--to", "b", "--server-version", "13"}, "14 to 18"},
      {{"plan", "--from", "a", "--to", "b", "--lock-timeout", "soon"}, "no duration"},
      {{"plan", "--from", "a", "--to", "b", "--color", "blue"}, "auto, always, never"},
  };
  for (const auto& row : kRows) {
    cli::CommandLine line = Read(row.words);
    EXPECT_FALSE(line.options.has_value()) << row.message;
    EXPECT_EQ(line.exit_status, 64) << row.message;
    EXPECT_NE(line.error.find(row.message), std::string::npos) << "wanted: " << row.message << "\ngot: " << line.error;
    EXPECT_EQ(line.error.find("secret"), std::string::npos);
    EXPECT_EQ(line.out, "");
  }
}

TEST(Help, HasUsageAndExamplesForEachCommand) {
  for (const char* command : {"plan", "diff", "explain", "dump"}) {
    cli::CommandLine asked = Read({command, "--help"});
    EXPECT_EQ(asked.exit_status, 0);
    EXPECT_EQ(asked.error, "");
    for (const std::string& wanted :
         {std::string("Usage: lockstep ") + command, std::string("Examples:"), std::string("--from SOURCE"), std::string("empty:")}) {
      EXPECT_NE(asked.out.find(wanted), std::string::npos) << wanted << "\n" << asked.out;
    }
    EXPECT_EQ(Read({"help", command}).out, asked.out);
  }
  EXPECT_NE(Read({"--help"}).out.find("dump"), std::string::npos);
  EXPECT_EQ(Read({"help"}).out, Read({"--help"}).out);
  EXPECT_EQ(Read({"--help"}).out.find("doctor"), std::string::npos);  // not there yet, so not offered
  EXPECT_EQ(Read({"--version"}).out.substr(0, 9), "lockstep ");
}

TEST(OptionValues, ServerVersions) {
  const struct {
    const char* text;
    int version;  // 0: refused
  } kRows[] = {{"14", 140000}, {"16.4", 160004}, {"160004", 160004}, {"18", 180000}, {"13", 0},    {"19", 0},
               {"", 0},        {"x", 0},         {"16.", 0},         {"-16", 0},     {"16.4.1", 0}};
  for (const auto& row : kRows) EXPECT_EQ(cli::ServerVersionOf(row.text).value_or(0), row.version) << row.text;
}

TEST(OptionValues, Durations) {
  const struct {
    const char* text;
    int milliseconds;  // -1: refused
  } kRows[] = {{"2s", 2000}, {"500ms", 500}, {"250", 250}, {"1.5s", 1500},  {"1min", 60000}, {"2 s", 2000},
               {"0", 0},     {"", -1},       {"s", -1},    {"2 weeks", -1}, {"-1", -1},      {"9999999h", -1}};
  for (const auto& row : kRows) EXPECT_EQ(cli::MillisecondsOf(row.text).value_or(-1), row.milliseconds) << row.text;
}

}  // namespace
}  // namespace cli_test
