#include "planner/kinds/column_parts.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "planner/common.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/partition_parts.h"
#include "planner/kinds/sequence_parts.h"
#include "planner/sql_writer.h"
#include "schema/sequence_limits.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Column;
using schema::Kind;
using schema::Object;
using schema::QuoteIdentifier;

constexpr int kSetExpressionSince = 170000;

bool IsVolatile(const std::optional<schema::Expr>& expr) {
  if (!expr.has_value() || expr->tree == nullptr) return expr.has_value();
  bool found = false;
  schema::Walk(*expr->tree, [&](const schema::Node& node) { found = found || node.Has(schema::Node::kFlagVolatile); });
  return found;
}

// A domain that restricts its values makes ADD COLUMN rewrite the table, even without a default.
bool IsRestrictedDomain(const schema::TypeRef& type, const Expander& context) {
  const Object* domain = context.to().Find(schema::MakeKey(Kind::kDomain, {type.schema, type.name}));
  if (domain == nullptr || type.array) return false;
  if (domain->As<schema::Domain>().not_null) return true;
  for (const auto& object : context.to().Below(domain->key)) {
    if (object->key.kind == Kind::kDomainConstraint) return true;
  }
  return IsRestrictedDomain(domain->As<schema::Domain>().type, context);
}

std::string AddColumn(const Object& column) { return StrCat("ALTER TABLE ", TableName(column.key), " ADD COLUMN ", ColumnDefinition(column)); }
std::string DropColumnSql(const Object& column) { return StrCat("ALTER TABLE ", TableName(column.key), " DROP COLUMN ", QuoteIdentifier(column.key.name())); }

void Finish(Draft& draft, const Object& column) {
  for (std::string& statement : ColumnExtras(column)) draft.Sql(std::move(statement));
  for (std::string& statement : Trimmings(column)) draft.Sql(std::move(statement));
}

// Rows are filled in slices of the table, each its own transaction, so no lock lasts; rows that have a value are passed over, so it can be run again.
std::string BackfillStatement(const std::string& table, const Object& column, const std::string& value) {
  std::string name = QuoteIdentifier(column.key.name());
  std::string tag = "$backfill";
  while (absl::StrContains(value, tag)) tag += "_";
  tag += "$";
  return StrCat("DO ", tag, " DECLARE pages bigint := pg_catalog.pg_relation_size(", schema::QuoteLiteral(table), "::pg_catalog.regclass) / pg_catalog.current_setting('block_size')::bigint; ",
                "first bigint := 0; BEGIN WHILE first <= pages LOOP ",
                "UPDATE ", table, " SET ", name, " = ", value, " WHERE ", name, " IS NULL AND ctid >= ('(' || first || ',0)')::tid AND ctid < ('(' || first + 1000 || ',0)')::tid; ",
                "COMMIT; first := first + 1000; END LOOP; END ", tag);
}

// The column without what would rewrite or scan the table; that follows in steps of its own.
void CreateInSteps(const Change& change, Expander& out, const std::string& backfill) {
  const Object& column = *change.after;
  Object without_rest = column;
  without_rest.As<Column>().default_value.reset();
  without_rest.As<Column>().not_null.reset();
  const Object& bare = out.Keep(std::move(without_rest));
  out.BeginRecipe();
  Draft& add = out.Create(Action::kAddColumn, change, StrCat(column.key.ToString(), ", empty at first"));
  add.Sql(AddColumn(bare)).Undo(DropColumnSql(column));
  Finish(add, bare);
  if (column.As<Column>().default_value.has_value()) {
    out.Alter(Action::kSetDefault, change, StrCat("default of ", column.key.ToString()))
        .Sql(AlterColumn(column, StrCat("SET DEFAULT ", column.As<Column>().default_value->sql)))
        .Undo(AlterColumn(column, "DROP DEFAULT"));
  }
  Draft& fill = out.Alter(Action::kBackfill, change, StrCat("fill ", column.key.ToString(), " in the rows that exist, in batches"));
  fill.In(Phase::kMigrate);
  // The rows of a partitioned table are in its partitions, those of heirs not in ONLY their parent.
  schema::ObjectKey table = TableOf(column.key);
  if (!IsPartitioned(out.from(), table)) fill.Sql(BackfillStatement(SqlName(table), column, backfill));
  for (const schema::ObjectKey& child : out.DescendantsBefore(table)) {
    if (!IsPartitioned(out.from(), child)) fill.Sql(BackfillStatement(SqlName(child), column, backfill));
  }
  if (column.As<Column>().not_null.has_value()) ChangeNotNull({ChangeAction::kAlter, &bare, &column, {}, {}}, out);
  out.EndRecipe();
}

