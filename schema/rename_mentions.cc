#include "schema/rename_mentions.h"

#include <algorithm>

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

// Replaces the identifier `before` by `after` where it stands as a token: not in a literal, not a function's name, not the name of something else's
// field. The texts are the server's or the compiler's own, where columns stand by their bare names.
bool ReplaceIdentifier(std::string& sql, absl::string_view before, absl::string_view after) {
  std::string quoted = QuoteIdentifier(before), result;
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
    bool qualified = i > 0 && (sql[i - 1] == '.' || sql[i - 1] == ':');
    bool called = end < sql.size() && sql[end] == '(';
    if (identifier && !qualified && !called && sql.compare(i, end - i, quoted) == 0) {
      result += QuoteIdentifier(after);
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
    if (own_table_ || in_tree) changed_ = ReplaceIdentifier(expr.sql, before_.name(), after_.name()) || changed_;
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
    if constexpr (std::is_same_v<T, ObjectKey> || std::is_same_v<T, TypeRef> || std::is_same_v<T, Expr>) {
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
  const ObjectKey& before_;
  const ObjectKey& after_;
  bool own_table_ = false;
  bool changed_ = false;
};

void EditParts(std::vector<IndexPart>& parts, Renamer& renamer) {
  for (IndexPart& part : parts) {
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
  EditParts(index.parts, renamer);
  renamer.EditColumns(index.include);
}
void EditNames(Exclusion& exclusion, const ObjectKey&, Renamer& renamer) {
  EditParts(exclusion.parts, renamer);
  renamer.EditColumns(exclusion.include);
}
void EditNames(ForeignServer& server, const ObjectKey&, Renamer& renamer) { renamer.EditTopLevel(Kind::kForeignDataWrapper, server.wrapper); }
void EditNames(UserMapping& mapping, const ObjectKey&, Renamer& renamer) { renamer.EditTopLevel(Kind::kForeignServer, mapping.server); }
void EditNames(Table& table, const ObjectKey& self, Renamer& renamer) {
  if (table.foreign_table.has_value()) renamer.EditTopLevel(Kind::kForeignServer, table.foreign_table->server);
  if (table.partition_by.has_value()) renamer.EditOwnColumns(table.partition_by->parts, self);
  renamer.EditIndexName(table.replica_identity_index, self);
  renamer.EditIndexName(table.cluster_index, self);
}

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
