// Which object a name means, and what `lockstep explain` says of objects, hazards and messages.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/object_name.h"
#include "render/explain.h"
#include "tests/cli/temporary_folder.h"

namespace cli_test {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::ObjectKey;

const std::vector<ObjectKey>& Keys() {
  static const auto* keys = new std::vector<ObjectKey>{MakeKey(Kind::kSchema, {"app"}),
                                                       MakeKey(Kind::kTable, {"public", "orders"}),
                                                       MakeKey(Kind::kColumn, {"public", "orders", "total"}),
                                                       MakeKey(Kind::kCheck, {"public", "orders", "total"}),
                                                       MakeKey(Kind::kColumn, {"public", "orders", "Note"}),
                                                       MakeKey(Kind::kIndex, {"public", "orders", "orders_idx"}),
                                                       MakeKey(Kind::kTable, {"app", "users"}),
                                                       MakeKey(Kind::kTable, {"public", "users"}),
                                                       MakeKey(Kind::kFunction, {"public", "add(integer, integer)"}),
                                                       MakeKey(Kind::kFunction, {"public", "add(text)"}),
                                                       MakeKey(Kind::kFunction, {"public", "sub(integer)"})};
  return *keys;
}

TEST(ObjectName, FindsWhatPlansPrintAndShorterNames) {
  const struct {
    const char* word;
    std::vector<std::string> found;
  } kRows[] = {{"public.orders", {"table public.orders"}},
               {"table public.orders", {"table public.orders"}},
               {"view public.orders", {}},
               {"orders", {"table public.orders"}},
               {"app", {"schema app"}},
               {"public.orders.total", {"column public.orders.total", "check public.orders.total"}},
               {"check public.orders.total", {"check public.orders.total"}},
               {"column orders.total", {"column public.orders.total"}},
               {"public.orders.\"Note\"", {"column public.orders.\"Note\""}},
               {"public.orders.Note", {"column public.orders.\"Note\""}},
               {"index public.orders_idx", {"index public.orders.orders_idx"}},
               {"public.orders_idx", {"index public.orders.orders_idx"}},
               {"users", {"table app.users", "table public.users"}},
               {"public.add(text)", {"function public.add(text)"}},
               {"function public.add", {"function public.add(integer, integer)", "function public.add(text)"}},
               {"sub", {"function public.sub(integer)"}},
               {"nothing", {}},
               {"", {}}};
  for (const auto& row : kRows) {
    std::vector<std::string> found;
    for (const ObjectKey& key : cli::ObjectsNamed(row.word, Keys())) found.push_back(key.ToString());
    EXPECT_EQ(found, row.found) << row.word;
  }
}

TEST(ObjectName, GuessesWhatWasMeant) {
  EXPECT_EQ(cli::ClosestObject("public.ordres", Keys()), "public.orders");
  EXPECT_EQ(cli::ClosestObject("table public.ordres", Keys()), "table public.orders");
  EXPECT_EQ(cli::ClosestObject("ordres", Keys()), "public.orders");
  EXPECT_EQ(cli::ClosestObject("something.else.entirely", Keys()), "");
}

struct Ran {
  int status = -1;
  std::string out, error;
};

class Explain : public testing::Test {
 protected:
  Explain() {
    folder_.Write("old.sql",
                  "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(10,2), legacy text);\n"
                  "CREATE VIEW totals AS SELECT sum(total) AS sum FROM orders;\n"
                  "CREATE TABLE purchases (id int);\nCREATE TABLE same (id int);\nCREATE SCHEMA app;\nCREATE TABLE app.same (id int);\n");
    folder_.Write("new.sql",
                  "CREATE TABLE orders (id bigint PRIMARY KEY, total text NOT NULL, note text);\n"
                  "CREATE VIEW totals AS SELECT max(total) AS max FROM orders;\n"
                  "-- lockstep: renamed from purchases\nCREATE TABLE sales (id int);\nCREATE TABLE same (id int);\nCREATE SCHEMA app;\nCREATE TABLE app.same (id int);\n"
                  "CREATE TABLE quiet AS SELECT 1 AS one;\n");
  }
  // `lockstep explain` with these words, as typed to a shell.
  Ran Run(const std::string& words) {
    Ran ran;
    std::string command = absl::StrCat("cd ", folder_.path(), " && ", LOCKSTEP_PROGRAM, " explain ", words, " 2> .stderr < /dev/null");
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> chunk;
    for (size_t got; (got = fread(chunk.data(), 1, chunk.size(), pipe)) > 0;) ran.out.append(chunk.data(), got);
    ran.status = WEXITSTATUS(pclose(pipe));
    ran.error = folder_.Read(".stderr");
    return ran;
  }
  Ran Compare(const std::string& object, const std::string& more = "") { return Run(absl::StrCat("'", object, "' --from old.sql --to new.sql --quiet ", more)); }