void CreateAttribute(const Change& change, Expander& out) {
  const Object& attribute = *change.after;
  Draft& draft = out.Create(Action::kAddAttribute, change, StrCat("attribute ", attribute.key.QualifiedName()));
  draft.Sql(StrCat("ALTER TYPE ", TableName(attribute.key), " ADD ATTRIBUTE ", ColumnDefinition(attribute)));
  for (std::string& statement : Trimmings(attribute)) draft.Sql(std::move(statement));
  draft.Undo(StrCat("ALTER TYPE ", TableName(attribute.key), " DROP ATTRIBUTE ", QuoteIdentifier(attribute.key.name())));
}

void SetOrDropDefault(const Change& change, Expander& out) {
  auto statement = [](const Object& column) {
    const auto& value = column.As<Column>().default_value;
    return AlterColumn(column, value.has_value() ? StrCat("SET DEFAULT ", value->sql) : "DROP DEFAULT");
  };
  bool set = change.after->As<Column>().default_value.has_value();
  Draft& draft = out.Alter(set ? Action::kSetDefault : Action::kDropDefault, change, StrCat("default of ", change.after->key.ToString()));
  // The default alone counts: an identity that takes the place of a serial's default uses a sequence of the same name.
  Object before = *change.before, after = *change.after;
  before.As<Column>().identity.reset();
  after.As<Column>().identity.reset();
  draft.frees = References(before);
  draft.needs = References(after);
  for (const schema::ObjectKey& key : draft.needs) draft.frees.erase(std::remove(draft.frees.begin(), draft.frees.end(), key), draft.frees.end());
  bool moves = set && std::any_of(draft.frees.begin(), draft.frees.end(), [&](const schema::ObjectKey& key) { return out.IsTakenOver(key); });
  if (!moves) {
    draft.Sql(statement(*change.after)).Undo(statement(*change.before));
    RestoreDefaultsBelow(*change.before, out, draft);
    return;
  }
  // From one overload of a function to another: first neither, or the call would be ambiguous.
  const std::string drop = AlterColumn(*change.after, "DROP DEFAULT");
  draft.Sql(statement(*change.after)).Undo(drop);
  RestoreDefaultsBelow(*change.before, out, draft);
  std::vector<schema::ObjectKey> frees = std::exchange(draft.frees, {});
  Draft& let_go = out.Alter(Action::kDropDefault, change, StrCat("default of ", change.after->key.ToString(), ", until the function is there that it calls"));
  let_go.frees = std::move(frees);
  let_go.needs.clear();
  let_go.alters.clear();
  let_go.Sql(drop).Undo(statement(*change.before));
  let_go.creates.push_back(change.after->key.Child(schema::Kind::kUnmodelled, "no default"));
  draft.needs.push_back(change.after->key.Child(schema::Kind::kUnmodelled, "no default"));
}

// Which changes of GENERATED have a statement: DROP EXPRESSION of a stored one, and from 17 on SET EXPRESSION.
bool GeneratedNeedsReplacement(const Change& change, const Expander& context) {
  const auto& before = change.before->As<Column>().generated;
  const auto& after = change.after->As<Column>().generated;
  if (!before.has_value()) return true;
  if (!after.has_value()) return !before->stored;
  return before->stored != after->stored || context.server_version() < kSetExpressionSince;
}

