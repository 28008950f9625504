#include "compiler/pending_expressions.h"

#include <algorithm>

#include "schema/support/status.h"

namespace compiler {
namespace {

// Each level of a tree takes a character of text or more (an operator before its operand, a bracket of an array), so that most statements are too
// short to be too deep, and need no look at the tree. Twice that, to be on the safe side.
bool IsDeeperThanAllowed(const ::Node* raw, const schema::SourceSpan& statement) {
  constexpr uint32_t kLevelsPerByte = 2;
  bool short_enough = statement.length > 0 && statement.length < kMaxDepth / kLevelsPerByte;
  return !short_enough && IsTooDeep(const_cast<::Node*>(raw));
}

}  // namespace

bool PendingExpressions::Keep(const ::Node* raw, PendingExpression& pending) {
  if (!ReadShape(raw, reading_)) {
    pending.raw = IsDeeperThanAllowed(raw, pending.span) ? nullptr : memory_.Keep(raw);
    return pending.raw != nullptr;
  }
  auto append = [&](const auto& value) { reading_.text.append(reinterpret_cast<const char*>(&value), sizeof(value)); };
  append(pending.use);
  append(pending.settings);
  auto [it, is_new] = shape_numbers_.try_emplace(reading_.text, static_cast<int>(shapes_.size()));
  if (is_new) shapes_.push_back({memory_.Keep(raw), reading_.location, reading_.columns});
  const Shape& shape = shapes_[it->second];
  pending.raw = shape.raw;
  pending.shape = it->second;
  // The places in the tree are those of the first expression of the shape.
  if (pending.base.length == 0) pending.base.offset += static_cast<uint32_t>(reading_.location - shape.location);
  return true;
}

void PendingExpressions::Own(PendingExpression& pending) {
  if (pending.shape < 0) return;
  pending.raw = memory_.Keep(pending.raw);
  pending.shape = -1;
}

schema::Expr PendingExpressions::Add(const PendingExpression& pending) {
  expressions_.push_back(pending);
  if (pending.age == 0) expressions_.back().age = expressions_.size();
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
  if (copy.shape < 0) copy.raw = memory_.Keep(original->raw);
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
  shape_numbers_.clear();  // what is written from here on means something else by these names
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
  shape_numbers_.clear();
  for (PendingExpression& pending : expressions_) visit(pending);
}

}  // namespace compiler
