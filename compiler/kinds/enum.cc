#include "compiler/kinds/enum.h"

#include <algorithm>

#include "compiler/kinds/type_common.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;

absl::Status UnknownLabel(Context& context, const schema::ObjectKey& key, absl::string_view label, const std::vector<std::string>& labels) {
  return schema::WithHint(ErrorAt(context.span(), "E0109", "\"", label, "\" is no label of ", key.ToString()), schema::DidYouMean(label, labels));
}

absl::Status AddLabel(Context& context, const AlterEnumStmt& statement, const schema::ObjectKey& key, std::vector<std::string>& labels) {
  if (std::find(labels.begin(), labels.end(), statement.newVal) != labels.end()) {
    if (statement.skipIfNewValExists) return absl::OkStatus();
    return ErrorAt(context.span(), "E0102", "label \"", statement.newVal, "\" of ", key.ToString(), " already exists");
  }
  if (statement.newValNeighbor == nullptr) {
    labels.emplace_back(statement.newVal);
    return absl::OkStatus();
  }
  auto neighbor = std::find(labels.begin(), labels.end(), statement.newValNeighbor);
  if (neighbor == labels.end()) return UnknownLabel(context, key, statement.newValNeighbor, labels);
  labels.insert(statement.newValIsAfter ? neighbor + 1 : neighbor, statement.newVal);
  return absl::OkStatus();
}

absl::Status RenameLabel(Context& context, const AlterEnumStmt& statement, const schema::ObjectKey& key, std::vector<std::string>& labels) {
  auto label = std::find(labels.begin(), labels.end(), statement.oldVal);
  if (label == labels.end()) return UnknownLabel(context, key, statement.oldVal, labels);
  if (std::find(labels.begin(), labels.end(), statement.newVal) != labels.end()) {
    return ErrorAt(context.span(), "E0102", "label \"", statement.newVal, "\" of ", key.ToString(), " already exists");
  }
  *label = statement.newVal;
  return absl::OkStatus();
}

}  // namespace

absl::Status CreateEnum(Context& context, const CreateEnumStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.typeName));
  ASSIGN_OR_RETURN(schema::ObjectKey key, NewTypeKey(context, Kind::kEnum, name));
  std::vector<std::string> labels = Strings(statement.vals);
  for (size_t i = 0; i < labels.size(); ++i) {
    if (std::find(labels.begin(), labels.begin() + i, labels[i]) != labels.begin() + i) {
      return ErrorAt(context.span(), "E0115", "label \"", labels[i], "\" stands twice in ", key.ToString());
    }
  }
  context.workspace().Add({std::move(key), NewTypeCommon(), schema::Enum{std::move(labels)}, context.span(), nullptr, 0});
  return absl::OkStatus();
}

absl::Status AlterEnum(Context& context, const AlterEnumStmt& statement) {
  constexpr Kind kKinds[] = {Kind::kEnum};
  ASSIGN_OR_RETURN(schema::ObjectKey key, FindType(context, statement.typeName, kKinds));
  std::vector<std::string>& labels = context.builder().Find(key)->As<schema::Enum>().labels;
  if (statement.oldVal != nullptr) return RenameLabel(context, statement, key, labels);
  return AddLabel(context, statement, key, labels);
}

}  // namespace compiler