void ChangeGenerated(const Change& change, Expander& out) {
  const auto& before = change.before->As<Column>().generated;
  const auto& after = change.after->As<Column>().generated;
  if (!after.has_value()) {
    Draft& draft = out.Alter(Action::kDropExpression, change, StrCat(change.after->key.ToString(), ", no longer generated"));
    draft.Sql(AlterColumn(*change.after, "DROP EXPRESSION"));
    if (!out.UsersOf(change.before->key).empty()) {
      draft.NoUndo(UndoClass::kNone, "PostgreSQL cannot make an existing column generated");
      return;
    }
    draft.Undo(DropColumnSql(*change.before)).Undo(AddColumn(*change.before)).Undo(ColumnExtras(*change.before)).Undo(Trimmings(*change.before)).UndoTxn(Txn::kAlone);
    draft.NoUndo(UndoClass::kSchemaOnly, "the column is made again behind the others, and its values are computed anew");
    return;
  }
  Draft& draft = out.Alter(after->stored ? Action::kSetExpression : Action::kSetExpressionVirtual, change, StrCat("expression of ", change.after->key.ToString()));
  draft.Sql(AlterColumn(*change.after, StrCat("SET EXPRESSION AS (", after->value.sql, ")"))).Undo(AlterColumn(*change.before, StrCat("SET EXPRESSION AS (", before->value.sql, ")")));
  if (!after->stored) return;
  draft.UndoTxn(Txn::kAlone);
  draft.Warn(HazardId::kTableRewrite, StrCat("table ", TableName(change.after->key), " is rewritten under ACCESS EXCLUSIVE"));
}

void AddIdentity(const Change& change, Expander& out) {
  const Object& column = *change.after;
  Draft& draft = out.Alter(Action::kAddIdentity, change, StrCat(column.key.ToString(), ", identity"));
  const schema::Identity& identity = *column.As<Column>().identity;
  draft.creates.push_back(identity.sequence);
  draft.relies.push_back(column.key);
  draft.Sql(AlterColumn(column, StrCat("ADD ", IdentityClause(column)))).Undo(AlterColumn(column, "DROP IDENTITY"));
  for (std::string& statement : IdentityTrimmings(identity)) draft.Sql(std::move(statement));
  if (out.IsQuiet(TableOf(column.key))) return;
  // The new sequence goes on behind the highest value that the rows hold.
  bool up = identity.options.increment > 0;
  draft.Sql(StrCat("SELECT pg_catalog.setval(", schema::QuoteLiteral(SqlName(identity.sequence)), ", ", up ? "max(" : "min(", QuoteIdentifier(column.key.name()), ")) FROM ",
                   TableName(column.key)));
}

void ChangeIdentityTrimmings(const Change& change, const schema::Identity& before, const schema::Identity& after, Expander& out) {
  std::string sequence = StrCat("the sequence of ", change.after->key.ToString());
  if (before.comment != after.comment) {
    out.Alter(Action::kComment, change, StrCat("comment on ", sequence)).Sql(CommentStatement(after.sequence, after.comment)).Undo(CommentStatement(after.sequence, before.comment));
  }
  std::vector<std::string> grants = GrantStatements(after.sequence, before.grants, after.grants);
  if (grants.empty()) return;
  Draft& draft = out.Alter(Action::kGrant, change, StrCat("privileges on ", sequence));
  for (std::string& statement : grants) draft.Sql(std::move(statement));
  draft.Undo(GrantStatements(after.sequence, after.grants, before.grants));
  if (Widens(before.grants, after.grants)) draft.Warn(HazardId::kPrivilegeWidened, StrCat("privileges on ", sequence));
}

}  // namespace

