#include "tests/live/observed_locks.h"

#include <iterator>

#include "absl/strings/str_cat.h"
#include "introspect/connection.h"
#include "schema/support/status.h"

namespace tests {
namespace {

using introspect::Connection;
using introspect::Row;
using introspect::Rows;

// Lock modes in pg_locks' words, in the order of planner::Lock.
constexpr absl::string_view kModes[] = {"", "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock",
                                        "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"};

planner::Lock LockOf(absl::string_view mode) {
  for (size_t i = 0; i < std::size(kModes); ++i) {
    if (kModes[i] == mode) return static_cast<planner::Lock>(i);
  }
  return planner::Lock::kNone;  // SIReadLock
}

absl::StatusOr<std::string> ExistingRelations(Connection& connection) {
  ASSIGN_OR_RETURN(Rows rows, connection.Query("SELECT coalesce(string_agg(oid::text, ','), '0') AS oids FROM pg_class "
                                               "WHERE oid >= 16384 AND relkind IN ('r', 'p', 'm', 'S')"));
  std::string oids;
  RETURN_IF_ERROR(rows.ForEach([&](const Row& row) {
    oids = row.String("oids");
    return absl::OkStatus();
  }));
  return oids;
}

absl::StatusOr<std::string> StrongerThanDeclared(Connection& connection, const planner::Step& step, const std::string& existing) {
  ASSIGN_OR_RETURN(Rows rows, connection.Query(absl::StrCat("SELECT relation::regclass::text AS relation, mode FROM pg_locks ",
                                                            "WHERE locktype = 'relation' AND pid = pg_backend_pid() ",
                                                            "AND relation IN (", existing, ")")));
  std::string wrong;
  RETURN_IF_ERROR(rows.ForEach([&](const Row& row) {
    planner::Lock observed = LockOf(row.Text("mode"));
    if (observed <= step.lock) return absl::OkStatus();
    absl::StrAppend(&wrong, "  step ", step.id, " (", step.action, ") takes ", schema::EnumName(observed), " on ", row.Text("relation"),
                    " and declares ", schema::EnumName(step.lock), "\n    ", step.sql.front(), "\n");
    return absl::OkStatus();
  }));
  return wrong;
}

absl::StatusOr<std::string> RunObserved(Connection& connection, const planner::Step& step, const std::string& existing) {
  RETURN_IF_ERROR(connection.Execute("BEGIN"));
  for (const std::string& sql : step.sql) RETURN_IF_ERROR(connection.Execute(sql));
  absl::StatusOr<std::string> wrong = StrongerThanDeclared(connection, step, existing);
  RETURN_IF_ERROR(connection.Execute("COMMIT"));
  return wrong;
}

}  // namespace

absl::StatusOr<std::string> UndeclaredLocks(const planner::Plan& plan, absl::string_view url) {
  ASSIGN_OR_RETURN(Connection connection, Connection::Open(url, 10));
  ASSIGN_OR_RETURN(std::string existing, ExistingRelations(connection));
  std::string wrong;
  for (const planner::Step& step : plan.steps) {
    if (step.txn == planner::Txn::kOutside) {
      for (const std::string& sql : step.sql) RETURN_IF_ERROR(connection.Execute(sql));
      continue;
    }
    ASSIGN_OR_RETURN(std::string found, RunObserved(connection, step, existing));
    wrong += found;
  }
  return wrong;
}

}  // namespace tests
