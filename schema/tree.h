// A resolved expression (and, later, query): what PostgreSQL's parse analysis makes of the text, with names, types and casts decided.
//
//   CHECK (status IN ('new', 'paid'))   and the catalog's   CHECK (((status)::text = ANY ((ARRAY['new'::character varying, …])::text[])))
//
// are the same tree. One node type for all shapes: equality, hash, dump and walk are written once; only compiler/analyze knows each shape.
// Trees are immutable once built and shared by pointer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "schema/object_key.h"
#include "schema/type_ref.h"

namespace schema {

enum class Op : uint8_t {
  kConst,       // text: the value in its type's output form; flag kNull: NULL
  kColumn,      // text: column name; object: the column's key where it is known
  kParam,       // text: "$1" or a named value such as a domain's VALUE
  kCall,        // text: qualified function name with argument types; children: arguments; flags kDistinct, kVariadic, …
  kOperator,    // text: qualified operator; one or two children
  kScalarArray, // expr operator ANY/ALL (array): text: operator; flag kAll
  kCast,        // a conversion that does something: text: how (function name, "io", "relabel", "array"); type: the result
  kAnd, kOr, kNot,
  kIsNull,      // flag kNot: IS NOT NULL
  kIsBool,      // text: TRUE, FALSE, UNKNOWN; flag kNot
  kDistinctFrom,// flag kNot: IS NOT DISTINCT FROM; text: operator
  kNullIf,      // text: operator
  kCase,        // children: [argument] (when, then)* [else]; text says which are there
  kCoalesce, kGreatest, kLeast,
  kArray, kRow,
  kRowCompare,  // text: operators
  kSubscript,   // children: container, then bounds; text: shape
  kField,       // child: composite value; text: field name
  kCollate,     // text: collation
  kSqlValue,    // CURRENT_DATE, CURRENT_USER, …: text
  kAggregate, kWindow, kSubquery, kXml, kJson, kGrouping,
  kChange,  // text: insert, update, delete; object: the table
  kSelect, kTarget, kFrom, kJoin, kSortBy, kCommonTable, kValues, kSetOperation,
  kList,        // a list inside another node
  kOpaque,      // not resolved: text: its tokens, normalised
};

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Node {
  enum Flag : uint32_t { kFlagNull = 1, kFlagNot = 2, kFlagAll = 4, kFlagDistinct = 8, kFlagVariadic = 16, kFlagStar = 32, kFlagDescending = 64, kFlagNullsFirst = 128, kFlagLateral = 256,
                        kFlagVolatile = 512  // a call of a function that is marked so (pg_proc.provolatile)
  };

  Op op = Op::kOpaque;
  uint32_t flags = 0;
  TypeRef type;       // of the result
  ObjectKey object;   // the schema object this node names: a column, function, relation, sequence, type; empty for builtins
  std::string text;
  std::vector<NodePtr> children;

  bool Has(Flag flag) const { return (flags & flag) != 0; }
};

bool Equal(const Node& a, const Node& b);
uint64_t Hash(const Node& node);
// One line, for tests and `explain`: (operator pg_catalog.>(int4,int4) (column total) (const 0 :: int4)).
std::string Dump(const Node& node);
// Calls `visit` for the node and all below it, parents first.
void Walk(const Node& node, const std::function<void(const Node&)>& visit);
// The same tree with every node's object and text passed through `edit` (used where a rename is applied to one side). Shares what does not change.
NodePtr Rewrite(const NodePtr& node, const std::function<bool(Node&)>& edit);

}  // namespace schema
