// The test runner's own parts: reading cases, splitting and shuffling statements.
#include "gtest/gtest.h"
#include "tests/runner/case_file.h"
#include "tests/runner/shuffle.h"

namespace tests {
namespace {

constexpr char kCase[] =
    "What must hold.\n"
    "-- options: server_version=15 since=15 allow=DATA_LOSS\n"
    "-- skip: L5 it cannot be undone\n"
    "-- from --\nCREATE TABLE a ();\n-- a comment --\n"
    "-- to a.sql --\nCREATE TABLE b ();\n"
    "-- to b.sql --\nCREATE TABLE c ();\n"
    "-- plan --\nnothing\n";

TEST(CaseFileTest, ReadsAndWrites) {
  absl::StatusOr<CaseFile> parsed = ParseCase(kCase);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->server_version, 150000);
  EXPECT_EQ(parsed->since, 15);
  EXPECT_EQ(parsed->allow, std::vector<std::string>{"DATA_LOSS"});
  EXPECT_TRUE(parsed->Skips("L5"));
  EXPECT_EQ(parsed->from[0].text, "CREATE TABLE a ();\n-- a comment --\n");
  EXPECT_EQ(parsed->to[1].name, "b.sql");
  EXPECT_EQ(parsed->golden.at("plan"), "nothing\n");
  EXPECT_EQ(WriteCase(*parsed), kCase);
}

TEST(CaseFileTest, RefusesWhatItDoesNotKnow) {
  for (const char* text : {"-- from --\n", "x\n-- options: colour=red\n-- from --\n", "x\n-- skip: L5\n-- from --\n", "x\n-- skip: L99 why\n-- to --\n", "x\n"}) {
    EXPECT_FALSE(ParseCase(text).ok()) << text;
  }
}

TEST(SplitStatementsTest, KnowsWhereTextIsNotSql) {
  std::vector<std::string> statements = SplitStatements(
      "CREATE TABLE a (x text DEFAULT ';');\n-- one; two\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $x$ SELECT 1; $x$; -- lockstep: here\nCREATE TABLE \";\" ();\n/* ; */");
  ASSERT_EQ(statements.size(), 3u);
  EXPECT_EQ(statements[0], "CREATE TABLE a (x text DEFAULT ';');");
  EXPECT_NE(statements[1].find("-- one; two"), std::string::npos);
  EXPECT_NE(statements[1].find("-- lockstep: here"), std::string::npos);
}

TEST(ShuffleTest, KeepsEveryStatementAndItsSeed) {
  std::vector<NamedText> files = {{"a.sql", "CREATE TABLE a ();CREATE TABLE b ();ALTER TABLE a ADD x int;ALTER TABLE a ADD y int;"}};
  std::string all;
  std::vector<NamedText> shuffled = Shuffle(files, 7);
  for (const NamedText& file : shuffled) all += file.text;
  for (const char* statement : {"CREATE TABLE a", "CREATE TABLE b", "ADD x", "ADD y"}) EXPECT_NE(all.find(statement), std::string::npos);
  EXPECT_LT(all.find("ADD x"), all.find("ADD y"));
  EXPECT_EQ(Shuffle(files, 7)[0].text, shuffled[0].text);
}

TEST(ShuffleTest, AScriptStaysInItsOrder) {
  std::vector<NamedText> files = {{"a.sql", "CREATE TABLE a ();ALTER TABLE a RENAME TO b;"}};
  EXPECT_EQ(Shuffle(files, 3)[0].text, files[0].text);
}

}  // namespace
}  // namespace tests
