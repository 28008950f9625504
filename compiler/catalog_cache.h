// What a CatalogView remembers: shared by the files that implement it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/node_hash_map.h"
#include "compiler/catalog.h"

namespace compiler {

struct CatalogView::Cache {
  struct SchemaType {
    schema::TypeRef type;
    TypeFacts facts;
  };
  std::vector<SchemaType> types;                             // id: end_of_types() + 2 * index
  absl::flat_hash_map<std::string, TypeId> ids;              // "schema\0name"
  absl::flat_hash_map<std::string, std::optional<std::string>> extension_schemas;
  absl::node_hash_map<std::string, RelationColumns> relations;  // "qualifier\0name"
  absl::flat_hash_map<OperatorLookup, OperatorAnswer> operators;
  absl::flat_hash_map<std::string, TypeId> conversions;
  absl::flat_hash_map<const void*, RowsOfName> rows;
  absl::node_hash_map<std::string, std::vector<OwnFunction>> own_functions;  // "schema\0name("
  absl::flat_hash_map<std::string, std::vector<OwnOperator>> own_operators;  // "qualifier\0name"
  absl::flat_hash_map<const BuiltinOperator*, schema::ObjectKey> own_keys;
  absl::flat_hash_map<std::pair<TypeId, TypeId>, std::unique_ptr<OwnCast>> own_casts;
  std::optional<bool> has_own_casts;
  std::optional<std::vector<std::pair<std::string, schema::OperatorClass>>> default_classes;  // with their schemas
};

}  // namespace compiler
