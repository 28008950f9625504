#include "compiler/pending_expressions.h"

#include <algorithm>

#include "schema/support/status.h"

namespace compiler {

schema::Expr PendingExpressions::Add(const PendingExpression& pending) {
  expressions_.push_back(pending);
  schema::Expr expr;
  expr.fingerprint = expressions_.size();
  return expr;
}

PendingExpression* PendingExpressions::Find(const schema::Expr& expr) {
  if (expr.tree != nullptr || expr.fingerprint == 0) return nullptr;
  CHECK(expr.fingerprint <= expressions_.size());
  return &expressions_[expr.fingerprint - 1];
}

schema::Expr PendingExpressions::Copy(const schema::Expr& expr) {
  PendingExpression* original = Find(expr);
  if (original == nullptr) return expr;
  PendingExpression copy = *original;
  copy.raw = memory_.Keep(original->raw);
  CHECK(copy.raw != nullptr);
  return Add(copy);
}

void PendingExpressions::IndexNewOnes() {
  for (; indexed_ < expressions_.size(); ++indexed_) {
    ForEachObjectName(expressions_[indexed_].raw, [&](ObjectName& name) { mentions_[name.parts().back()].push_back(indexed_); });
  }
}

void PendingExpressions::RenameMentions(absl::string_view old_name, absl::string_view new_name,
                                        absl::FunctionRef<bool(const PendingExpression&, ObjectName&)> rename) {
  IndexNewOnes();
  auto it = mentions_.find(old_name);
  if (it == mentions_.end()) return;
  std::vector<size_t> numbers = it->second;
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  for (size_t number : numbers) {
    PendingExpression& pending = expressions_[number];
    ForEachObjectName(pending.raw, [&](ObjectName& name) {
      if (name.parts().back() == old_name && rename(pending, name)) mentions_[std::string(new_name)].push_back(number);
    });
  }
}

void PendingExpressions::ForEach(absl::FunctionRef<void(PendingExpression&)> visit) {
  for (PendingExpression& pending : expressions_) visit(pending);
}

}  // namespace compiler
