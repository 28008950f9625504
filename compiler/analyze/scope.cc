#include "compiler/analyze/scope.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace compiler::analyze {
namespace {

struct SystemColumn {
  absl::string_view name;
  absl::string_view type;
};
constexpr SystemColumn kSystemColumns[] = {{"tableoid", "oid"}, {"ctid", "tid"}, {"xmin", "xid"}, {"xmax", "xid"}, {"cmin", "cid"}, {"cmax", "cid"}};

// The visible items of a level.
absl::Span<const ScopeItem> VisibleItems(const Scope& scope) { return absl::MakeConstSpan(scope.items).subspan(scope.first_visible); }

// Calls visit(scope, level) from the innermost level outwards until it gives true.
template <typename Visit>
void ForEachLevel(const Scope* scope, Visit visit) {
  bool hidden = false;
  for (int level = 0; scope != nullptr; ++level, scope = scope->outer) {
    if (!hidden && visit(*scope, level)) return;
    hidden = scope->outer_items_hidden;
  }
}

std::optional<Value> SystemColumnOf(const Analysis& analysis, const FoundItem& found, absl::string_view name, int location) {
  if (found.item->relation.kind != schema::Kind::kTable || found.item->relation.empty()) return std::nullopt;
  for (const SystemColumn& column : kSystemColumns) {
    if (column.name != name) continue;
    return analysis.Make(Op::kColumn, analysis.builtins.FindType(column.type), absl::StrCat(found.level, ".", found.item->number, ".", name), {}, location);
  }
  return std::nullopt;
}

// "level.item" names an item, and is all that a table's column needs; others have their place in the item behind it.
Value MakeReference(const Analysis& analysis, const FoundItem& found, const ScopeColumn& column, int location) {
  const ScopeItem& item = *found.item;
  bool of_table = !item.relation.empty();
  std::string text = of_table ? absl::StrCat(found.level, ".", item.number) : absl::StrCat(found.level, ".", item.number, ".", &column - item.columns.data() + 1);
  Value reference = analysis.Make(Op::kColumn, column.type, std::move(text), {}, location);
  reference.typmod = column.typmod;
  if (of_table) reference.node->object = item.relation.Child(schema::Kind::kColumn, column.name);
  return reference;
}

// What a column of the relation is called now that was called so when the expression was read; empty when it has the name still.
std::string NameNow(const Analysis& analysis, const schema::ObjectKey& relation, absl::string_view name) {
  absl::string_view now = name;
  for (const ColumnRename& rename : analysis.context.renames) {
    if (rename.before == now && rename.table == relation) now = rename.after;
  }
  return now == name ? std::string() : std::string(now);
}

// The other way round.
std::string NameThen(const Analysis& analysis, const ScopeItem& item, const ScopeColumn& column) {
  absl::string_view then = column.name;
  for (size_t i = analysis.context.renames.size(); i-- > 0;) {
    const ColumnRename& rename = analysis.context.renames[i];
    bool of_table = item.relation == rename.table || (column.node != nullptr && column.node->object == rename.table.Child(schema::Kind::kColumn, column.name));
    if (rename.after == then && of_table) then = rename.before;
  }
  return std::string(then);
}

std::optional<Value> RenamedColumnOfItem(const Analysis& analysis, const FoundItem& found, absl::string_view name, int location) {
  if (analysis.context.renames.empty() || found.item->relation.empty()) return std::nullopt;
  std::string now = NameNow(analysis, found.item->relation, name);
  for (const ScopeColumn& column : found.item->columns) {
    if (now.empty() || column.name != now) continue;
    analysis.NoteRenamed(location, now);
    return ColumnReference(analysis, found, column, location);
  }
  return std::nullopt;
}

}  // namespace

Value ColumnReference(const Analysis& analysis, const FoundItem& found, const ScopeColumn& column, int location) {
  return column.node == nullptr ? MakeReference(analysis, found, column, location) : ColumnReference(analysis, column, found.level, location);
}