void ChangeIdentity(const Change& change, Expander& out) {
  const Object& column = *change.after;
  const auto& before = change.before->As<Column>().identity;
  const auto& after = column.As<Column>().identity;
  if (!before.has_value()) return AddIdentity(change, out);
  if (!after.has_value()) {
    Draft& draft = out.Alter(Action::kDropIdentity, change, StrCat(column.key.ToString(), ", no longer identity"));
    draft.drops.push_back(before->sequence);
    draft.Sql(AlterColumn(column, "DROP IDENTITY")).Undo(AlterColumn(*change.before, StrCat("ADD ", IdentityClause(*change.before)))).Undo(IdentityTrimmings(*before));
    draft.NoUndo(UndoClass::kSchemaOnly, "the sequence starts again at its start value");
    return;
  }
  if (!(before->sequence == after->sequence)) {
    auto rename = [](const schema::ObjectKey& from, const schema::ObjectKey& to) { return StrCat("ALTER SEQUENCE ", SqlName(from), " RENAME TO ", QuoteIdentifier(to.name())); };
    out.Alter(Action::kRenameSequence, change, StrCat("sequence of ", column.key.ToString())).Sql(rename(before->sequence, after->sequence)).Undo(rename(after->sequence, before->sequence));
  }
  ChangeIdentityTrimmings(change, *before, *after, out);
  // What the sequence is when ALTER TYPE of the column has not given it its new type yet, or has already.
  schema::SequenceOptions from = before->options, to = after->options;
  if (!(from.type == to.type)) {
    if (IdentityGoesFirst(*before, *after)) to.type = from.type;
    else from = schema::WithType(from, to.type);
  }
  auto changes = [](bool from_always, const schema::SequenceOptions& options, bool to_always, const schema::SequenceOptions& wanted) {
    return StrCat(from_always == to_always ? "" : to_always ? " SET GENERATED ALWAYS" : " SET GENERATED BY DEFAULT", IdentityOptionChanges(options, wanted), RestartAtLimit(options, wanted));
  };
  std::string there = changes(before->always, from, after->always, to), back = changes(after->always, to, before->always, from);
  if (there.empty()) return;
  Draft& draft = out.Alter(Action::kAlterIdentity, change, StrCat("identity of ", column.key.ToString()));
  std::string prefix = StrCat("ALTER TABLE ", TableName(column.key), " ALTER COLUMN ", QuoteIdentifier(column.key.name()));
  if (std::string limit = MoveIntoLimit(after->sequence, from, to); !limit.empty()) draft.Sql(std::move(limit));
  draft.Sql(StrCat(prefix, there)).Undo(StrCat(prefix, back));
  if (!RestartAtLimit(from, to).empty()) draft.NoUndo(UndoClass::kSchemaOnly, "the sequence starts again at its limit");
}

bool IdentityGoesFirst(const schema::Identity& before, const schema::Identity& after) {
  return schema::LimitsOf(after.options.type).max < schema::LimitsOf(before.options.type).max;
}

