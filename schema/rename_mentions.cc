#include "schema/rename_mentions.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "schema/routine_key.h"
#include "schema/visit_body.h"

namespace schema {
namespace {

bool IsIdentifierByte(char c) { return c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

// The end of the quoted text that starts at `i`: a string literal or a quoted identifier.
size_t EndOfQuoted(const std::string& sql, size_t i) {
  char quote = sql[i];
  for (++i; i < sql.size(); ++i) {
    if (sql[i] != quote) continue;
    if (i + 1 < sql.size() && sql[i + 1] == quote) ++i;
    else return i + 1;
  }
  return sql.size();
}

bool IsRelation(Kind kind) { return kind == Kind::kTable || kind == Kind::kView || kind == Kind::kMaterializedView; }

// Whether the name that begins at `begin` is an item of FROM.
bool StandsInFrom(absl::string_view sql, size_t begin) {
  absl::string_view before = sql.substr(0, begin);
  while (!before.empty() && (before.back() == '(' || absl::ascii_isspace(static_cast<unsigned char>(before.back())))) before.remove_suffix(1);  // a join in parentheses
  for (absl::string_view word : {"FROM", "JOIN", "ONLY", ","}) {
    if (absl::EndsWithIgnoreCase(before, word)) return true;
  }
  return false;
}

// Whether what follows the name of an item of FROM is an alias of it.
bool HasAlias(absl::string_view sql, size_t end) {
  absl::string_view rest = absl::StripLeadingAsciiWhitespace(sql.substr(end));
  if (absl::StartsWith(rest, "\"")) return true;
  if (absl::StartsWith(rest, ".")) return true;  // a column by its full name, and no item
  size_t length = 0;
  while (length < rest.size() && IsIdentifierByte(rest[length])) ++length;
  if (length == 0) return false;
  constexpr absl::string_view kNext[] = {"WHERE", "JOIN",  "LEFT",   "RIGHT",     "INNER", "FULL",   "CROSS", "NATURAL", "ON",   "USING",  "GROUP",      "HAVING",
                                         "ORDER", "LIMIT", "OFFSET", "FETCH",     "FOR",   "WINDOW", "UNION", "EXCEPT",  "SET",  "INTERSECT", "TABLESAMPLE", "RETURNING"};
  return std::none_of(std::begin(kNext), std::end(kNext), [&](absl::string_view word) { return absl::EqualsIgnoreCase(rest.substr(0, length), word); });
}

// Replaces the identifier `before` by `after` where it stands as a token, not in a literal. The texts are the server's or the compiler's own, where columns stand
// by their bare names, not as a field of something else, and types and relations behind their schema. A relation of FROM without an alias gets its old name as one:
// its columns may be named by it, and the server does the same (get_from_clause_item, ruleutils.c).
bool ReplaceIdentifier(std::string& sql, const ObjectKey& key, absl::string_view before, absl::string_view after) {
  std::string quoted = QuoteIdentifier(before), result;
  std::string schema = key.kind == Kind::kColumn ? std::string() : absl::StrCat(QuoteIdentifier(key.schema_name()), ".");
  bool changed = false;
  for (size_t i = 0; i < sql.size();) {
    size_t end = i + 1;
    bool identifier = false;
    if (sql[i] == '\'') {
      end = EndOfQuoted(sql, i);
    } else if (sql[i] == '"') {
      end = EndOfQuoted(sql, i);
      identifier = true;
    } else if (IsIdentifierByte(sql[i])) {
      while (end < sql.size() && IsIdentifierByte(sql[end])) ++end;
      identifier = true;
    }
    bool after_dot = i > 0 && sql[i - 1] == '.', after_cast = i > 0 && sql[i - 1] == ':';
    bool called = end < sql.size() && sql[end] == '(';
    bool in_schema = i >= schema.size() && sql.compare(i - schema.size(), schema.size(), schema) == 0;
    bool fits = IsRoutine(key.kind)           ? called
                : key.kind == Kind::kColumn ? !after_dot && !after_cast && !called
                                              : !called && (in_schema || (!after_dot && after_cast));
    if (identifier && fits && sql.compare(i, end - i, quoted) == 0) {
      result += QuoteIdentifier(after);
      if (in_schema && IsRelation(key.kind) && StandsInFrom(sql, i - schema.size()) && !HasAlias(sql, end)) absl::StrAppend(&result, " ", quoted);
      changed = true;
    } else {
      result.append(sql, i, end - i);
    }
    i = end;
  }
  if (changed) sql = std::move(result);
  return changed;
}

class Renamer {
 public:
  Renamer(const ObjectKey& before, const ObjectKey& after, const ObjectKey& self) : before_(before), after_(after) {
    // Plain column names mean columns of the object's own table; a foreign key's referenced columns are dealt with by themselves.
    size_t last = self.path.rfind('\0');
    own_table_ = before.kind == Kind::kColumn && last != std::string::npos && before.path.compare(0, before.path.rfind('\0'), self.path, 0, last) == 0;
  }
  bool changed() const { return changed_; }
  bool own_table() const { return own_table_; }

  void Edit(ObjectKey& key) {
    const std::string& from = before_.path;
    bool same = key.path == from && (key.kind == before_.kind || Info(key.kind).name_space == Info(before_.kind).name_space);
    bool below = key.path.size() > from.size() && key.path.compare(0, from.size(), from) == 0 && key.path[from.size()] == '\0' && !Info(key.kind).top_level;
    if (!same && !below) return;
    key.path = after_.path + key.path.substr(from.size());
    changed_ = true;
  }
  void Edit(TypeRef& type) {
    if (before_.kind == Kind::kColumn || type.schema != before_.schema_name() || type.name != before_.name()) return;
    if (Info(before_.kind).name_space != NameSpace::kType && Info(before_.kind).name_space != NameSpace::kRelation) return;
    type.schema = std::string(after_.schema_name());
    type.name = std::string(after_.name());
    changed_ = true;
  }
  void Edit(CollationName& collation) {
    if (before_.kind != Kind::kCollation) return;
    EditName(collation.schema, collation.name, before_.name(), after_.name());
  }
  // A name without its kind: an operator class, a dictionary.
  void EditNamed(Kind kind, QualifiedName& name) {
    if (before_.kind == kind) EditName(name.schema, name.name, before_.name(), after_.name());
  }
  void EditOfMethod(Kind kind, QualifiedName& name, absl::string_view method) {
    std::string tail = absl::StrCat(" using ", method);
    absl::string_view old_name = before_.name(), new_name = after_.name();
    if (before_.kind == kind && absl::ConsumeSuffix(&old_name, tail) && absl::ConsumeSuffix(&new_name, tail)) EditName(name.schema, name.name, old_name, new_name);
  }
  void EditSchema(std::string& schema) {
    if (before_.kind != Kind::kSchema || schema != before_.name()) return;
    schema = std::string(after_.name());
    changed_ = true;
  }
  void Edit(Expr& expr) {
    bool in_tree = false;
    if (expr.tree != nullptr) {
      expr.tree = Rewrite(expr.tree, [&](Node& node) {
        bool was = std::exchange(changed_, false);
        bool names_it = node.op == Op::kColumn && own_table_ && node.text == before_.name();
        if (names_it) {
          node.text = std::string(after_.name());
          changed_ = true;
        }
        Edit(node.object);
        Edit(node.type);
        bool here = changed_;
        in_tree = in_tree || here;
        changed_ = was || here;
        return here;
      });
      if (in_tree) expr.fingerprint = Hash(*expr.tree);
    }
    if (in_tree && IsRoutine(before_.kind)) {
      changed_ = ReplaceIdentifier(expr.sql, before_, SplitRoutineName(before_.name()).name, SplitRoutineName(after_.name()).name) || changed_;
      return;
    }
    if (own_table_ || in_tree) changed_ = ReplaceIdentifier(expr.sql, before_, before_.name(), after_.name()) || changed_;
  }
  // The same for an expression over the columns of `table`.
  void EditOn(const ObjectKey& table, Expr& expr) {
    bool was = std::exchange(own_table_, before_.kind == Kind::kColumn && absl::string_view(before_.path).substr(0, before_.path.rfind('\0')) == table.path);
    Edit(expr);
    own_table_ = was;
  }
  void EditColumn(std::string& name) {
    if (!own_table_ || name != before_.name()) return;
    name = std::string(after_.name());
    changed_ = true;
  }
  void EditColumns(std::vector<std::string>& names) {
    for (std::string& name : names) EditColumn(name);
  }
  void EditReferenced(const ObjectKey& table, std::vector<std::string>& names) {
    if (before_.kind != Kind::kColumn || before_.path.compare(0, before_.path.rfind('\0'), table.path) != 0) return;
    for (std::string& name : names) {
      if (name != before_.name()) continue;
      name = std::string(after_.name());
      changed_ = true;
    }
  }
  // The name of something that stands in no schema.
  void EditTopLevel(Kind kind, std::string& name) {
    if (before_.kind != kind || name != before_.name()) return;
    name = std::string(after_.name());
    changed_ = true;
  }
  // Columns of the object that is itself the table.
  void EditOwnColumns(std::vector<IndexPart>& parts, const ObjectKey& self) {
    for (IndexPart& part : parts) {
      if (before_.kind != Kind::kColumn || !part.column.has_value() || !(self.Child(Kind::kColumn, *part.column) == before_)) continue;
      part.column = std::string(after_.name());
      changed_ = true;
    }
  }
  void EditIndexName(std::optional<std::string>& name, const ObjectKey& self) {
    bool named = name.has_value() && (before_.kind == Kind::kIndex || before_.kind == Kind::kKeyConstraint) && self.Child(before_.kind, *name) == before_;
    if (!named) return;
    name = std::string(after_.name());
    changed_ = true;
  }

  template <typename T>
  void EditFields(T& value) {
    if constexpr (std::is_same_v<T, ObjectKey> || std::is_same_v<T, TypeRef> || std::is_same_v<T, Expr> || std::is_same_v<T, CollationName>) {
      Edit(value);
    } else if constexpr (requires { value.has_value(); }) {
      if (value.has_value()) EditFields(*value);
    } else if constexpr (HasFields<T>) {
      ForEachField<T>([&](const auto& field) { EditFields(value.*field.member); });
    } else if constexpr (requires { value.begin(); } && !std::is_same_v<T, std::string>) {
      for (auto& element : value) EditFields(element);
    }
  }

 private:
  void EditName(std::string& schema, std::string& name, absl::string_view old_name, absl::string_view new_name) {
    if (schema != before_.schema_name() || name != old_name) return;
    schema = std::string(after_.schema_name());
    name = std::string(new_name);
    changed_ = true;
  }

  const ObjectKey& before_;
  const ObjectKey& after_;
  bool own_table_ = false;
  bool changed_ = false;
};

void EditParts(std::vector<IndexPart>& parts, absl::string_view method, Renamer& renamer) {
  for (IndexPart& part : parts) {
    if (part.opclass.has_value()) renamer.EditOfMethod(Kind::kOperatorClass, *part.opclass, method);
    if (part.column.has_value()) renamer.EditColumn(*part.column);
  }
}

// Plain names of columns and indexes in a body, by kind; as in references.cc.
template <typename T>
void EditNames(T&, const ObjectKey&, Renamer&) {}
void EditNames(KeyConstraint& key, const ObjectKey&, Renamer& renamer) {
  renamer.EditColumns(key.columns);
  renamer.EditColumns(key.include);
}
void EditNames(ForeignKey& key, const ObjectKey&, Renamer& renamer) {
  renamer.EditColumns(key.columns);
  renamer.EditColumns(key.on_delete_columns);
  renamer.EditReferenced(key.referenced_table, key.referenced_columns);
}
void EditNames(Index& index, const ObjectKey&, Renamer& renamer) {
  EditParts(index.parts, index.method, renamer);
  renamer.EditColumns(index.include);
}
void EditNames(Exclusion& exclusion, const ObjectKey&, Renamer& renamer) {
  EditParts(exclusion.parts, exclusion.method, renamer);
  renamer.EditColumns(exclusion.include);
}
void EditNames(Trigger& trigger, const ObjectKey&, Renamer& renamer) { renamer.EditColumns(trigger.update_columns); }
void EditNames(ForeignServer& server, const ObjectKey&, Renamer& renamer) { renamer.EditTopLevel(Kind::kForeignDataWrapper, server.wrapper); }
void EditNames(UserMapping& mapping, const ObjectKey&, Renamer& renamer) { renamer.EditTopLevel(Kind::kForeignServer, mapping.server); }
void EditNames(Table& table, const ObjectKey& self, Renamer& renamer) {
  if (table.foreign_table.has_value()) renamer.EditTopLevel(Kind::kForeignServer, table.foreign_table->server);
  if (table.partition_by.has_value()) renamer.EditOwnColumns(table.partition_by->parts, self);
  renamer.EditIndexName(table.replica_identity_index, self);
  renamer.EditIndexName(table.cluster_index, self);
}

void EditNames(Statistics& statistics, const ObjectKey&, Renamer& renamer) {
  renamer.EditReferenced(statistics.table, statistics.columns);
  for (Expr& expression : statistics.expressions) renamer.EditOn(statistics.table, expression);
  std::sort(statistics.columns.begin(), statistics.columns.end());
}
void EditNames(Publication& publication, const ObjectKey&, Renamer& renamer) {
  for (PublishedTable& table : publication.tables) {
    renamer.EditReferenced(table.table, table.columns);
    if (table.where.has_value()) renamer.EditOn(table.table, *table.where);
    std::sort(table.columns.begin(), table.columns.end());
  }
  for (std::string& schema : publication.schemas) renamer.EditSchema(schema);
}
void EditNames(DefaultPrivileges& privileges, const ObjectKey&, Renamer& renamer) { renamer.EditSchema(privileges.schema); }
void EditNames(RangeType& range, const ObjectKey&, Renamer& renamer) {
  if (range.opclass.has_value()) renamer.EditOfMethod(Kind::kOperatorClass, *range.opclass, "btree");
}
void EditNames(OperatorClass& opclass, const ObjectKey&, Renamer& renamer) {
  if (opclass.family.has_value()) renamer.EditOfMethod(Kind::kOperatorFamily, *opclass.family, opclass.method);
}
void EditNames(TextSearchConfiguration& configuration, const ObjectKey&, Renamer& renamer) {
  renamer.EditNamed(Kind::kTextSearchParser, configuration.parser);
  for (TextSearchMapping& mapping : configuration.mappings) {
    for (QualifiedName& dictionary : mapping.dictionaries) renamer.EditNamed(Kind::kTextSearchDictionary, dictionary);
  }
}
void EditNames(TextSearchDictionary& dictionary, const ObjectKey&, Renamer& renamer) { renamer.EditNamed(Kind::kTextSearchTemplate, dictionary.search_template); }

}  // namespace

bool RenameMentions(Object& object, const ObjectKey& before, const ObjectKey& after) {
  Renamer renamer(before, after, object.key);
  VisitBody(object, [&](auto& body) {
    EditNames(body, object.key, renamer);
    renamer.EditFields(body);
  });
  return renamer.changed();
}

}  // namespace schema
