// The plan: an ordered list of steps with everything a reviewer or an executor must know of each. A value without pointers, printed by render,
// run by apply. The contract between planner, render and apply.
//
//   Plan > Batch (one transaction, or one statement outside of one) > Step (one or more statements that belong together)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/object.h"
#include "schema/object_key.h"
#include "schema/support/source.h"

namespace planner {

// Table locks, weakest first (chapter "Explicit Locking").
enum class Lock : uint8_t { kNone, kAccessShare, kRowShare, kRowExclusive, kShareUpdateExclusive, kShare, kShareRowExclusive, kExclusive, kAccessExclusive };

// What the server does under the lock. kCatalog: milliseconds, whatever the table's size. kScan and kRewrite: in proportion to it.
enum class Work : uint8_t { kCatalog, kScan, kBuild, kRewrite };

// Whether a statement may, must not or should not share a transaction.
enum class Txn : uint8_t {
  kShared,   // with its neighbours
  kAlone,    // in a transaction of its own: its lock or work must not be held together with others'
  kOutside,  // refused inside a transaction block (CONCURRENTLY)
};

enum class Phase : uint8_t { kExpand, kMigrate, kContract };

enum class UndoClass : uint8_t { kExact, kSchemaOnly, kNone };

// What a person must know or allow before a step. Stable names; meanings and remedies in hazards.cc.
enum class HazardId : uint8_t {
  kDataLoss,
  kBlocksReads,
  kBlocksWrites,
  kTableRewrite,
  kFullScanUnderLock,
  kBreaksRunningApplication,
  kNotReversible,
  kPrivilegeWidened,
  kExtensionChange,
  kUnresolvedExpression,
  kOutsideTransaction,
  kMayFailOnData,
};
inline constexpr size_t kHazardCount = static_cast<size_t>(HazardId::kMayFailOnData) + 1;

struct Hazard {
  HazardId id = HazardId::kDataLoss;
  schema::ObjectKey object;
  std::string detail;  // one sentence on this object
  bool allowed = false;
};

struct HazardInfo {
  HazardId id;
  const char* name;     // "DATA_LOSS", as in --allow
  const char* title;
  const char* why;
  const char* remedy;
  bool needs_word;      // blocks (exit 3) until allowed; the others are only told
};
const HazardInfo& Info(HazardId id);

// The word shown before a step: + - ~ and a tick.
enum class Sign : uint8_t { kAdd, kChange, kRemove, kValidate };

struct Step {
  int id = 0;                         // from 1, in order of execution
  Sign sign = Sign::kChange;
  std::string action;                 // name of the row of the lock table: "create_index_concurrently"
  schema::ObjectKey object;
  std::string summary;                // "foreign key public.orders.orders_customer_id_fkey, not valid"
  std::vector<std::string> sql;       // statements without semicolon, in order
  std::vector<std::string> undo_sql;  // statements that take the step back; empty: nothing to do, or undo class kNone
  UndoClass undo = UndoClass::kExact;
  std::string undo_note;              // why not exact
  Txn undo_txn = Txn::kShared;        // how the undo statements may run
  Lock lock = Lock::kNone;            // strongest lock on an existing relation
  std::vector<schema::ObjectKey> locked;  // existing relations locked that strongly
  Work work = Work::kCatalog;
  Txn txn = Txn::kShared;
  Phase phase = Phase::kExpand;
  std::vector<Hazard> hazards;
  std::vector<std::string> because;   // names of the ordering rules that put the step after others
  std::string place;                  // "schema/orders.sql:3:3"; empty for what is only in the database
};

struct Batch {
  Txn txn = Txn::kShared;  // kOutside: statements one by one, no BEGIN
  Lock strongest = Lock::kNone;
  Phase phase = Phase::kExpand;
  std::vector<int> steps;  // ids
  // Settings of the transaction, in milliseconds. 0: no limit.
  int lock_timeout = 0;
  int statement_timeout = 0;
};

// A read-only question to ask before the first step.
struct Check {
  std::string question;
  std::string sql;       // one SELECT of one value
  std::string expected;  // its text form
  HazardId on_failure = HazardId::kMayFailOnData;
  int step = 0;          // that would fail
};

// Something that differs, or that exists, and that the plan does not deal with; or (kNote) what whoever applies it should know.
struct Remark {
  enum class Reason : uint8_t { kNotModelled, kNotPlanned, kNote } reason = Reason::kNotModelled;
  schema::ObjectKey object;
  std::string text;   // "view public.totals is not modelled yet and was not compared"
  std::string place;
  std::string what;   // what it is, for counting: "view", "materialized view" (Unmodelled::what), else KindName
};

struct Plan {
  std::string from_description, to_description;
  std::string from_fingerprint, to_fingerprint;
  int server_version = 0;
  std::vector<Check> checks;
  std::vector<Step> steps;
  std::vector<Batch> batches;
  std::vector<Remark> remarks;
  int objects_changed = 0;
  // 8 hexadecimal digits that name the plan: of both fingerprints and all statements.
  std::string id;
};

// The undo of the whole plan or of its first `executed` steps, last step first, as batches of statements. Made from Step::undo_sql.
struct UndoBatch {
  Txn txn = Txn::kShared;
  std::vector<int> steps;
  std::vector<std::string> sql;
};
std::vector<UndoBatch> Rollback(const Plan& plan, size_t executed);

}  // namespace planner

namespace schema {
template <> struct EnumNames<planner::Lock> {
  static constexpr const char* kNames[] = {"NONE", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
};
template <> struct EnumNames<planner::Work> { static constexpr const char* kNames[] = {"catalog", "scan", "build", "rewrite"}; };
template <> struct EnumNames<planner::Txn> { static constexpr const char* kNames[] = {"shared", "alone", "outside"}; };
template <> struct EnumNames<planner::Phase> { static constexpr const char* kNames[] = {"expand", "migrate", "contract"}; };
template <> struct EnumNames<planner::UndoClass> { static constexpr const char* kNames[] = {"exact", "schema_only", "none"}; };
template <> struct EnumNames<planner::Sign> { static constexpr const char* kNames[] = {"add", "change", "remove", "validate"}; };
template <> struct EnumNames<planner::Remark::Reason> { static constexpr const char* kNames[] = {"not_modelled", "not_planned", "note"}; };
}  // namespace schema
