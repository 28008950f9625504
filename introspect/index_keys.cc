// The keys of an index: which column or expression, and of operator class, collation and order what the index would not have anyway
// (pg_get_indexdef_worker, ruleutils.c).
#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "introspect/reading.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

// pg_index.indoption, per key (access/itup.h, INDOPTION_*).
constexpr int64_t kDescending = 1;
constexpr int64_t kNullsFirst = 2;

// One key while it is read.
struct Key {
  Oid opclass = 0;
  Oid type = 0;  // of an expression: of the index's column, which may be another
  bool is_expression = false;
};

// Absent when it is what the index takes anyway.
absl::StatusOr<std::optional<schema::QualifiedName>> ReadOpclass(const Key& key, Oid method, const Reading& reading) {
  auto opclass = reading.oids.opclasses.find(key.opclass);
  if (opclass == reading.oids.opclasses.end()) return absl::AbortedError(absl::StrCat("no operator class has the OID ", key.opclass));
  if (key.is_expression && opclass->second.stores_other_type) {
    if (opclass->second.is_default) return std::nullopt;
    return opclass->second.name;
  }
  auto best = reading.oids.default_opclasses.find({key.type, method});
  if (best != reading.oids.default_opclasses.end() && best->second == key.opclass) return std::nullopt;
  return opclass->second.name;
}

// Options of operator classes come as "2 siglen=32": the number of the key and the option.
std::vector<std::string> OptionsOfKey(const std::vector<std::string>& options, size_t key) {
  std::vector<std::string> result;
  std::string prefix = absl::StrCat(key, " ");
  for (const std::string& option : options) {
    if (option.compare(0, prefix.size(), prefix) == 0) result.push_back(option.substr(prefix.size()));
  }
  return result;
}

}  // namespace

absl::StatusOr<IndexKeys> ReadIndexKeys(const Row& row, const Reading& reading) {
  const NamedRelation& table = reading.oids.relations.at(row.OidOf("relation"));
  const size_t key_count = row.Integer("key_count");
  const Oid method = row.OidOf("method_oid");
  const std::vector<int64_t> keys = row.Integers("keys");
  const std::vector<int64_t> opclasses = row.Integers("opclasses");
  const std::vector<int64_t> collations = row.Integers("collations");
  const std::vector<int64_t> key_options = row.Integers("key_options");
  // One element per expression among the keys, in their order.
  const std::vector<std::string> expressions = row.Strings("expressions");
  const std::vector<int64_t> expression_types = row.Integers("expression_types");
  const std::vector<std::string> collated = row.Strings("expressions_collated");
  const std::vector<std::string> opclass_options = row.Strings("opclass_options");
  if (keys.size() < key_count || opclasses.size() < key_count ||
      static_cast<size_t>(std::count(keys.begin(), keys.begin() + key_count, 0)) != expressions.size()) {
    return absl::AbortedError("an index was dropped while it was read");
  }

  IndexKeys result;
  size_t expression = 0;
  for (size_t i = 0; i < key_count; ++i) {
    schema::IndexPart part;
    Key key{.opclass = static_cast<Oid>(opclasses[i]), .is_expression = keys[i] == 0};
    bool own_collation = false;
    if (key.is_expression) {
      if (expressions[expression].empty()) return absl::AbortedError("an index was dropped while it was read");
      part.expression = schema::MakeExpr(expressions[expression], nullptr);
      key.type = static_cast<Oid>(expression_types[expression]);
      own_collation = collated[expression] == "t";
      ++expression;
    } else {
      const NamedColumn& column = table.columns.at(keys[i] - 1);
      part.column = column.name;
      key.type = column.type;
      own_collation = collations[i] != 0 && collations[i] != column.collation;
    }
    ASSIGN_OR_RETURN(part.opclass, ReadOpclass(key, method, reading));
    part.opclass_options = ReadOptions(OptionsOfKey(opclass_options, i + 1));
    if (own_collation) {
      ASSIGN_OR_RETURN(part.collation, reading.oids.Collation(collations[i]));
    }
    part.descending = (key_options[i] & kDescending) != 0;
    part.nulls_first = (key_options[i] & kNullsFirst) != 0;
    result.parts.push_back(std::move(part));
  }
  ASSIGN_OR_RETURN(result.include, reading.oids.ColumnNames(row.OidOf("relation"), {keys.begin() + key_count, keys.end()}));
  return result;
}

}  // namespace introspect
