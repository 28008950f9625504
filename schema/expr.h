// An expression of the schema: a DEFAULT, a CHECK, an index expression. Text to print, tree to compare.
//
// From source: `sql` is the author's text with names qualified, `tree` what it means. From a live catalog: `sql` is what the server prints, and
// `tree` is null until compiler::Resolve fills it. Two expressions are equal when their trees are; without trees, when their texts are.
#pragma once

#include <cstdint>
#include <string>

#include "schema/tree.h"

namespace schema {

struct Expr {
  std::string sql;
  NodePtr tree;
  uint64_t fingerprint = 0;  // Hash(*tree); set with the tree

  friend bool operator==(const Expr& a, const Expr& b) {
    if (a.tree == nullptr || b.tree == nullptr) return a.sql == b.sql;
    return a.fingerprint == b.fingerprint && Equal(*a.tree, *b.tree);
  }
};

inline Expr MakeExpr(std::string sql, NodePtr tree) {
  uint64_t fingerprint = tree == nullptr ? 0 : Hash(*tree);
  return {std::move(sql), std::move(tree), fingerprint};
}

}  // namespace schema