namespace {

// pg_type.typstorage of the types whose values can be long; all others are plain.
const char* StorageOf(const schema::TypeRef& type) {
  constexpr const char* kExtended[] = {"text", "varchar", "bpchar", "bytea", "json", "jsonb", "xml", "bit", "varbit", "tsvector", "path", "polygon", "jsonpath"};
  if (type.array || !type.IsBuiltin()) return "extended";
  if (type.name == "numeric" || type.name == "inet" || type.name == "cidr") return "main";
  for (const char* name : kExtended) {
    if (type.name == name) return "extended";
  }
  return "plain";
}

void ChangeStorage(const Change& change, Expander& out) {
  // SET STORAGE DEFAULT is there from 16 on.
  auto statement = [&](const Object& column) {
    const Column& body = column.As<Column>();
    const char* own = out.server_version() >= 160000 ? "DEFAULT" : StorageOf(body.type);
    return AlterColumn(column, StrCat("SET STORAGE ", body.storage == schema::Storage::kTypeDefault ? own : schema::EnumName(body.storage)));
  };
  out.Alter(Action::kSetStorage, change, StrCat("storage of ", change.after->key.ToString())).Sql(statement(*change.after)).Undo(statement(*change.before));
}

void ChangeCompression(const Change& change, Expander& out) {
  auto statement = [](const Object& column) { return AlterColumn(column, StrCat("SET COMPRESSION ", column.As<Column>().compression.value_or("default"))); };
  out.Alter(Action::kSetCompression, change, StrCat("compression of ", change.after->key.ToString())).Sql(statement(*change.after)).Undo(statement(*change.before));
}

void ChangeStatistics(const Change& change, Expander& out) {
  auto statement = [](const Object& column) { return AlterColumn(column, StrCat("SET STATISTICS ", column.As<Column>().statistics_target.value_or(-1))); };
  out.Alter(Action::kSetStatistics, change, StrCat("statistics target of ", change.after->key.ToString())).Sql(statement(*change.after)).Undo(statement(*change.before));
}

void ChangeColumnOptions(const Change& change, Expander& out) {
  std::string prefix = AlterColumn(*change.after, "");
  const auto& before = change.before->As<Column>().options;
  const auto& after = change.after->As<Column>().options;
  Draft& draft = out.Alter(Action::kSetColumnOptions, change, StrCat("options of ", change.after->key.ToString()));
  for (std::string& statement : OptionStatements(prefix, before, after)) draft.Sql(std::move(statement));
  draft.Undo(OptionStatements(prefix, after, before));
}

void ChangeForeignColumnOptions(const Change& change, Expander& out) {
  std::string prefix = StrCat("ALTER FOREIGN TABLE ", TableName(change.after->key), " ALTER COLUMN ", QuoteIdentifier(change.after->key.name()), " ");
  const auto& before = change.before->As<Column>().foreign_options;
  const auto& after = change.after->As<Column>().foreign_options;
  out.Alter(Action::kSetForeignOptions, change, StrCat("options of ", change.after->key.ToString()))
      .Sql(StrCat(prefix, GenericOptionChanges(before, after)))
      .Undo(StrCat(prefix, GenericOptionChanges(after, before)));
}

// ATTACH, DETACH and INHERIT say whose a column is (SettleInherited).
void NoStatementNeeded(const Change&, Expander&) {}

constexpr Recipe kRecipes[] = {{"type", &TypeNeedsReplacement, &ChangeType, "collation,default,storage,compression,identity"},
                               {"collation", nullptr, &ChangeType, "default"},
                               {"generated", &GeneratedNeedsReplacement, &ChangeGenerated},
                               {"not_null", nullptr, &ChangeNotNull},
                               {"default", nullptr, &SetOrDropDefault},
                               {"identity", nullptr, &ChangeIdentity},
                               {"storage", nullptr, &ChangeStorage},
                               {"compression", nullptr, &ChangeCompression},
                               {"statistics_target", nullptr, &ChangeStatistics},
                               {"options", nullptr, &ChangeColumnOptions},
                               {"foreign_options", nullptr, &ChangeForeignColumnOptions},
                               {"inherited", nullptr, &NoStatementNeeded}};

}  // namespace

void RestoreDefaultsBelow(const Object& before, const Expander& context, Draft& draft) {
  for (const schema::ObjectKey& child : context.DescendantsBefore(TableOf(before.key))) {
    const Object* own = context.from().Find(child.Child(Kind::kColumn, before.key.name()));
    if (own == nullptr || own->As<Column>().default_value == before.As<Column>().default_value) continue;
    const auto& value = own->As<Column>().default_value;
    draft.Undo(AlterColumn(*own, value.has_value() ? StrCat("SET DEFAULT ", value->sql) : "DROP DEFAULT"));
  }
}

std::string AlterColumn(const Object& column, absl::string_view what) {
  return StrCat("ALTER TABLE ", TableName(column.key), " ALTER COLUMN ", QuoteIdentifier(column.key.name()), " ", what);
}

bool IsAttribute(const schema::ObjectKey& column, const Expander& context) {
  schema::ObjectKey type = column.Parent(Kind::kCompositeType);
  return context.to().Find(type) != nullptr || context.from().Find(type) != nullptr;
}

