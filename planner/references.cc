#include "planner/references.h"

#include <algorithm>

namespace planner {
namespace {

using schema::Kind;

// The columns that the object makes unique; empty when it makes none unique by themselves.
std::vector<std::string> UniqueColumns(const schema::Object& object) {
  std::vector<std::string> columns;
  if (object.key.kind == Kind::kKeyConstraint) columns = object.As<schema::KeyConstraint>().columns;
  if (object.key.kind == Kind::kIndex) {
    const auto& index = object.As<schema::Index>();
    if (!index.unique || index.predicate.has_value()) return {};
    for (const schema::IndexPart& part : index.parts) {
      if (!part.column.has_value()) return {};
      columns.push_back(*part.column);
    }
  }
  std::sort(columns.begin(), columns.end());
  return columns;
}

}  // namespace

schema::ObjectKey GoneCarrier(const schema::ObjectKey& carrying) { return carrying.Child(Kind::kUnmodelled, "carries no more"); }

schema::ObjectKey NewCarrier(const schema::ObjectKey& carrying) { return carrying.Child(Kind::kUnmodelled, "carries from now on"); }

std::vector<schema::ObjectKey> CarryingKeys(const schema::Database& database, const schema::ForeignKey& foreign_key) {
  std::vector<std::string> wanted = foreign_key.referenced_columns;
  std::sort(wanted.begin(), wanted.end());
  std::vector<schema::ObjectKey> keys;
  for (const auto& candidate : database.Below(foreign_key.referenced_table)) {
    if (!wanted.empty() && UniqueColumns(*candidate) == wanted) keys.push_back(candidate->key);
  }
  return keys;
}

}  // namespace planner
