#include "compiler/kinds/key_constraint.h"

#include <algorithm>

#include "compiler/default_names.h"
#include "compiler/kinds/exclusion.h"
#include "compiler/kinds/inherit.h"
#include "compiler/kinds/not_null.h"
#include "compiler/kinds/options.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::KeyConstraint;
using schema::Object;
using schema::ObjectKey;

// A key on its way into the table.
struct Draft {
  const Constraint* node;
  KeyConstraint key;
  std::string name;  // empty: to be chosen
  std::optional<InheritedParts::Origin> attached_to = std::nullopt;  // where the index belongs, that became the constraint's
};

std::vector<std::string> ColumnsOfKey(const ConstraintUse& use) {
  return use.column.empty() || list_length(use.node->keys) > 0 ? Strings(use.node->keys) : std::vector<std::string>{use.column};
}

absl::Status CheckColumns(Context& context, const ObjectKey& table, const KeyConstraint& key, const schema::SourceSpan& span) {
  for (size_t i = 0; i < key.columns.size(); ++i) {
    RETURN_IF_ERROR(FindColumn(context, table, key.columns[i], span).status());
    if (std::find(key.columns.begin(), key.columns.begin() + i, key.columns[i]) != key.columns.begin() + i) {
      return ErrorAt(span, "E0115", "column \"", key.columns[i], "\" appears twice in the ", key.primary ? "primary key" : "unique constraint");
    }
  }
  for (const std::string& column : key.include) RETURN_IF_ERROR(FindColumn(context, table, column, span).status());
  return absl::OkStatus();
}

absl::Status CheckVersion(Context& context, const Constraint& node, const schema::SourceSpan& span) {
  if (node.nulls_not_distinct) RETURN_IF_ERROR(RequireVersion(context, 15, span, "NULLS NOT DISTINCT"));
  if (node.without_overlaps) RETURN_IF_ERROR(RequireVersion(context, 18, span, "WITHOUT OVERLAPS"));
  return absl::OkStatus();
}

absl::StatusOr<Draft> ReadKey(Context& context, const ObjectKey& table, const ConstraintUse& use) {
  const Constraint& node = *use.node;
  schema::SourceSpan span = SpanOf(context, node);
  RETURN_IF_ERROR(CheckVersion(context, node, span));
  Draft draft{&node, {}, node.conname == nullptr ? "" : node.conname};
  draft.key.primary = node.contype == CONSTR_PRIMARY;
  draft.key.columns = ColumnsOfKey(use);
  draft.key.include = Strings(node.including);
  draft.key.nulls_not_distinct = node.nulls_not_distinct;
  draft.key.without_overlaps = node.without_overlaps;
  draft.key.deferral = DeferralOf(node);
  SetOptions(node.options, draft.key.options);
  draft.key.tablespace = TablespaceOf(context, node.indexspace);
  RETURN_IF_ERROR(CheckColumns(context, table, draft.key, span));
  return draft;
}

// Whether the indexes of two keys would be the same (parse_utilcmd.c compares the same fields).
bool SameIndex(const Draft& a, const Draft& b) {
  return a.key.columns == b.key.columns && a.key.include == b.key.include && a.key.nulls_not_distinct == b.key.nulls_not_distinct &&
         a.key.deferral == b.key.deferral && a.key.without_overlaps == b.key.without_overlaps;
}

// ADD CONSTRAINT … USING INDEX: the index becomes the constraint (transformIndexConstraint).
absl::StatusOr<Draft> TakeIndex(Context& context, const ObjectKey& table, const Constraint& node) {
  schema::SourceSpan span = SpanOf(context, node);
  ObjectKey index_key = table.Child(Kind::kIndex, node.indexname);
  Object* object = context.builder().Find(index_key);
  if (object == nullptr) {
    return context.Missing(NameToken(node.indexname), span, "E0109", absl::StrCat("index \"", node.indexname, "\" of ", table.ToString(), " does not exist"));
  }
  const auto& index = object->As<schema::Index>();
  Draft draft{&node, {}, node.conname == nullptr ? node.indexname : node.conname, std::nullopt};
  draft.key.primary = node.contype == CONSTR_PRIMARY;
  for (const schema::IndexPart& part : index.parts) {
    if (!part.column.has_value()) return ErrorAt(span, "E0114", "index \"", node.indexname, "\" contains expressions");
    draft.key.columns.push_back(*part.column);
  }
  if (index.predicate.has_value()) return ErrorAt(span, "E0114", "\"", node.indexname, "\" is a partial index");
  if (!index.unique) return ErrorAt(span, "E0114", "\"", node.indexname, "\" is not a unique index");
  draft.key.include = index.include;
  draft.key.nulls_not_distinct = index.nulls_not_distinct;
  draft.key.deferral = DeferralOf(node);
  draft.key.options = index.options;
  draft.key.tablespace = index.tablespace;
  if (const InheritedParts::Origin* origin = context.workspace().inherited().Find(index_key); origin != nullptr) draft.attached_to = {origin->parent, false};
  context.workspace().Remove(index_key);
  return draft;
}

