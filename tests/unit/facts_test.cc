// The lock table of the planner against what was measured on real servers. Skipped where the measurements are not at hand: they are looked for in
// $LOCKSTEP_SHARED/facts/ddl.jsonl, then in ../shared/facts/ddl.jsonl beside the repository.
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "planner/actions.h"
#include "tests/unit/files.h"

namespace tests {
namespace {

using nlohmann::json;
using planner::Lock;

std::optional<std::string> FactsFile() {
  const char* shared = std::getenv("LOCKSTEP_SHARED");
  std::string path = (shared != nullptr ? std::string(shared) : std::string(LOCKSTEP_ROOT) + "/../shared") + "/facts/ddl.jsonl";
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

// One statement on one range of server versions.
struct Measured {
  std::string family;
  json facts;

  // The strongest lock on relations in one of these roles.
  Lock StrongestOn(const std::set<std::string>& roles) const {
    Lock strongest = Lock::kNone;
    for (const json& lock : facts["locks"]) {
      if (roles.count(lock[0].get<std::string>())) strongest = std::max(strongest, LockOf(lock[2].get<std::string>()));
    }
    return strongest;
  }
  static Lock LockOf(const std::string& name) {
    for (int i = 0; i <= static_cast<int>(Lock::kAccessExclusive); ++i) {
      if (name == schema::EnumName(static_cast<Lock>(i))) return static_cast<Lock>(i);
    }
    ADD_FAILURE() << "unknown lock " << name;
    return Lock::kNone;
  }
  bool HasRole(const std::string& role) const {
    for (const json& lock : facts["locks"]) {
      if (lock[0] == role) return true;
    }
    return false;
  }
  // For an index the target is the index itself, and its table has a role of its own.
  Lock OwnLock() const { return StrongestOn({HasRole("table") ? "table" : "target"}); }
  Lock OtherLock() const { return StrongestOn({"referenced", "owner_table"}); }
  planner::Work Work() const {
    // A sequence is a relation of one row: writing it anew is no work.
    if (!facts["rewrites"].empty() && family != "sequence") return planner::Work::kRewrite;
    bool scans = false;
    for (const json& role : facts["scans"]) scans = scans || role == "target";
    if (!scans) return planner::Work::kCatalog;
    return HasRole("new_index") || family == "index" ? planner::Work::kBuild : planner::Work::kScan;
  }
  bool InTransaction() const { return facts["in_transaction_block"].get<bool>(); }
};

// What was measured for each id on servers that take the statement; 13 alone does not count.
std::map<std::string, std::vector<Measured>> ReadFacts(const std::string& path) {
  std::map<std::string, std::vector<Measured>> result;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    json row = json::parse(line);
    std::vector<Measured>& measured = result[row["id"].get<std::string>()];
    for (const json& facts : row["facts"]) {
      if (facts["pg"] == "13" || facts.contains("error")) continue;
      measured.push_back({row["family"].get<std::string>(), facts});
    }
  }
  return result;
}

TEST(FactsTest, TheLockTableAgreesWithWhatWasMeasured) {
  std::optional<std::string> path = FactsFile();
  if (!path.has_value()) GTEST_SKIP() << "no measurements at hand";
  std::map<std::string, std::vector<Measured>> facts = ReadFacts(*path);
  for (size_t i = 0; i < planner::kActionCount; ++i) {
    const planner::ActionInfo& row = planner::Info(static_cast<planner::Action>(i));
    if (row.fact[0] == '\0') continue;
    auto found = facts.find(row.fact);
    if (found == facts.end() || found->second.empty()) {
      ADD_FAILURE() << row.name << ": nothing was measured as " << row.fact;
      continue;
    }
    // The row holds for all versions, so it states the strongest of them.
    Lock own = Lock::kNone, other = Lock::kNone;
    for (const Measured& measured : found->second) {
      own = std::max(own, measured.OwnLock());
      other = std::max(other, measured.OtherLock());
      EXPECT_EQ(schema::EnumName(row.work), std::string(schema::EnumName(measured.Work()))) << row.name << " on " << measured.facts["pg"];
      EXPECT_EQ(row.txn == planner::Txn::kOutside, !measured.InTransaction()) << row.name;
    }
    EXPECT_EQ(schema::EnumName(row.lock), std::string(schema::EnumName(own))) << row.name << " against " << row.fact;
    // A fact without a referenced table says nothing of it.
    if (other == Lock::kNone) continue;
    EXPECT_EQ(schema::EnumName(row.lock_on_other), std::string(schema::EnumName(other))) << row.name << " against " << row.fact;
  }
}

}  // namespace
}  // namespace tests
