// Partition keys and bounds, and who inherits from whom: read after tables and columns, into the tables.
#include "introspect/inheritance.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

using schema::PartitionStrategy;
using schema::Table;

// The elements of "a, f(b, c), 'd, e'": cut at commas outside of parentheses and quotes.
std::vector<std::string> SplitList(absl::string_view text) {
  std::vector<std::string> elements;
  std::string element;
  int depth = 0;
  char quote = 0;
  for (char c : text) {
    if (quote != 0) {
      if (c == quote) quote = 0;  // a doubled one opens again at once
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      --depth;
    }
    if (c == ',' && depth == 0 && quote == 0) {
      elements.push_back(std::exchange(element, ""));
    } else if (!(element.empty() && c == ' ')) {
      element += c;
    }
  }
  if (!element.empty()) elements.push_back(std::move(element));
  return elements;
}

// The text between the parentheses behind `word`, which is taken off `rest`.
std::vector<std::string> TakeList(absl::string_view word, absl::string_view& rest) {
  if (!absl::ConsumePrefix(&rest, word)) return {};
  int depth = 0;
  char quote = 0;
  for (size_t i = 0; i < rest.size(); ++i) {
    char c = rest[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      std::vector<std::string> elements = SplitList(rest.substr(1, i - 1));
      rest = rest.substr(i + 1);
      return elements;
    }
  }
  return {};
}

std::vector<schema::BoundValue> RangeOf(const std::vector<std::string>& values) {
  std::vector<schema::BoundValue> bound;
  for (const std::string& value : values) {
    schema::BoundValue& added = bound.emplace_back();
    if (value == "MAXVALUE") added.is_max = true;
    else if (value != "MINVALUE") added.value = schema::MakeExpr(value, nullptr);
  }
  return bound;
}

// "FOR VALUES FROM (…) TO (…)", "FOR VALUES IN (…)", "FOR VALUES WITH (modulus 4, remainder 1)", "DEFAULT" (get_rule_expr, ruleutils.c).
absl::Status ReadBound(absl::string_view text, schema::PartitionOf& of) {
  if (text == "DEFAULT") {
    of.is_default = true;
    return absl::OkStatus();
  }
  if (!absl::ConsumePrefix(&text, "FOR VALUES ")) return absl::AbortedError("a partition was detached while it was read");
  if (absl::StartsWith(text, "IN ")) {
    for (const std::string& value : TakeList("IN ", text)) of.in.push_back(schema::MakeExpr(value, nullptr));
  } else if (absl::StartsWith(text, "WITH ")) {
    for (absl::string_view parameter : TakeList("WITH ", text)) {
      int& number = absl::ConsumePrefix(&parameter, "modulus ") ? of.modulus : of.remainder;
      absl::ConsumePrefix(&parameter, "remainder ");
      if (!absl::SimpleAtoi(parameter, &number)) return absl::InternalError(absl::StrCat("a partition bound that is not understood: ", text));
    }
  } else {
    of.from = RangeOf(TakeList("FROM ", text));
    absl::ConsumePrefix(&text, " ");
    of.to = RangeOf(TakeList("TO ", text));
  }
  return absl::OkStatus();
}

schema::Object* TableOf(const Row& row, Reading& reading) {
  const NamedRelation* relation = reading.oids.FindModelled(row.OidOf("relation"));
  return relation == nullptr || relation->key.kind != schema::Kind::kTable ? nullptr : reading.builder.Find(relation->key);
}

}  // namespace

absl::Status ReadInheritance(const Row& row, Reading& reading) {
  schema::Object* object = TableOf(row, reading);
  auto parent = reading.oids.relations.find(row.OidOf("parent"));
  if (object == nullptr || parent == reading.oids.relations.end()) return absl::OkStatus();
  auto& table = object->As<Table>();
  if (!row.Bool("is_partition")) {
    table.inherits.push_back(parent->second.key);
    return absl::OkStatus();
  }
  if (row.IsNull("bound")) return absl::AbortedError("a partition was detached while it was read");
  schema::PartitionOf of;
  of.parent = parent->second.key;
  RETURN_IF_ERROR(ReadBound(row.Text("bound"), of));
  table.partition_of = std::move(of);
  return absl::OkStatus();
}

absl::Status ReadAttachedIndex(const Row& row, Reading& reading) {
  if (schema::Object* table = TableOf(row, reading); table != nullptr) table->As<Table>().attached_indexes.push_back({row.String("parent"), row.String("name")});
  return absl::OkStatus();
}

absl::Status ReadPartitionKey(const Row& row, Reading& reading) {
  schema::Object* object = TableOf(row, reading);
  if (object == nullptr) return absl::OkStatus();
  schema::PartitionKey key;
  char strategy = row.Letter("strategy");
  key.strategy = strategy == 'l' ? PartitionStrategy::kList : strategy == 'h' ? PartitionStrategy::kHash : PartitionStrategy::kRange;
  const NamedRelation& relation = reading.oids.relations.at(row.OidOf("relation"));
  const std::vector<int64_t> keys = row.Integers("keys"), opclasses = row.Integers("opclasses"), collations = row.Integers("collations"), types = row.Integers("types");
  const std::vector<std::string> expressions = row.IsNull("expressions") ? std::vector<std::string>() : SplitList(row.Text("expressions"));
  const Oid method = row.OidOf("method");
  size_t expression = 0;
  for (size_t i = 0; i < keys.size(); ++i) {
    schema::IndexPart part;
    Oid type = static_cast<Oid>(types.at(i));
    bool own_collation = false;
    if (keys[i] == 0) {
      if (expression >= expressions.size()) return absl::AbortedError("a partitioned table was dropped while it was read");
      const std::string& text = expressions[expression++];
      part.expression = schema::MakeExpr(text, nullptr);
      own_collation = absl::StrContains(row.Text("definition"), absl::StrCat(text, " COLLATE ")) || absl::StrContains(row.Text("definition"), absl::StrCat("(", text, ") COLLATE "));
    } else {
      const NamedColumn& column = relation.columns.at(keys[i] - 1);
      part.column = column.name;
      type = column.type;
      own_collation = collations.at(i) != 0 && collations[i] != column.collation;
    }
    auto opclass = reading.oids.opclasses.find(static_cast<Oid>(opclasses.at(i)));
    if (opclass == reading.oids.opclasses.end()) return absl::AbortedError(absl::StrCat("no operator class has the OID ", opclasses[i]));
    auto best = reading.oids.default_opclasses.find({type, method});
    bool by_default = best != reading.oids.default_opclasses.end() ? best->second == opclass->first : opclass->second.is_default;
    if (!by_default) part.opclass = opclass->second.name;
    if (own_collation) {
      ASSIGN_OR_RETURN(part.collation, reading.oids.Collation(static_cast<Oid>(collations[i])));
    }
    key.parts.push_back(std::move(part));
  }
  object->As<Table>().partition_by = std::move(key);
  return absl::OkStatus();
}

}  // namespace introspect
