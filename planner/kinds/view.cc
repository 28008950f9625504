// Views and materialized views.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Kind;
using schema::MaterializedView;
using schema::Object;
using schema::ObjectKey;
using schema::QuoteIdentifier;
using schema::View;
using schema::ViewColumn;

const std::vector<ViewColumn>& ColumnsOf(const Object& view) {
  return view.key.kind == Kind::kView ? view.As<View>().columns : view.As<MaterializedView>().columns;
}

const schema::Expr& QueryOf(const Object& view) { return view.key.kind == Kind::kView ? view.As<View>().query : view.As<MaterializedView>().query; }

// The server prints a query with a semicolon behind it.
std::string QueryText(const Object& view) {
  absl::string_view text = absl::StripAsciiWhitespace(QueryOf(view).sql);
  absl::ConsumeSuffix(&text, ";");
  return std::string(text);
}

std::string ColumnList(const Object& view) {
  bool stated = view.key.kind == Kind::kView ? view.As<View>().column_list : view.As<MaterializedView>().column_list;
  if (!stated) return "";
  std::vector<std::string> names;
  for (const ViewColumn& column : ColumnsOf(view)) names.push_back(column.name);
  return StrCat(" ", NameList(names));
}

std::string ColumnDefault(const Object& view, const ViewColumn& column) {
  return StrCat("ALTER VIEW ", SqlName(view.key), " ALTER COLUMN ", QuoteIdentifier(column.name),
                column.default_value.has_value() ? StrCat(" SET DEFAULT ", column.default_value->sql) : " DROP DEFAULT");
}

// What is said of the columns, from one state to another.
std::vector<std::string> ColumnStatements(const Object& view, const std::vector<ViewColumn>& before, const std::vector<ViewColumn>& after) {
  std::vector<std::string> statements;
  for (const ViewColumn& column : after) {
    ViewColumn old;
    for (const ViewColumn& other : before) {
      if (other.name == column.name) old = other;
    }
    ObjectKey key = view.key.Child(Kind::kColumn, column.name);
    if (!(old.default_value == column.default_value)) statements.push_back(ColumnDefault(view, column));
    if (!(old.comment == column.comment)) statements.push_back(CommentStatement(key, column.comment));
    for (std::string& statement : GrantStatements(key, old.grants, column.grants)) statements.push_back(std::move(statement));
  }
  return statements;
}

// CREATE OR REPLACE VIEW keeps the columns that are there, under their names and types, and may add some behind them (checkViewColumns, view.c).
bool CanBecome(const Object& before, const Object& after) {
  const std::vector<ViewColumn>&old = ColumnsOf(before), &wanted = ColumnsOf(after);
  if (old.empty() || old.size() > wanted.size()) return false;
  for (size_t i = 0; i < old.size(); ++i) {
    if (old[i].name != wanted[i].name || old[i].type.empty() || !(old[i].type == wanted[i].type)) return false;
  }
  return true;
}

// Taking added columns away again means dropping the view, which nothing that stays may use.
bool HasUsers(const Change& change, const Expander& context) {
  for (const Object* user : context.UsersOf(change.before->key)) {
    if (context.to().Find(user->key) != nullptr) return true;
  }
  return false;
}

bool MustRemake(const Change& change, const Expander& context) {
  if (!CanBecome(*change.before, *change.after)) return true;
  // A query that uses what is made anew cannot stay meanwhile.
  for (const ObjectKey& key : References(*change.before)) {
    if (context.IsCreated(key) && context.IsDropped(key)) return true;
  }
  return ColumnsOf(*change.after).size() > ColumnsOf(*change.before).size() && HasUsers(change, context);
}

bool NamesDiffer(const Change& change, const Expander& context) {
  const std::vector<ViewColumn>&before = ColumnsOf(*change.before), &after = ColumnsOf(*change.after);
  if (QueryOf(*change.before) == QueryOf(*change.after) && before.size() == after.size()) return false;
  return change.kind() == Kind::kMaterializedView || MustRemake(change, context);
}

// Making a view locks what its query reads, as reading it would.
void LockRead(const Object& view, const Expander& context, Draft& draft) {
  for (const ObjectKey& key : References(view)) {
    bool relation = key.kind == Kind::kTable || key.kind == Kind::kView || key.kind == Kind::kMaterializedView;
    if (relation && context.to().Find(key) != nullptr) draft.Locks(key);
  }
}

