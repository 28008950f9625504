#include "compiler/kinds/security_label.h"

#include <algorithm>

#include "compiler/kinds/find_object.h"
#include "compiler/kinds/view.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using Labels = std::vector<schema::SecurityLabel>;

// SetSecurityLabel, seclabel.c: one label of each provider; none takes it away.
void SetLabel(schema::Rare<Labels>& labels, absl::string_view provider, const char* label) {
  Labels changed = labels.value_or(Labels());
  changed.erase(std::remove_if(changed.begin(), changed.end(), [&](const schema::SecurityLabel& other) { return other.provider == provider; }), changed.end());
  if (label != nullptr) changed.push_back({std::string(provider), label});
  std::sort(changed.begin(), changed.end());
  if (changed.empty()) labels.reset();
  else labels = std::move(changed);
}

bool IsOfCluster(ObjectType type) { return type == OBJECT_ROLE || type == OBJECT_DATABASE || type == OBJECT_TABLESPACE || type == OBJECT_LARGEOBJECT; }

}  // namespace

absl::Status SecurityLabel(Context& context, const SecLabelStmt& statement) {
  if (IsOfCluster(statement.objtype)) {
    context.workspace().CountSkipped("SECURITY LABEL on what is no part of a schema", context.span());
    return absl::OkStatus();
  }
  if (statement.provider == nullptr) {
    context.workspace().Warn("W0302", context.span(), "which provider a security label is of, when none is named, is what only a server knows", "name it: SECURITY LABEL FOR …");
    return absl::OkStatus();
  }
  if (statement.objtype == OBJECT_COLUMN) {
    ASSIGN_OR_RETURN(std::optional<NamedColumn> column, FindViewColumn(context, reinterpret_cast<const List*>(statement.object)));
    if (column.has_value()) {
      context.workspace().Warn("W0301", context.span(), "security labels on columns of views are not modelled yet");
      return absl::OkStatus();
    }
  }
  ASSIGN_OR_RETURN(std::optional<schema::ObjectKey> key, FindObject(context, statement.objtype, statement.object));
  if (key.has_value()) SetLabel(context.builder().Find(*key)->common.security_labels, statement.provider, statement.label);
  return absl::OkStatus();
}

}  // namespace compiler
