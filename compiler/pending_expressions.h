// Expressions between their statement and the end of the script: raw trees that stand aside until every object is known (finish.h).
//
// An Expr in the schema that is not analysed yet has no text and no tree; its `fingerprint` is the number of its raw tree here. So objects can be
// removed, moved and copied without anyone keeping count. Names in raw trees still mean what they meant at their statement: a rename rewrites
// them, looking only at the expressions that hold the old name.
//
// Expressions of one shape (expression_shape.h) that were written under the same settings share one raw tree. What changes the tree for one of them
// only, as the renaming of a column does, takes a copy first (Own).
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "compiler/analyze/analyze.h"
#include "compiler/expression_shape.h"
#include "compiler/parse.h"
#include "compiler/raw_names.h"
#include "schema/expr.h"
#include "schema/support/source.h"

namespace compiler {

struct SettingsInUse;

struct PendingExpression {
  ::Node* raw = nullptr;
  ExpressionUse use = ExpressionUse::kCheck;
  schema::SourceSpan base;  // where byte 0 of the parsed text stands
  schema::SourceSpan span;  // of the statement, for messages about the whole expression
  SettingsInUse* settings = nullptr;
  size_t age = 0;  // how many had been read when it was, itself among them; a copy has that of the original
  int shape = -1;  // whose raw tree this is, together with others; -1: its own
};

class PendingExpressions {
 public:
  explicit PendingExpressions(ParseMemory& memory) : memory_(memory) {}

  // Keeps the raw tree of an expression whose other members are set: a copy, or the one of its shape. False when it is nested too deeply.
  bool Keep(const ::Node* raw, PendingExpression& pending);
  // The columns that expressions of the shape name.
  absl::Span<const std::string> ColumnsOfShape(int shape) const { return shapes_[shape].columns; }
  // Gives the expression a raw tree of its own.
  void Own(PendingExpression& pending);
  // Stands for the expression in the schema. REQUIRES: `pending.raw` lives as long as this.
  schema::Expr Add(const PendingExpression& pending);
  size_t size() const { return expressions_.size(); }
  // Null when the expression has been analysed.
  PendingExpression* Find(const schema::Expr& expr);
  // The same expression as an independent one, for a copy of its object.
  schema::Expr Copy(const schema::Expr& expr);

  // Calls rename for each type or relation name whose last part is `old_name`; where rename gives true, it has put `new_name` in its place.
  void RenameMentions(absl::string_view old_name, absl::string_view new_name, absl::FunctionRef<bool(const PendingExpression&, ObjectName&)> rename);
  void ForEach(absl::FunctionRef<void(PendingExpression&)> visit);

 private:
  struct Shape {
    ::Node* raw;
    int location;  // of ExpressionShape
    std::vector<std::string> columns;
  };
  void IndexNewOnes();

  ParseMemory& memory_;
  std::deque<PendingExpression> expressions_;
  absl::flat_hash_map<std::string, std::vector<size_t>> mentions_;
  size_t indexed_ = 0;  // how many expressions mentions_ covers
  std::vector<Shape> shapes_;
  absl::flat_hash_map<std::string, int> shape_numbers_;  // by text, use and settings; those whose raw tree is as it was written
  ExpressionShape reading_;
};

}  // namespace compiler