absl::Status AddDraft(Context& context, const ObjectKey& table, Draft draft) {
  schema::SourceSpan span = SpanOf(context, *draft.node);
  if (draft.key.primary) {
    const Object* existing = FindPrimaryKey(context, table);
    if (const InheritedParts::Origin* origin = existing == nullptr ? nullptr : context.workspace().inherited().Find(existing->key); origin != nullptr && origin->made) {
      context.workspace().Remove(ObjectKey(existing->key));  // made by the server for the parent's, which the order of statements put first
      existing = nullptr;
    }
    if (existing != nullptr) {
      return schema::WithHint(ErrorAt(span, "E0115", "multiple primary keys for ", table.ToString(), " are not allowed"),
                              absl::StrCat("the other one is at ", context.workspace().sources().Place(existing->span)));
    }
  }
  if (draft.name.empty()) {
    std::vector<std::string> columns = draft.key.columns;
    columns.insert(columns.end(), draft.key.include.begin(), draft.key.include.end());
    draft.name = ChooseRelationName(context.workspace(), table.schema_name(), table.name(), draft.key.primary ? "" : JoinColumnNames(columns),
                                    draft.key.primary ? "pkey" : "key", AlsoConstraint::kYes);
  }
  RETURN_IF_ERROR(CheckRelationName(context, table.schema_name(), draft.name, span));
  RETURN_IF_ERROR(CheckConstraintName(context, table, draft.name, span));
  if (draft.key.primary) {
    for (const std::string& column : draft.key.columns) ImplyNotNull(context, *context.builder().Find(table.Child(Kind::kColumn, column)));
  }
  ObjectKey key = table.Child(Kind::kKeyConstraint, draft.name);
  context.workspace().Add(key, std::move(draft.key), span);
  if (draft.attached_to.has_value()) context.workspace().inherited().Set(key, *std::move(draft.attached_to));
  return absl::OkStatus();
}

}  // namespace

absl::Status AddKeys(Context& context, const ObjectKey& table, std::vector<ConstraintUse> uses, TableState state) {
  if (uses.empty()) return absl::OkStatus();
  std::stable_partition(uses.begin(), uses.end(), [](const ConstraintUse& use) { return use.node->contype == CONSTR_PRIMARY; });
  std::vector<Draft> drafts;
  drafts.reserve(uses.size());
  for (const ConstraintUse& use : uses) {
    if (use.node->contype == CONSTR_EXCLUSION) continue;
    if (use.node->indexname != nullptr) {
      ASSIGN_OR_RETURN(Draft draft, TakeIndex(context, table, *use.node));
      RETURN_IF_ERROR(AddDraft(context, table, std::move(draft)));
      continue;
    }
    ASSIGN_OR_RETURN(Draft draft, ReadKey(context, table, use));
    auto same = state == TableState::kExisting ? drafts.end() : std::find_if(drafts.begin(), drafts.end(), [&](const Draft& other) { return SameIndex(draft, other); });
    if (same == drafts.end()) drafts.push_back(std::move(draft));
    else if (same->name.empty()) same->name = std::move(draft.name);
  }
  for (Draft& draft : drafts) RETURN_IF_ERROR(AddDraft(context, table, std::move(draft)));
  for (const ConstraintUse& use : uses) {
    if (use.node->contype == CONSTR_EXCLUSION) RETURN_IF_ERROR(AddExclusion(context, table, *use.node));
  }
  InheritFromParents(context, table);
  return absl::OkStatus();
}

Object* FindPrimaryKey(Context& context, const ObjectKey& table) {
  Object* found = nullptr;
  context.builder().ForEachBelow(table, [&](Object& child) {
    if (child.key.kind == Kind::kKeyConstraint && child.As<KeyConstraint>().primary) found = &child;
  });
  return found;
}

absl::Status CheckRelationName(Context& context, absl::string_view schema, absl::string_view name, const schema::SourceSpan& at) {
  MakeWay(context, schema, name);
  const ObjectKey* taken = context.workspace().FindRelation(schema, name);
  if (taken == nullptr) return absl::OkStatus();
  const Object* first = context.builder().Find(*taken);
  return AlreadyExists(context, at, absl::StrCat("relation \"", name, "\""), first == nullptr ? schema::SourceSpan() : first->span);
}

std::optional<std::string> TablespaceOf(Context& context, const char* stated) {
  std::string name = stated != nullptr ? stated : context.settings().default_tablespace;
  if (name.empty() || name == "pg_default") return std::nullopt;
  return name;
}

}  // namespace compiler
