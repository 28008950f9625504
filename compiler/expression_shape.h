// What two raw expressions have in common that are written alike: DEFAULT now(), CHECK (total > 0). A schema has thousands of expressions and few
// shapes; each shape is kept once (pending_expressions.h), and analysed once for each combination of column types (finish.h).
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

struct Node;  // of libpg_query (nodes.h)

namespace compiler {

struct ExpressionShape {
  std::string text;                   // equal for raw trees that are equal, down to the distances between their places
  std::vector<std::string> columns;   // that it names, each once
  int location = -1;                  // the first place in the tree, to which the others are relative; -1: none has any
};

// Fills `shape`, whose buffers are used again. False for trees that are not looked into: those with queries in them, qualified column names, and what is rare.
bool ReadShape(const ::Node* raw, ExpressionShape& shape);

}  // namespace compiler
