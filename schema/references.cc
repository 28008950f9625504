#include <algorithm>

#include "absl/strings/str_cat.h"
#include "schema/object.h"
#include "schema/visit_body.h"

namespace schema {
namespace {

// Collects the keys that values mention; `parent` is the table whose columns plain column names mean.
class Collector {
 public:
  explicit Collector(const Object& object) : self_(object.key) {
    const KindInfo& info = Info(object.key.kind);
    if (!info.top_level) parent_ = object.key.Parent(object.key.kind == Kind::kDomainConstraint ? Kind::kDomain : Kind::kTable);
  }

  void Add(const ObjectKey& key) {
    if (!key.empty()) keys_.push_back(key);
  }
  void Add(const TypeRef& type) {
    if (type.empty() || type.IsBuiltin()) return;
    for (Kind kind : {Kind::kEnum, Kind::kDomain, Kind::kCompositeType, Kind::kRangeType, Kind::kBaseType, Kind::kTable, Kind::kView, Kind::kMaterializedView}) keys_.push_back(MakeKey(kind, {type.schema, type.name}));
  }
  void Add(const CollationName& collation) {
    if (collation.schema != "pg_catalog") keys_.push_back(MakeKey(Kind::kCollation, {collation.schema, collation.name}));
  }
  void AddNamed(Kind kind, const QualifiedName& name) {
    if (name.schema != "pg_catalog") keys_.push_back(MakeKey(kind, {name.schema, name.name}));
  }
  // An operator class or family, whose key says its access method too.
  void AddOfMethod(Kind kind, const QualifiedName& name, absl::string_view method) {
    if (name.schema != "pg_catalog") keys_.push_back(MakeKey(kind, {name.schema, absl::StrCat(name.name, " using ", method)}));
  }
  void Add(const Expr& expr) {
    if (expr.tree == nullptr) return;
    Walk(*expr.tree, [&](const Node& node) {
      Add(node.object);
      Add(node.type);
    });
  }
  void AddColumnOf(absl::string_view name) { keys_.push_back(self_.Child(Kind::kColumn, name)); }
  void AddColumn(absl::string_view name) { keys_.push_back(parent_.Child(Kind::kColumn, name)); }
  void AddColumns(const std::vector<std::string>& names) {
    for (const std::string& name : names) AddColumn(name);
  }
  void AddParts(const std::vector<IndexPart>& parts, absl::string_view method) {
    for (const IndexPart& part : parts) {
      if (part.column.has_value()) AddColumn(*part.column);
      if (part.opclass.has_value()) AddOfMethod(Kind::kOperatorClass, *part.opclass, method);
    }
  }

  // What the field lists know by themselves: keys, types and expressions, at any depth.
  template <typename T>
  void AddFields(const T& value) {
    if constexpr (std::is_same_v<T, ObjectKey> || std::is_same_v<T, TypeRef> || std::is_same_v<T, Expr> || std::is_same_v<T, CollationName>) {
      Add(value);
    } else if constexpr (requires { value.has_value(); }) {
      if (value.has_value()) AddFields(*value);
    } else if constexpr (HasFields<T>) {
      ForEachField<T>([&](const auto& field) { AddFields(value.*field.member); });
    } else if constexpr (requires { value.begin(); } && !std::is_same_v<T, std::string>) {
      for (const auto& element : value) AddFields(element);
    }
  }

  std::vector<ObjectKey> Take(const ObjectKey& self) {
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    keys_.erase(std::remove(keys_.begin(), keys_.end(), self), keys_.end());
    return std::move(keys_);
  }

 private:
  ObjectKey self_;
  ObjectKey parent_;
  std::vector<ObjectKey> keys_;
};

// What plain column names in a body mean, by kind. Most kinds have none.
template <typename T>
void AddColumnNames(const T&, Collector&) {}
void AddColumnNames(const KeyConstraint& key, Collector& out) {
  out.AddColumns(key.columns);
  out.AddColumns(key.include);
}
void AddColumnNames(const ForeignKey& key, Collector& out) {
  out.AddColumns(key.columns);
  for (const std::string& column : key.referenced_columns) out.Add(key.referenced_table.Child(Kind::kColumn, column));
}
void AddColumnNames(const ForeignServer& server, Collector& out) {
  out.Add(MakeKey(Kind::kForeignDataWrapper, {server.wrapper}));
  out.Add(MakeKey(Kind::kExtension, {server.wrapper}));  // which brings the wrapper of its name
}
void AddColumnNames(const UserMapping& mapping, Collector& out) { out.Add(MakeKey(Kind::kForeignServer, {mapping.server})); }
void AddColumnNames(const Table& table, Collector& out) {
  if (table.foreign_table.has_value()) out.Add(MakeKey(Kind::kForeignServer, {table.foreign_table->server}));
  if (!table.partition_by.has_value()) return;
  for (const IndexPart& part : table.partition_by->parts) {
    if (part.column.has_value()) out.AddColumnOf(*part.column);
  }
}
void AddColumnNames(const Index& index, Collector& out) {
  out.AddParts(index.parts, index.method);
  out.AddColumns(index.include);
}
void AddColumnNames(const Exclusion& exclusion, Collector& out) {
  out.AddParts(exclusion.parts, exclusion.method);
  out.AddColumns(exclusion.include);
}
void AddColumnNames(const Trigger& trigger, Collector& out) { out.AddColumns(trigger.update_columns); }

void AddColumnNames(const Statistics& statistics, Collector& out) {
  for (const std::string& column : statistics.columns) out.Add(statistics.table.Child(Kind::kColumn, column));
}
void AddColumnNames(const Publication& publication, Collector& out) {
  for (const PublishedTable& table : publication.tables) {
    for (const std::string& column : table.columns) out.Add(table.table.Child(Kind::kColumn, column));
  }
  for (const std::string& schema : publication.schemas) out.Add(MakeKey(Kind::kSchema, {schema}));
}
void AddColumnNames(const DefaultPrivileges& privileges, Collector& out) {
  if (!privileges.schema.empty()) out.Add(MakeKey(Kind::kSchema, {privileges.schema}));
}
void AddColumnNames(const RangeType& range, Collector& out) {
  if (range.opclass.has_value()) out.AddOfMethod(Kind::kOperatorClass, *range.opclass, "btree");
}
void AddColumnNames(const OperatorClass& opclass, Collector& out) {
  if (opclass.family.has_value()) out.AddOfMethod(Kind::kOperatorFamily, *opclass.family, opclass.method);
  out.Add(MakeKey(Kind::kAccessMethod, {opclass.method}));
}
void AddColumnNames(const OperatorFamily& family, Collector& out) { out.Add(MakeKey(Kind::kAccessMethod, {family.method})); }
void AddColumnNames(const TextSearchConfiguration& configuration, Collector& out) {
  out.AddNamed(Kind::kTextSearchParser, configuration.parser);
  for (const TextSearchMapping& mapping : configuration.mappings) {
    for (const QualifiedName& dictionary : mapping.dictionaries) out.AddNamed(Kind::kTextSearchDictionary, dictionary);
  }
}
void AddColumnNames(const TextSearchDictionary& dictionary, Collector& out) { out.AddNamed(Kind::kTextSearchTemplate, dictionary.search_template); }
void AddColumnNames(const Transform& transform, Collector& out) { out.Add(MakeKey(Kind::kLanguage, {transform.language})); }

}  // namespace

std::vector<ObjectKey> References(const Object& object) {
  Collector collector(object);
  VisitBody(object, [&](const auto& body) {
    collector.AddFields(body);
    AddColumnNames(body, collector);
  });
  return collector.Take(object.key);
}

}  // namespace schema
