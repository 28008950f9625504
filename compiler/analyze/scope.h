// What names mean inside a query: the items of FROM, level by level, after parse_relation.c (ParseNamespaceItem, colNameToVar, refnameNamespaceItem).
//
// A column reference becomes a node that says where the column comes from, not what it is called there: "level.item" and, for what is no table,
// ".position" as text; the column's key as object where it belongs to a table. So a change of an alias changes no reference.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "compiler/analyze/analysis.h"

namespace compiler::analyze {

// A column that a query gives, or that an item of FROM has.
struct ScopeColumn {
  std::string name;
  TypeId type = kNoType;
  int32_t typmod = -1;
  // A reference to it from its own level. Null: it is made when the column is used, from the item and the column's place in it. Of the columns that
  // FROM brings most are never named.
  schema::NodePtr node;
};

// One item of FROM, or a join as a whole.
struct ScopeItem {
  std::string alias;                // by which its columns are qualified; empty: none
  std::string schema;               // of a table without an alias: "public.orders.total" is allowed too
  std::vector<ScopeColumn> columns;
  schema::ObjectKey relation;       // of a table or view; else empty
  TypeId row_type = kNoType;        // of a reference to the item as a whole; kNoType: a record
  int number = 0;                   // among the items of its level, from 1; 0: a join
  bool columns_visible = true;      // by unqualified names, and by "*"
  bool system_columns_visible = true;  // by unqualified names: not of what is joined
  bool relation_visible = true;     // by its alias
};

// A WITH query by name.
struct CommonTable {
  std::string name;
  std::vector<ScopeColumn> columns;
};

// One level of a query.
struct Scope {
  const Scope* outer = nullptr;
  bool outer_items_hidden = false;    // a sub-select in FROM that is not LATERAL sees nothing of what stands beside it
  std::vector<ScopeItem> items;
  size_t first_visible = 0;           // of items: while the ON of a join is analysed, only what it joins
  std::vector<CommonTable> tables;    // WITH
  std::vector<const WindowDef*> windows;  // WINDOW
  // What the items of FROM are called when the query is printed, in the order of the range table: an alias that is taken already, here or further
  // out, gets a number (set_rtable_names, ruleutils.c).
  std::vector<std::string> aliases;
  size_t next_alias = 0;
  int item_count = 0;
};

// An unqualified column; nullopt when no level has it. E0107 when two items of one level have it.
absl::StatusOr<std::optional<Value>> FindColumnInScope(const Analysis& analysis, absl::string_view name, int location);
// The item that a qualifier means ("orders", or "public" and "orders"), and how many levels out it is; null when there is none.
struct FoundItem {
  const ScopeItem* item = nullptr;
  int level = 0;
};
FoundItem FindItem(const Analysis& analysis, absl::string_view schema, absl::string_view name);
// A column of the item, or one of the system columns of a table; nullopt when it has none of this name.
std::optional<Value> ColumnOfItem(const Analysis& analysis, const FoundItem& found, absl::string_view name, int location);
// The item as one value.
Value WholeItem(const Analysis& analysis, const FoundItem& found, int location);
// A reference to a column of an item, from `level` levels further in.
Value ColumnReference(const Analysis& analysis, const FoundItem& found, const ScopeColumn& column, int location);
// The same of a column that has its node.
Value ColumnReference(const Analysis& analysis, const ScopeColumn& column, int level, int location);
// Gives every column its node: before a column goes by another name or stands somewhere else than in its item.
void FillReferences(const Analysis& analysis, ScopeItem& item);
// Every column that "*" (with an empty alias) or "alias.*" stands for.
absl::StatusOr<std::vector<ScopeColumn>> ExpandStar(const Analysis& analysis, const ColumnRef& raw);

// The common table that a name in FROM means, and how many levels out it stands; null when there is none.
struct FoundTable {
  const CommonTable* table = nullptr;
  int level = 0;
  int number = 0;  // in its WITH
};
FoundTable FindCommonTable(const Scope* scope, absl::string_view name);

}  // namespace compiler::analyze