void ChangeQuery(const Change& change, Expander& out) {
  const Object& before = *change.before;
  const Object& after = *change.after;
  Draft& draft = out.Alter(Action::kReplaceView, change, StrCat("query of ", after.key.ToString()));
  LockRead(after, out, draft);
  draft.Sql(ViewDefinition(after, OrReplace::kYes));
  for (std::string& statement : ColumnStatements(after, ColumnsOf(before), ColumnsOf(after))) draft.Sql(std::move(statement));
  if (ColumnsOf(before).size() == ColumnsOf(after).size()) {
    draft.Undo(ViewDefinition(before, OrReplace::kYes)).Undo(ColumnStatements(before, ColumnsOf(after), ColumnsOf(before)));
    return;
  }
  std::vector<const Object*> below;
  for (const schema::ObjectPtr& child : out.from().Below(before.key)) below.push_back(child.get());
  draft.Undo(DropStatement(before.key)).Undo(CreateStatements(before, below));
}

// Names, comments, privileges and defaults of columns, where the query stays.
void ChangeColumns(const Change& change, Expander& out) {
  const std::vector<ViewColumn>&before = ColumnsOf(*change.before), &after = ColumnsOf(*change.after);
  std::string prefix = StrCat("ALTER ", schema::Info(change.kind()).sql_keyword, " ", SqlName(change.after->key), " RENAME COLUMN ");
  Draft& draft = out.Alter(Action::kAlterView, change, StrCat("columns of ", change.after->key.ToString()));
  std::vector<ViewColumn> renamed = before;
  std::vector<std::string> undo;
  for (size_t i = 0; i < before.size() && i < after.size(); ++i) {
    if (before[i].name == after[i].name) continue;
    draft.Sql(StrCat(prefix, QuoteIdentifier(before[i].name), " TO ", QuoteIdentifier(after[i].name)));
    undo.push_back(StrCat(prefix, QuoteIdentifier(after[i].name), " TO ", QuoteIdentifier(before[i].name)));
    renamed[i].name = after[i].name;
  }
  for (std::string& statement : ColumnStatements(*change.after, renamed, after)) draft.Sql(std::move(statement));
  draft.Undo(ColumnStatements(*change.after, after, renamed)).Undo(undo);
}

void ChangeOptions(const Change& change, Expander& out) {
  bool view = change.kind() == Kind::kView;
  std::string prefix = StrCat("ALTER ", schema::Info(change.kind()).sql_keyword, " ", SqlName(change.after->key), " ");
  const auto& before = view ? change.before->As<View>().options : change.before->As<MaterializedView>().options;
  const auto& after = view ? change.after->As<View>().options : change.after->As<MaterializedView>().options;
  Draft& draft = out.Alter(view ? Action::kAlterView : Action::kAlterMaterializedView, change, StrCat("options of ", change.after->key.ToString()));
  for (std::string& statement : OptionStatements(prefix, before, after)) draft.Sql(std::move(statement));
  draft.Undo(OptionStatements(prefix, after, before));
}

template <typename Clause>
void ChangeStorage(const Change& change, Expander& out, const char* what, Action action, Clause clause) {
  std::string prefix = StrCat("ALTER MATERIALIZED VIEW ", SqlName(change.after->key), " ");
  Draft& draft = out.Alter(action, change, StrCat(what, " of ", change.after->key.ToString()));
  draft.Sql(StrCat(prefix, clause(change.after->As<MaterializedView>()))).Undo(StrCat(prefix, clause(change.before->As<MaterializedView>())));
  if (action != Action::kRewriteMaterializedView) return;
  draft.UndoTxn(Txn::kAlone);
  draft.Warn(HazardId::kTableRewrite, StrCat(change.after->key.ToString(), " is rewritten under ACCESS EXCLUSIVE"));
}

void ChangeAccessMethod(const Change& change, Expander& out) {
  ChangeStorage(change, out, "access method", Action::kRewriteMaterializedView, [](const MaterializedView& view) { return StrCat("SET ACCESS METHOD ", QuoteIdentifier(view.access_method)); });
}

void ChangeTablespace(const Change& change, Expander& out) {
  ChangeStorage(change, out, "tablespace", Action::kRewriteMaterializedView,
                [](const MaterializedView& view) { return StrCat("SET TABLESPACE ", QuoteIdentifier(view.tablespace.value_or("pg_default"))); });
}