  TemporaryFolder folder_;
};

TEST_F(Explain, SaysWhatDiffersAndWhatThePlanDoes) {
  Ran ran = Compare("public.orders.total");
  EXPECT_EQ(ran.status, 0) << ran.error;
  for (const char* part : {"column public.orders.total differs between old.sql and new.sql.\n", "  type: numeric(10,2) -> text\n", "  not_null: ",
                           "\nIn old.sql  old.sql:1:45\n  - ALTER TABLE public.orders ADD COLUMN total numeric(10,2);\n",
                           "\nIn new.sql  new.sql:1:45\n  + ALTER TABLE public.orders ADD COLUMN total text NOT NULL;\n", "ALTER COLUMN total TYPE text", "lock: ACCESS EXCLUSIVE on public.orders",
                           "TABLE_REWRITE", "  instead: "}) {
    EXPECT_TRUE(absl::StrContains(ran.out, part)) << "wanted: " << part << "\n" << ran.out;
  }
  EXPECT_FALSE(absl::StrContains(ran.out, "legacy"));
  EXPECT_EQ(Compare("public.orders.total", "--exit-code").status, 2);
}

TEST_F(Explain, ATableComesWithItsParts) {
  Ran ran = Compare("orders");
  for (const char* part : {"table public.orders differs", "  ~ column public.orders.total\n      type: ", "  + column public.orders.note\n", "  - column public.orders.legacy\n", "DROP COLUMN legacy",
                           "    CREATE TABLE public.orders (\n"}) {
    EXPECT_TRUE(absl::StrContains(ran.out, part)) << "wanted: " << part << "\n" << ran.out;
  }
}

TEST_F(Explain, WhatIsTheSameIsShownOnce) {
  Ran ran = Compare("public.same", "--exit-code");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "table public.same: no difference between old.sql and new.sql.\n\nOn both sides  old.sql:4:1 and new.sql:5:1\n    CREATE TABLE public.same (\n        id integer\n    );\n");
}

TEST_F(Explain, KnowsWhatIsOnOneSideOnlyRenamedOrNotModelled) {
  EXPECT_TRUE(absl::StrContains(Compare("orders.note").out, "column public.orders.note is only in new.sql: the plan creates it.\n"));
  EXPECT_TRUE(absl::StrContains(Compare("orders.legacy").out, "DATA_LOSS"));
  for (const char* name : {"sales", "purchases"}) {
    Ran ran = Compare(name);
    EXPECT_TRUE(absl::StrContains(ran.out, "  name: public.purchases -> public.sales  new.sql:4:1")) << ran.out;
    EXPECT_TRUE(absl::StrContains(ran.out, "RENAME TO sales")) << ran.out;
  }
  EXPECT_TRUE(absl::StrContains(Compare("table quiet in public").out, "is not modelled yet"));
}

TEST_F(Explain, ANameThatIsUnknownOrMeansSeveralIsAnError) {
  Ran unknown = Compare("public.ordres");
  EXPECT_EQ(unknown.status, 1);
  EXPECT_EQ(unknown.out, "");
  EXPECT_TRUE(absl::StrContains(unknown.error, "did you mean \"public.orders\"?")) << unknown.error;
  Ran several = Compare("same");
  EXPECT_EQ(several.status, 1);
  EXPECT_TRUE(absl::StrContains(several.error, "say which: \"table app.same\", \"table public.same\"")) << several.error;
}

TEST_F(Explain, HazardsAndCodesNeedNoSource) {
  EXPECT_TRUE(absl::StrContains(Run("DATA_LOSS").out, "DATA_LOSS: data is lost\n\n  why: "));
  EXPECT_TRUE(absl::StrContains(Run("data_loss").out, "--allow DATA_LOSS:OBJECT"));
  EXPECT_TRUE(absl::StrContains(Run("e0107").out, "E0107: the column does not exist\n\n  why: "));
  EXPECT_EQ(nlohmann::json::parse(Run("E0107 --format json").out)["title"], "the column does not exist");
  EXPECT_EQ(nlohmann::json::parse(Run("DATA_LOSS --format json").out)["needs_word"], true);
  Ran unknown = Run("DATA_LOS");
  EXPECT_EQ(unknown.status, 1);
  EXPECT_TRUE(absl::StrContains(unknown.error, "did you mean \"DATA_LOSS\"?")) << unknown.error;
  EXPECT_EQ(Run("").status, 64);
  EXPECT_EQ(Run("public.orders --from old.sql").status, 64);
}

TEST_F(Explain, JsonHasTheSame) {
  nlohmann::json json = nlohmann::json::parse(Compare("public.orders.total", "--format json").out);
  EXPECT_EQ(json["state"], "different");
  EXPECT_EQ(json["object"]["path"], nlohmann::json({"public", "orders", "total"}));
  EXPECT_EQ(json["from"]["place"], "old.sql:1:45");
  EXPECT_EQ(json["to"]["canonical"], "ALTER TABLE public.orders ADD COLUMN total text NOT NULL;\n");
  EXPECT_EQ(json["changes"][0]["fields"][0]["name"], "type");
  EXPECT_GE(json["steps"].size(), 1u);
  EXPECT_EQ(nlohmann::json::parse(Compare("public.same", "--format json").out)["state"], "same");
}

TEST(CodeWords, EveryCodeIsExplained) {
  for (const schema::DiagnosticCode& code : schema::DiagnosticCodes()) EXPECT_NE(render::FindCodeWords(code.code), nullptr) << code.code;
}

}  // namespace
}  // namespace cli_test