void FillReferences(const Analysis& analysis, ScopeItem& item) {
  for (ScopeColumn& column : item.columns) {
    if (column.node == nullptr) column.node = std::move(MakeReference(analysis, {&item, 0}, column, -1).node);
  }
}

Value ColumnReference(const Analysis&, const ScopeColumn& column, int level, int location) {
  schema::NodePtr node = column.node;
  if (level > 0) {
    node = schema::Rewrite(node, [&](schema::Node& part) {
      if (part.op != Op::kColumn || !part.children.empty()) return false;  // a column of NEW or OLD stands for itself
      part.text = absl::StrCat(level, part.text.substr(1));  // "0.…" from its own level
      return true;
    });
  }
  return {std::make_shared<schema::Node>(*node), column.type, column.typmod, location};
}

absl::StatusOr<std::optional<Value>> FindColumnInScope(const Analysis& analysis, absl::string_view name, int location) {
  std::optional<Value> result;
  absl::Status error;
  ForEachLevel(analysis.scope, [&](const Scope& scope, int level) {
    const ScopeColumn* found = nullptr;
    const ScopeItem* of = nullptr;
    for (const ScopeItem& item : VisibleItems(scope)) {
      if (!item.columns_visible) continue;
      for (const ScopeColumn& column : item.columns) {
        if (column.name != name) continue;
        if (found != nullptr) error = schema::ErrorAt(analysis.Span(location, name.size()), "E0107", "column reference \"", name, "\" is ambiguous");
        found = &column;
        of = &item;
      }
    }
    if (found == nullptr) return false;
    result = ColumnReference(analysis, {of, level}, *found, location);
    return true;
  });
  if (!error.ok()) return error;
  if (result.has_value()) return result;
  if (!analysis.context.renames.empty()) {
    ForEachLevel(analysis.scope, [&](const Scope& scope, int level) {
      for (const ScopeItem& item : scope.items) {
        if (!result.has_value() && item.number > 0) result = RenamedColumnOfItem(analysis, {&item, level}, name, location);
      }
      return result.has_value();
    });
    if (result.has_value()) return result;
  }
  // System columns give way to every ordinary one.
  ForEachLevel(analysis.scope, [&](const Scope& scope, int level) {
    for (const ScopeItem& item : VisibleItems(scope)) {
      if (!result.has_value() && item.columns_visible && item.system_columns_visible) result = SystemColumnOf(analysis, {&item, level}, name, location);
    }
    return result.has_value();
  });
  return result;
}

FoundItem FindItem(const Analysis& analysis, absl::string_view schema, absl::string_view name) {
  FoundItem found;
  ForEachLevel(analysis.scope, [&](const Scope& scope, int level) {
    for (const ScopeItem& item : VisibleItems(scope)) {
      if (!item.relation_visible || item.alias != name || (!schema.empty() && item.schema != schema)) continue;
      found = {&item, level};
      return true;
    }
    return false;
  });
  return found;
}

std::optional<Value> ColumnOfItem(const Analysis& analysis, const FoundItem& found, absl::string_view name, int location) {
  for (const ScopeColumn& column : found.item->columns) {
    if (column.name == name) return ColumnReference(analysis, found, column, location);
  }
  if (std::optional<Value> renamed = RenamedColumnOfItem(analysis, found, name, location); renamed.has_value()) return renamed;
  return SystemColumnOf(analysis, found, name, location);
}

Value WholeItem(const Analysis& analysis, const FoundItem& found, int location) {
  const ScopeItem& item = *found.item;
  // A function that gives one plain value stands for that value.
  if (item.row_type != kNoType && item.columns.size() == 1 && item.row_type == item.columns[0].type) return ColumnReference(analysis, found, item.columns[0], location);
  TypeId type = item.row_type == kNoType ? analysis.known.record : item.row_type;
  Value value = analysis.Make(Op::kColumn, type, absl::StrCat(found.level, ".", item.number, ".*"), {}, location);
  value.node->object = item.relation;
  if (item.relation.empty()) {
    // What a record's fields are called shows in row_to_json and the like.
    for (const ScopeColumn& column : item.columns) absl::StrAppend(&value.node->text, " ", column.name);
  }
  return value;
}

