// The program run as people and scripts run it: exit status, streams, files.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "tests/cli/temporary_folder.h"

namespace cli_test {
namespace {

struct Ran {
  int status = -1;
  std::string out, error;
};

// Runs a shell command in which "lockstep" is the program. Standard input is empty unless piped.
Ran Shell(const TemporaryFolder& folder, const std::string& command) {
  std::string all = absl::StrCat("cd ", folder.path(), "; lockstep() { ", LOCKSTEP_PROGRAM, " \"$@\"; }; { ", command, "; } 2> .stderr < /dev/null");
  Ran ran;
  FILE* pipe = popen(absl::StrCat("bash -c '", all, "'").c_str(), "r");
  std::array<char, 4096> chunk;
  for (size_t got; (got = fread(chunk.data(), 1, chunk.size(), pipe)) > 0;) ran.out.append(chunk.data(), got);
  ran.status = WEXITSTATUS(pclose(pipe));
  ran.error = folder.Read(".stderr");
  return ran;
}

bool Contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class Program : public testing::Test {
 protected:
  Program() {
    folder_.Write("old.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, legacy_ref text);\n");
    folder_.Write("new.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE INDEX orders_id_idx ON orders (id);\n");
    folder_.Write("same/orders.sql",
                  "\xEF\xBB\xBF"
                  "CREATE TABLE orders (\r\n  id bigint PRIMARY KEY,\r\n  legacy_ref text\r\n);\r\n");
    folder_.Write("broken.sql", "CREATE TABLE a (id bigint;\nCREATE TABLE b (id nosuchtype);\n");
  }
  Ran Run(const std::string& command) { return Shell(folder_, command); }

  TemporaryFolder folder_;
};

TEST_F(Program, ExitStatusIsThatOfTheContract) {
  folder_.Write("empty/readme.txt", "");
  const struct {
    const char* command;
    int status;
  } kRows[] = {{"lockstep plan --from old.sql --to same", 0},
               {"lockstep plan --from old.sql --to same --exit-code", 0},
               {"lockstep plan --from old.sql --to new.sql", 3},
               {"lockstep plan --from old.sql --to new.sql --exit-code", 3},
               {"lockstep plan --from old.sql --to new.sql --allow all", 0},
               {"lockstep plan --from old.sql --to new.sql --allow DATA_LOSS:public.orders.legacy_ref", 0},
               {"lockstep plan --from old.sql --to new.sql --allow DATA_LOSS:public.orders.other", 3},
               {"lockstep plan --from old.sql --to new.sql --allow all --exit-code", 2},
               {"lockstep plan --from empty: --to new.sql --exit-code", 2},
               {"lockstep diff --from old.sql --to new.sql", 0},
               {"lockstep diff --from old.sql --to new.sql --exit-code", 2},
               {"lockstep diff --from old.sql --to same/orders.sql --exit-code", 0},
               {"cat old.sql | lockstep diff --from - --to same --exit-code", 0},
               {"lockstep dump old.sql", 0},
               {"lockstep plan --from old.sql --to broken.sql", 1},
               {"lockstep plan --from old.sql --to nowhere.sql", 1},
               {"lockstep plan --from old.sql --to empty/", 1},
               {"lockstep plan --from old.sql --to git:main:schema/", 1},
               {"lockstep plan --from old.sql --to new.sql --out same", 1},
               {"lockstep plan --from old.sql --to new.sql --out no/such/folder.sql", 1},
               {"lockstep dump --from old.sql > /dev/full", 1},
               {"lockstep plan --from postgresql://nobody@127.0.0.1:1/none --to new.sql", 1},
               {"lockstep plan --from old.sql", 64},
               {"lockstep plan --from old.sql --to new.sql --frmat sql", 64},
               {"lockstep aply", 64},
               {"lockstep apply", 64},
               {"lockstep", 64},
               {"lockstep --help", 0},
               {"lockstep plan --help", 0},
               {"lockstep --version", 0}};
  for (const auto& row : kRows) {
    Ran ran = Run(row.command);
    EXPECT_EQ(ran.status, row.status) << row.command << "\n" << ran.out << ran.error;
    if (row.status == 1 || row.status == 64) {
      EXPECT_NE(ran.error, "") << row.command;
      EXPECT_EQ(ran.out, "") << row.command;
    }
  }
}

TEST_F(Program, ABlockedPlanIsStillPrinted) {
  Ran ran = Run("lockstep plan --from old.sql --to new.sql --format sql --out up.sql --rollback down.sql --save plan.json");
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(Contains(ran.error, "--allow DATA_LOSS:public.orders.legacy_ref")) << ran.error;
  EXPECT_TRUE(Contains(folder_.Read("up.sql"), "DROP COLUMN legacy_ref")) << folder_.Read("up.sql");
  EXPECT_TRUE(Contains(folder_.Read("up.sql"), "-- BLOCKED"));
  EXPECT_TRUE(Contains(folder_.Read("down.sql"), "ADD COLUMN legacy_ref text"));
  EXPECT_TRUE(Contains(folder_.Read("plan.json"), "\"format_version\": \"1.0\""));
}

TEST_F(Program, ADifferenceThatCannotBePlannedBlocks) {
  folder_.Write("ranges.sql", "CREATE TABLE rooms (id bigint) PARTITION BY RANGE (id);\n");
  folder_.Write("lists.sql", "CREATE TABLE rooms (id bigint) PARTITION BY LIST (id);\n");
  Ran ran = Run("lockstep plan --from ranges.sql --to lists.sql --allow all");
  EXPECT_EQ(ran.status, 3) << ran.out << ran.error;
  EXPECT_TRUE(Contains(ran.out, "Nothing that could be done")) << ran.out;
  EXPECT_TRUE(Contains(ran.out, "the partition key of public.rooms cannot be changed")) << ran.out;
  EXPECT_TRUE(Contains(ran.error, "1 difference is not in the plan")) << ran.error;
}

TEST_F(Program, ErrorsOfAllFilesComeInOneRunWithTheirPlaces) {
  folder_.Write("broken2.sql", "CREATE INDEX ON nowhere (id);\n");
  Ran ran = Run("lockstep plan --from broken2.sql --to broken.sql --out up.sql");
  EXPECT_EQ(ran.status, 1);
  for (const char* place : {"broken.sql:1:", "broken2.sql:1:"}) EXPECT_TRUE(Contains(ran.error, place)) << ran.error;
  EXPECT_TRUE(Contains(ran.error, "error[E")) << ran.error;
  EXPECT_FALSE(folder_.Has("up.sql"));
}

TEST_F(Program, ResultsAndWarningsKeepApart) {
  folder_.Write("view.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, legacy_ref text);\nCREATE TABLE copy AS SELECT * FROM orders;\n");
  Ran ran = Run("lockstep plan --from old.sql --to view.sql");
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(Contains(ran.error, "W0302")) << ran.error;
  EXPECT_TRUE(Contains(ran.out, "1 table: copy in public")) << ran.out;
  EXPECT_FALSE(Contains(Run("lockstep plan --from old.sql --to view.sql --quiet").error, "W0302"));
}

TEST_F(Program, DumpsAreSourcesAgain) {
  for (const char* command : {"lockstep dump new.sql --out dump.sql && lockstep diff --from new.sql --to dump.sql --exit-code",
                              "lockstep dump new.sql --out dump/ && lockstep diff --from new.sql --to dump --exit-code",
                              "lockstep dump new.sql --format json --out dump.json && lockstep diff --from new.sql --to dump.json --exit-code",
                              "lockstep dump new.sql | lockstep diff --from - --to new.sql --exit-code"}) {
    Ran ran = Run(command);
    EXPECT_EQ(ran.status, 0) << command << "\n" << ran.out << ran.error;
  }
  EXPECT_TRUE(folder_.Has("dump/public/orders.sql"));
}

TEST_F(Program, APlanOfNothingHasNoStatement) {
  Ran ran = Run("lockstep plan --from old.sql --to same --format sql | grep -v ^-- | grep -c [a-z]");
  EXPECT_EQ(ran.out, "0\n");
}

TEST_F(Program, ScopeNarrowsBothSidesAndSaysSo) {
  Ran ran = Run("lockstep diff --from old.sql --to empty: --exclude \"public.ord*\" --exit-code");
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_TRUE(Contains(ran.error, "left out of old.sql: table public.orders")) << ran.error;
}

TEST_F(Program, AReaderThatGoesAwayIsNoError) {
  std::string sql;
  for (int i = 0; i < 3000; ++i) absl::StrAppend(&sql, "CREATE TABLE t", i, " (id bigint PRIMARY KEY, name text);\n");
  folder_.Write("large.sql", sql);
  Ran ran = Run("lockstep dump large.sql | head -n 1");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.error, "");
}

TEST_F(Program, PasswordsAreNotShown) {
  Ran ran = Run("lockstep plan --from postgresql://bob:hunter2@127.0.0.1:1/none --to new.sql --verbose");
  EXPECT_EQ(ran.status, 1);
  EXPECT_FALSE(Contains(ran.out + ran.error, "hunter2")) << ran.error;
}

TEST_F(Program, ColourIsForTerminalsUnlessAskedFor) {
  EXPECT_FALSE(Contains(Run("lockstep plan --from old.sql --to new.sql").out, "\x1b"));
  EXPECT_TRUE(Contains(Run("lockstep plan --from old.sql --to new.sql --color always").out, "\x1b["));
}

}  // namespace
}  // namespace cli_test
