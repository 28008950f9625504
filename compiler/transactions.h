// Transactions of a script that leave nothing behind: BEGIN … ROLLBACK, and a BEGIN that nothing ends (psql disconnects, and the server undoes it).
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "compiler/lexical.h"

namespace compiler {

struct UndoneTransaction {
  TextRange begin;         // the BEGIN statement
  TextRange statements;    // behind it, up to the ROLLBACK or the end of the text
  bool rolled_back = true; // false: nothing ends it
};

// In the order of the text. ROLLBACK TO SAVEPOINT undoes nothing here.
std::vector<UndoneTransaction> FindUndoneTransactions(absl::string_view text);

}  // namespace compiler
