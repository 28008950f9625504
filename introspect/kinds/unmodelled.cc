#include <utility>

#include "absl/strings/str_cat.h"
#include "introspect/kinds.h"

namespace introspect {
namespace {

// Where the object hangs: below a table, in a schema, or in the database. nullopt for what belongs to a relation that is itself unmodelled.
std::optional<schema::ObjectKey> KeyOf(const Row& row, Reading& reading) {
  std::string name = absl::StrCat(row.Text("what"), " ", row.Text("name"));
  if (Oid relation = row.OidOf("relation"); relation != 0) {
    const NamedRelation* table = reading.oids.FindModelled(relation);
    if (table == nullptr) return std::nullopt;
    return table->key.Child(schema::Kind::kUnmodelled, name);
  }
  if (row.IsNull("schema")) return schema::MakeKey(schema::Kind::kUnmodelled, {name});
  return schema::MakeKey(schema::Kind::kUnmodelled, {row.Text("schema"), name});
}

}  // namespace

absl::Status ReadUnmodelled(const Row& row, Reading& reading) {
  std::optional<schema::ObjectKey> key = KeyOf(row, reading);
  if (!key.has_value()) return absl::OkStatus();
  schema::Object object = MakeObject<schema::Unmodelled>(*std::move(key), row);
  object.As<schema::Unmodelled>().what = row.String("what");
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
