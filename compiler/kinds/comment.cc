#include "compiler/kinds/comment.h"

#include "compiler/kinds/find_object.h"
#include "compiler/kinds/view.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;

std::optional<std::string> Text(const CommentStmt& statement) {
  if (statement.comment == nullptr || *statement.comment == '\0') return std::nullopt;
  return std::string(statement.comment);
}

// COMMENT ON COLUMN of a view, whose columns are not known yet.
absl::StatusOr<bool> CommentOnViewColumn(Context& context, const CommentStmt& statement) {
  if (statement.objtype != OBJECT_COLUMN) return false;
  ASSIGN_OR_RETURN(std::optional<NamedColumn> column, FindViewColumn(context, reinterpret_cast<const List*>(statement.object)));
  if (!column.has_value()) return false;
  std::optional<std::string> text = Text(statement);
  NoteOfViewColumn(context, column->relation, column->name).comment = std::move(text);
  return true;
}

}  // namespace

absl::Status Comment(Context& context, const CommentStmt& statement) {
  ASSIGN_OR_RETURN(bool done, CommentOnViewColumn(context, statement));
  if (done) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::optional<schema::ObjectKey> key, FindObject(context, statement.objtype, statement.object));
  if (!key.has_value()) return absl::OkStatus();
  Object& object = *context.builder().Find(*key);
  bool of_relation = IsRelation(statement.objtype);
  if (of_relation && key->kind == Kind::kKeyConstraint) {
    object.As<schema::KeyConstraint>().index_comment = Text(statement);
    return absl::OkStatus();
  }
  if (of_relation && key->kind == Kind::kExclusion) {
    object.As<schema::Exclusion>().index_comment = Text(statement);
    return absl::OkStatus();
  }
  if (of_relation && key->kind == Kind::kColumn) {
    object.As<schema::Column>().identity->comment = Text(statement);
    return absl::OkStatus();
  }
  if (statement.objtype == OBJECT_TABCONSTRAINT && key->kind == Kind::kColumn) {
    object.As<schema::Column>().not_null->comment = Text(statement);
    return absl::OkStatus();
  }
  std::optional<std::string> text = Text(statement);
  // The comment that initdb makes is nobody's.
  if (key->kind == Kind::kSchema && key->name() == "public" && text == "standard public schema") text.reset();
  object.common.comment = std::move(text);
  return absl::OkStatus();
}

}  // namespace compiler
