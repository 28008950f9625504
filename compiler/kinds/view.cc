#include "compiler/kinds/view.h"

#include <algorithm>

#include "compiler/default_names.h"
#include "compiler/kinds/carry.h"
#include "compiler/kinds/constraint.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/options.h"
#include "compiler/kinds/owner.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::MakeKey;
using schema::Object;
using schema::ObjectKey;
using schema::ViewColumn;

std::vector<ViewColumn> NamedColumns(const List* names) {
  std::vector<ViewColumn> columns;
  for (std::string& name : Strings(names)) columns.push_back({std::move(name), {}, std::nullopt, {}, {}});
  return columns;
}

// The check option is an option of the view like the others (DefineView, view.c).
void SetCheckOption(ViewCheckOption option, std::vector<schema::Option>& options) {
  if (option == NO_CHECK_OPTION) return;
  options.insert(options.begin(), {"check_option", option == LOCAL_CHECK_OPTION ? "local" : "cascaded"});
}

// A view of this name that the statement replaces; null when there is none.
absl::StatusOr<Object*> Replaced(Context& context, const ObjectKey& key, bool replace) {
  Object* existing = context.builder().Find(key);
  if (existing == nullptr) {
    RETURN_IF_ERROR(CheckRelationName(context, key.schema_name(), key.name(), context.span()));
    return nullptr;
  }
  if (!replace) return AlreadyExists(context, context.span(), key.ToString(), existing->span);
  existing->span = context.span();
  return existing;
}

std::vector<ViewColumn>& ColumnsOfView(Object& view) {
  return view.key.kind == Kind::kView ? view.As<schema::View>().columns : view.As<schema::MaterializedView>().columns;
}

std::vector<schema::Option>& OptionsOfView(Object& view) {
  return view.key.kind == Kind::kView ? view.As<schema::View>().options : view.As<schema::MaterializedView>().options;
}

// A boolean option is on when it is named alone; "on" and "yes" are other words for true, and false is as good as nothing only where it is said so.
void SortOptions(std::vector<schema::Option>& options) {
  std::sort(options.begin(), options.end(), [](const schema::Option& a, const schema::Option& b) { return a.name < b.name; });
}

}  // namespace

absl::Status CreateView(Context& context, const ViewStmt& statement) {
  const RangeVar& name = *statement.view;
  if (IsTemporary(name)) return CarryTemporary(context, "view", name.relname);
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.schemaname, name.location));
  ObjectKey key = MakeKey(Kind::kView, {schema, name.relname});
  ASSIGN_OR_RETURN(Object * existing, Replaced(context, key, statement.replace));
  schema::View view;
  ASSIGN_OR_RETURN(view.query, context.Pend(statement.query, ExpressionUse::kQuery));
  view.columns = NamedColumns(statement.aliases);
  view.column_list = !view.columns.empty();
  SetOptions(statement.options, view.options);
  SetCheckOption(statement.withCheckOption, view.options);
  SortOptions(view.options);
  if (existing != nullptr) existing->As<schema::View>() = std::move(view);
  else context.workspace().Add(std::move(key), std::move(view), context.span());
  return absl::OkStatus();
}

absl::Status CreateMaterializedView(Context& context, const CreateTableAsStmt& statement) {
  const IntoClause& into = *statement.into;
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, into.rel->schemaname, into.rel->location));
  ObjectKey key = MakeKey(Kind::kMaterializedView, {schema, into.rel->relname});
  if (statement.if_not_exists && context.workspace().FindRelation(schema, into.rel->relname) != nullptr) return absl::OkStatus();
  RETURN_IF_ERROR(Replaced(context, key, false).status());
  schema::MaterializedView view;
  ASSIGN_OR_RETURN(view.query, context.Pend(statement.query, ExpressionUse::kQuery));
  view.columns = NamedColumns(into.colNames);
  view.column_list = !view.columns.empty();
  SetOptions(into.options, view.options);
  view.populated = !into.skipData;
  if (into.accessMethod != nullptr) view.access_method = into.accessMethod;
  else if (!context.settings().default_access_method.empty()) view.access_method = context.settings().default_access_method;
  view.tablespace = TablespaceOf(context, into.tableSpaceName);
  context.workspace().Add(std::move(key), std::move(view), context.span());
  return absl::OkStatus();
}