namespace {

// The alias under which the column of an item, or of a join without one, can be named; empty where it cannot be told.
std::string AliasOf(const Scope& scope, const ScopeItem& item, const ScopeColumn& column) {
  if (item.number > 0 || !item.alias.empty()) return item.alias;
  if (column.node == nullptr || column.node->op != Op::kColumn) return "";
  for (const ScopeItem& joined : scope.items) {
    std::string number = absl::StrCat("0.", joined.number);
    bool its_own = joined.number > 0 && (column.node->text == number || absl::StartsWith(column.node->text, absl::StrCat(number, ".")));
    if (its_own) return joined.alias;
  }
  return "";
}

// "*" means the columns that are there when it is read: printed, it has to mean those that were meant.
void NoteStar(const Analysis& analysis, const ColumnRef& raw) {
  if (!analysis.notes_stars() || list_length(raw.fields) > 2) return;
  ExpandedStar star{raw.location, {}};
  auto add = [&](const Scope& scope, const ScopeItem& item) {
    for (const ScopeColumn& column : item.columns) {
      std::string alias = AliasOf(scope, item, column);
      if (alias.empty()) return false;
      std::string then = analysis.context.renames.empty() ? column.name : NameThen(analysis, item, column);
      star.columns.push_back({std::move(alias), column.name, then == column.name ? std::string() : std::move(then)});
    }
    return true;
  };
  if (list_length(raw.fields) == 1) {
    for (const ScopeItem& item : analysis.scope->items) {
      if (item.columns_visible && !add(*analysis.scope, item)) return;
    }
  } else {
    FoundItem found = FindItem(analysis, "", strVal(linitial(raw.fields)));
    if (found.item == nullptr || found.level != 0 || !add(*analysis.scope, *found.item)) return;
  }
  if (!star.columns.empty()) analysis.NoteStar(std::move(star));
}

}  // namespace

absl::StatusOr<std::vector<ScopeColumn>> ExpandStar(const Analysis& analysis, const ColumnRef& raw) {
  std::vector<ScopeColumn> columns;
  int count = list_length(raw.fields);
  auto add = [&](const ScopeItem& item, int level) {
    for (const ScopeColumn& column : item.columns) {
      Value reference = ColumnReference(analysis, {&item, level}, column, raw.location);
      columns.push_back({analysis.context.renames.empty() ? column.name : NameThen(analysis, item, column), column.type, column.typmod, std::move(reference.node)});
    }
  };
  if (count == 1) {
    if (analysis.scope == nullptr || analysis.scope->items.empty()) return analysis.Error(raw.location, "E0107", "SELECT * with no tables specified is not valid");
    for (const ScopeItem& item : analysis.scope->items) {
      if (item.columns_visible) add(item, 0);
    }
    NoteStar(analysis, raw);
    return columns;
  }
  absl::string_view name = strVal(list_nth(raw.fields, count - 2));
  absl::string_view schema = count > 2 ? strVal(list_nth(raw.fields, count - 3)) : "";
  FoundItem found = FindItem(analysis, schema, name);
  if (found.item == nullptr) return Analysis::Unresolved("\"", name, ".*\"");
  add(*found.item, found.level);
  NoteStar(analysis, raw);
  return columns;
}

FoundTable FindCommonTable(const Scope* scope, absl::string_view name) {
  for (int level = 0; scope != nullptr; ++level, scope = scope->outer) {
    for (size_t i = 0; i < scope->tables.size(); ++i) {
      if (scope->tables[i].name == name) return {&scope->tables[i], level, static_cast<int>(i)};
    }
  }
  return {};
}

}  // namespace compiler::analyze