void ChangeCluster(const Change& change, Expander& out) {
  ChangeStorage(change, out, "clustering", Action::kAlterMaterializedView, [](const MaterializedView& view) {
    return view.cluster_index.has_value() ? StrCat("CLUSTER ON ", QuoteIdentifier(*view.cluster_index)) : std::string("SET WITHOUT CLUSTER");
  });
}

// The objects below a view go with it; the undo makes them again.
void DropWithAllBelow(const Change& change, Expander& out, Draft& draft) {
  std::vector<const Object*> below;
  for (const schema::ObjectPtr& child : out.from().Below(change.before->key)) {
    below.push_back(child.get());
    draft.drops.push_back(child->key);
    for (ObjectKey& key : References(*child)) draft.frees.push_back(std::move(key));
  }
  draft.Sql(DropStatement(change.before->key)).Undo(CreateStatements(*change.before, below));
  const auto* materialized = change.before->body.If<MaterializedView>();
  if (materialized != nullptr && materialized->cluster_index.has_value()) {
    draft.Undo(StrCat("ALTER MATERIALIZED VIEW ", SqlName(change.before->key), " CLUSTER ON ", QuoteIdentifier(*materialized->cluster_index)));
  }
  if (change.action == ChangeAction::kDrop) draft.Warn(HazardId::kBreaksRunningApplication, StrCat(change.before->key.ToString(), " is gone"));
}

constexpr Recipe kViewRecipes[] = {{"query", &MustRemake, &ChangeQuery, "columns"}, {"columns", &NamesDiffer, &ChangeColumns}, {"options", nullptr, &ChangeOptions}};
constexpr Recipe kMaterializedViewRecipes[] = {{"query", &Always, nullptr},
                                               {"columns", &NamesDiffer, &ChangeColumns},
                                               {"access_method", nullptr, &ChangeAccessMethod},
                                               {"tablespace", nullptr, &ChangeTablespace},
                                               {"options", nullptr, &ChangeOptions},
                                               {"cluster_index", nullptr, &ChangeCluster}};

}  // namespace

std::string ViewDefinition(const Object& object, OrReplace or_replace) {
  const char* create = or_replace == OrReplace::kYes ? "CREATE OR REPLACE " : "CREATE ";
  if (object.key.kind == Kind::kView) {
    return StrCat(create, "VIEW ", SqlName(object.key), ColumnList(object), WithOptions(object.As<View>().options), " AS\n", QueryText(object));
  }
  const auto& view = object.As<MaterializedView>();
  return StrCat(create, "MATERIALIZED VIEW ", SqlName(object.key), ColumnList(object), view.access_method == "heap" ? "" : StrCat(" USING ", QuoteIdentifier(view.access_method)),
                WithOptions(view.options), TablespaceClause(view.tablespace), " AS\n", QueryText(object), view.populated ? "" : "\nWITH NO DATA");
}

void AppendView(const Object& view, std::vector<std::string>& out) {
  out.push_back(ViewDefinition(view, OrReplace::kNo));
  for (std::string& statement : ColumnStatements(view, {}, ColumnsOf(view))) out.push_back(std::move(statement));
}

void CreateView(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateView, change, change.after->key.ToString());
  LockRead(*change.after, out, draft);
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
}

void DropView(const Change& change, Expander& out) { DropWithAllBelow(change, out, out.Drop(Action::kDropView, change, change.before->key.ToString())); }

absl::Span<const Recipe> ViewRecipes() { return kViewRecipes; }

void CreateMaterializedView(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateMaterializedView, change, change.after->key.ToString());
  LockRead(*change.after, out, draft);
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
  const std::optional<std::string>& cluster = change.after->As<MaterializedView>().cluster_index;
  if (!cluster.has_value()) return;
  Change state{ChangeAction::kAlter, nullptr, change.after, {}, {}};
  Object plain = *change.after;
  plain.As<MaterializedView>().cluster_index.reset();
  state.before = &out.Keep(std::move(plain));
  ChangeCluster(state, out);
}

void DropMaterializedView(const Change& change, Expander& out) {
  Draft& draft = out.Drop(Action::kDropMaterializedView, change, change.before->key.ToString());
  DropWithAllBelow(change, out, draft);
  draft.UndoTxn(Txn::kAlone);
}

absl::Span<const Recipe> MaterializedViewRecipes() { return kMaterializedViewRecipes; }

}  // namespace planner