absl::Status AlterView(Context& context, const ObjectKey& key, const AlterTableCmd& command) {
  Object& view = *context.builder().Find(key);
  const auto* list = reinterpret_cast<const List*>(command.def);
  switch (command.subtype) {
    case AT_ChangeOwner: SetOwner(view, *command.newowner); return absl::OkStatus();
    case AT_SetRelOptions: SetOptions(list, OptionsOfView(view)); return absl::OkStatus();
    case AT_ResetRelOptions: ResetOptions(list, OptionsOfView(view)); return absl::OkStatus();
    case AT_ColumnDefault: {
      std::optional<schema::Expr> value;
      if (command.def != nullptr) {
        ASSIGN_OR_RETURN(value, context.Pend(command.def, ExpressionUse::kDefault));
      }
      NoteOfViewColumn(context, key, command.name).default_value = std::move(value);
      return absl::OkStatus();
    }
    case AT_ClusterOn: view.As<schema::MaterializedView>().cluster_index = command.name; return absl::OkStatus();
    case AT_DropCluster: view.As<schema::MaterializedView>().cluster_index.reset(); return absl::OkStatus();
    case AT_SetTableSpace: view.As<schema::MaterializedView>().tablespace = TablespaceOf(context, command.name); return absl::OkStatus();
    case AT_SetAccessMethod: view.As<schema::MaterializedView>().access_method = command.name; return absl::OkStatus();
    case AT_SetStatistics:
    case AT_SetStorage:
    case AT_SetCompression:
    case AT_SetOptions:
    case AT_ResetOptions:
      context.workspace().Warn("W0301", context.span(), absl::StrCat("storage settings of columns of ", key.ToString(), " are not modelled: they are left as they are"));
      return absl::OkStatus();
    default: return ErrorAt(context.span(), "E0105", "this is not possible for a view");
  }
}

ViewColumn& NoteOfViewColumn(Context& context, const ObjectKey& view, absl::string_view column) {
  std::vector<ViewColumn>& notes = context.workspace().NotesOfView(view);
  auto it = std::find_if(notes.begin(), notes.end(), [&](const ViewColumn& note) { return note.name == column; });
  if (it != notes.end()) return *it;
  notes.push_back({std::string(column), {}, std::nullopt, {}, {}});
  return notes.back();
}

void SettleViewColumns(Workspace& workspace, Object& view, std::vector<ViewColumn> resolved) {
  std::vector<ViewColumn>& columns = ColumnsOfView(view);
  bool unknown = resolved.empty();
  if (columns.size() > resolved.size() && !unknown) {
    workspace.Report(schema::FromStatus(ErrorAt(view.span, "E0114", view.key.ToString(), " specifies more column names than columns")));
  }
  for (size_t i = 0; i < columns.size() && i < resolved.size(); ++i) resolved[i].name = columns[i].name;
  for (const auto& [before, after] : workspace.RenamesOfView(view.key)) {
    for (ViewColumn& column : resolved) {
      if (column.name == before) column.name = after;
    }
    if (view.key.kind == Kind::kView) view.As<schema::View>().column_list = true;
    else view.As<schema::MaterializedView>().column_list = true;
  }
  if (!unknown) columns = std::move(resolved);
  for (ViewColumn& note : workspace.NotesOfView(view.key)) {
    auto it = std::find_if(columns.begin(), columns.end(), [&](const ViewColumn& column) { return column.name == note.name; });
    if (it == columns.end() && !unknown) {
      workspace.Report(schema::FromStatus(ErrorAt(view.span, "E0107", "column \"", note.name, "\" does not exist in ", view.key.ToString())));
      continue;
    }
    if (it == columns.end()) it = columns.insert(columns.end(), {note.name, {}, std::nullopt, {}, {}});
    it->comment = std::move(note.comment);
    it->grants = std::move(note.grants);
    std::sort(it->grants.begin(), it->grants.end());
    it->default_value = std::move(note.default_value);
  }
}

}  // namespace compiler
