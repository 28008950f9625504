// What the resolver cannot tell the server can: introspect/ask.h on every server of LOCKSTEP_SERVERS.
#include "introspect/ask.h"

#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "planner/diff.h"
#include "tests/live/scratch_database.h"
#include "tests/runner/laws.h"

namespace tests {
namespace {

// One expression of each kind that can be asked about. A text search query is a literal whose canonical form we do not know.
constexpr const char* kThere = R"(
CREATE TABLE t (id integer, v tsvector, g boolean GENERATED ALWAYS AS (v @@ 'b & a'::tsquery) STORED, d tsvector DEFAULT 'b a'::tsvector, CONSTRAINT c CHECK (v @@ 'b & a'::tsquery));
CREATE INDEX i ON t ((v @@ 'b & a'::tsquery)) WHERE v @@ 'c&d'::tsquery;
CREATE POLICY p ON t USING (v @@ 'b & a'::tsquery) WITH CHECK (v @@ 'x&y'::tsquery);
CREATE VIEW w AS SELECT id FROM t WHERE v @@ 'b & a'::tsquery;
)";

struct Both {
  schema::Database from, to;
};

Both Load(const Server& server, const ScratchDatabase& database, const std::string& wanted) {
  absl::StatusOr<schema::Database> from = database.Read();
  EXPECT_TRUE(from.ok()) << from.status();
  return {*from, CompileFiles({{"to.sql", wanted}}, server.version()).database};
}

std::vector<introspect::Question> QuestionsOf(const Both& both) {
  std::vector<introspect::Question> questions;
  for (const planner::Change& change : planner::Diff(both.from, both.to)) {
    introspect::Question question{change.before, change.after};
    if (change.action == planner::ChangeAction::kAlter && introspect::CanAsk(question)) questions.push_back(question);
  }
  return questions;
}

class AskTest : public testing::Test {
 protected:
  void SetUp() override {
    if (Servers().empty()) GTEST_SKIP() << "LOCKSTEP_SERVERS names no server";
  }
};

TEST_F(AskTest, WhatTheServerPrintsAlikeIsTheSame) {
  for (const Server& server : Servers()) {
    absl::StatusOr<ScratchDatabase> created = ScratchDatabase::Create(server);
    ASSERT_TRUE(created.ok()) << created.status();
    ScratchDatabase& database = *created;
    ASSERT_TRUE(database.Run(kThere).ok());
    // Written otherwise, and the same.
    std::string wanted = absl::StrReplaceAll(kThere, {{"'b & a'::tsquery", "'b&a'::tsquery"}, {"'b a'::tsvector", "'a b b'::tsvector"}, {"'c&d'", "'c  &  d'"}, {"'x&y'", "'x & y'"}});
    Both both = Load(server, database, wanted);
    std::vector<introspect::Question> questions = QuestionsOf(both);
    ASSERT_FALSE(questions.empty()) << "the resolver has learnt it: the case asks nothing any more";
    absl::StatusOr<introspect::Answers> answers = introspect::Ask(database.url(), questions);
    ASSERT_TRUE(answers.ok()) << answers.status();
    EXPECT_EQ(answers->same, answers->asked);
    for (size_t i = 0; i < questions.size(); ++i) {
      ASSERT_TRUE(answers->objects[i].has_value()) << questions[i].after->key.ToString();
      EXPECT_TRUE(schema::Compare(*questions[i].before, *answers->objects[i]).empty()) << questions[i].after->key.ToString();
    }
  }
}

TEST_F(AskTest, WhatMeansSomethingElseStaysDifferent) {
  for (const Server& server : Servers()) {
    absl::StatusOr<ScratchDatabase> created = ScratchDatabase::Create(server);
    ASSERT_TRUE(created.ok()) << created.status();
    ScratchDatabase& database = *created;
    ASSERT_TRUE(database.Run(kThere).ok());
    std::string wanted = absl::StrReplaceAll(kThere, {{"'b & a'", "'b & z'"}, {"'b a'", "'b z'"}, {"'c&d'", "'c&z'"}, {"'x&y'", "'x&z'"}});
    Both both = Load(server, database, wanted);
    std::vector<introspect::Question> questions = QuestionsOf(both);
    EXPECT_GE(questions.size(), 5u);  // two columns, check, index, policy, view: some in one object
    absl::StatusOr<introspect::Answers> answers = introspect::Ask(database.url(), questions);
    ASSERT_TRUE(answers.ok()) << answers.status();
    EXPECT_EQ(answers->same, 0);
    EXPECT_EQ(QuestionsOf(Load(server, database, wanted)).size(), questions.size()) << "asking left something behind";
  }
}

TEST_F(AskTest, NothingIsAskedOfAReadOnlySession) {
  for (const Server& server : Servers()) {
    absl::StatusOr<ScratchDatabase> created = ScratchDatabase::Create(server);
    ASSERT_TRUE(created.ok()) << created.status();
    ScratchDatabase& database = *created;
    ASSERT_TRUE(database.Run(kThere).ok());
    Both both = Load(server, database, absl::StrReplaceAll(kThere, {{"'b & a'", "'b & z'"}}));
    std::string url = database.url() + "&options=-c%20default_transaction_read_only%3Don";
    EXPECT_TRUE(absl::IsFailedPrecondition(introspect::Ask(url, QuestionsOf(both)).status()));
  }
}

}  // namespace
}  // namespace tests