void CreateColumn(const Change& change, Expander& out) {
  if (IsAttribute(change.after->key, out)) return CreateAttribute(change, out);
  const Object& column = *change.after;
  const Column& body = column.As<Column>();
  bool quiet = out.IsQuiet(TableOf(column.key));
  const schema::Hints* hints = column.hints.get();
  bool filled_by_author = hints != nullptr && hints->backfill.has_value();
  bool writes_rows = body.generated.has_value() || body.identity.has_value();
  if (!quiet && !writes_rows && filled_by_author) return CreateInSteps(change, out, *hints->backfill);
  if (!quiet && !writes_rows && IsVolatile(body.default_value)) return CreateInSteps(change, out, "DEFAULT");

  bool rewrite = (body.generated.has_value() && body.generated->stored) || body.identity.has_value() || IsRestrictedDomain(body.type, out);
  bool scan = body.generated.has_value() && !body.generated->stored && body.not_null.has_value();
  Action action = quiet || (!rewrite && !scan) ? Action::kAddColumn : rewrite ? Action::kAddColumnRewrite : Action::kAddColumnScan;
  Draft& draft = out.Create(action, change, column.key.ToString());
  if (body.identity.has_value()) draft.creates.push_back(body.identity->sequence);
  draft.Sql(AddColumn(column)).Undo(DropColumnSql(column));
  Finish(draft, column);
  if (quiet) return;
  if (action == Action::kAddColumnRewrite) draft.Warn(HazardId::kTableRewrite, StrCat("table ", TableName(column.key), " is rewritten under ACCESS EXCLUSIVE"));
  if (action == Action::kAddColumnScan) draft.Warn(HazardId::kFullScanUnderLock, StrCat("table ", TableName(column.key), " is read in full under ACCESS EXCLUSIVE"));
  if (body.not_null.has_value() && !body.default_value.has_value() && !writes_rows) {
    draft.Warn(HazardId::kMayFailOnData, StrCat(column.key.ToString(), " has no default: fails when table ", TableName(column.key), " has rows"));
    Check check;
    check.question = StrCat("Is table ", TableName(column.key), " empty?");
    check.sql = StrCat("SELECT count(*) FROM (SELECT FROM ", TableName(column.key), " LIMIT 1) any_row");
    check.expected = "0";
    out.AddCheck(std::move(check), draft);
  }
}

void DropColumn(const Change& change, Expander& out) {
  const Object& column = *change.before;
  const Column& body = column.As<Column>();
  if (IsAttribute(column.key, out)) {
    out.Drop(Action::kDropAttribute, change, StrCat("attribute ", column.key.QualifiedName()))
        .Sql(StrCat("ALTER TYPE ", TableName(column.key), " DROP ATTRIBUTE ", QuoteIdentifier(column.key.name())))
        .Undo(StrCat("ALTER TYPE ", TableName(column.key), " ADD ATTRIBUTE ", ColumnDefinition(column)))
        .Undo(Trimmings(column))
        .NoUndo(UndoClass::kSchemaOnly, "the values are gone")
        .Warn(HazardId::kDataLoss, StrCat("attribute ", column.key.QualifiedName(), " is dropped with its values"));
    return;
  }
  Draft& draft = out.Drop(Action::kDropColumn, change, column.key.ToString());
  draft.Sql(DropColumnSql(column));
  std::vector<std::string> owned;
  for (const Object* sequence : change.folded) {
    draft.drops.push_back(sequence->key);
    draft.Undo(CreateStatements(*sequence));
    owned.push_back(StrCat("ALTER SEQUENCE ", SqlName(sequence->key), " OWNED BY ", TableName(column.key), ".", QuoteIdentifier(column.key.name())));
  }
  draft.Undo(AddColumn(column)).Undo(ColumnExtras(column)).Undo(Trimmings(column)).Undo(owned);
  if (body.identity.has_value()) draft.drops.push_back(body.identity->sequence);
  if (body.generated.has_value()) {
    draft.step.undo_note = "the undo computes the values again";
    return;
  }
  draft.NoUndo(UndoClass::kSchemaOnly, body.not_null.has_value() && !body.default_value.has_value() ? "the values are gone; the undo fails on a table with rows, since the column is NOT NULL without a default"
                                                                                                     : "the values are gone");
  draft.Warn(HazardId::kDataLoss, StrCat(column.key.ToString(), " is dropped with its values"));
  draft.Warn(HazardId::kBreaksRunningApplication, StrCat(column.key.ToString(), " is gone"));
}

absl::Span<const Recipe> ColumnRecipes() { return kRecipes; }

}  // namespace planner
