// Writes SQL scripts for psql in autocommit: comments that no text can leave, transactions with their timeouts, statements outside of them.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "planner/plan.h"

namespace render {

struct ScriptBatch {
  planner::Txn txn = planner::Txn::kShared;
  // In milliseconds; 0: no limit, whatever the role's or the database's default is.
  int lock_timeout = 0;
  int statement_timeout = 0;
  struct Part {
    std::vector<std::string> comments;  // any text; shown on one line each
    std::vector<std::string> sql;       // statements without semicolon
  };
  std::vector<Part> parts;
};

class SqlScript {
 public:
  void Comment(absl::string_view text);
  void Batch(const ScriptBatch& batch);
  std::string Finish() &&;

 private:
  void Line(absl::string_view text);
  void Parts(const ScriptBatch& batch);

  std::string text_;
  bool has_statement_ = false;
};

}  // namespace render
