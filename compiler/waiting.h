// Statements that refer to what does not exist yet, and wait for it: an ALTER in one file for the CREATE in another, a foreign key for its table.
//
// A statement waits for one name at a time. It is tried again, in the order of the script, once something of that name has appeared, so the work
// grows with the number of statements, not with its square.
#pragma once

#include <functional>
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "schema/object_key.h"
#include "schema/support/source.h"

struct Node;  // of libpg_query (nodes.h)

namespace compiler {

struct SettingsInUse;

// A statement, or a part of one that can stand alone, and what it needs to run.
struct Task {
  const ::Node* node = nullptr;
  schema::SourceSpan base;  // where byte 0 of the parsed text stands; with a length: what makes the text, which stands nowhere
  schema::SourceSpan span;  // of the statement
  SettingsInUse* settings = nullptr;
  int order = -1;  // among the tasks that had to wait; -1: never waited
};

// What a task waits for.
std::string NameToken(absl::string_view name);           // a schema, relation, type, … of this name, in any schema
std::string ChildToken(const schema::ObjectKey& key);    // a column or constraint of this path
std::string KeyToken(absl::string_view table_path);      // any primary key or unique constraint of this table
// The names in such a token: what code that makes it cannot but mention.
std::vector<std::string> NamesIn(absl::string_view token);

class WaitingTasks {
 public:
  bool empty() const { return waiting_count_ == 0; }
  // Keeps the task's place in the order when it waits again. REQUIRES: task.node lives as long as this.
  void Wait(Task task, std::string token);
  // Tasks that wait for this become ready.
  void Wake(const std::string& token);
  // The ready task that came first.
  std::optional<Task> PopReady();
  // The waiting task that came first, for its last try. REQUIRES: a task on its last try waits no more.
  std::optional<Task> PopForLastTry();

 private:
  enum class State : unsigned char { kWaiting, kReady, kRunning };
  Task Run(int order);

  std::vector<Task> tasks_;
  std::vector<State> states_;
  absl::flat_hash_map<std::string, std::vector<int>> waiters_;
  std::priority_queue<int, std::vector<int>, std::greater<int>> ready_;
  int waiting_count_ = 0;
  size_t last_try_ = 0;  // all tasks before it had their last try
};

}  // namespace compiler
