#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "planner/kinds/column_parts.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Column;
using schema::Kind;
using schema::Node;
using schema::Object;
using schema::ObjectKey;
using schema::TypeRef;

bool IsOneOf(const TypeRef& type, absl::Span<const char* const> names) {
  return !type.array && type.IsBuiltin() && std::any_of(names.begin(), names.end(), [&](const char* name) { return type.name == name; });
}

// The second allows all that the first does: a missing modifier allows everything, a larger number allows more.
bool Widens(int32_t before, int32_t after) { return after == -1 || (before != -1 && after >= before); }

// numeric(p,s): more digits before the point, as many after it (numeric_support, numeric.c).
bool WidensNumeric(int32_t before, int32_t after) {
  if (after == -1) return true;
  if (before == -1) return false;
  auto precision = [](int32_t typmod) { return ((typmod - 4) >> 16) & 0xffff; };
  auto scale = [](int32_t typmod) { return (((typmod - 4) & 0x7ff) ^ 1024) - 1024; };
  return scale(before) == scale(after) && precision(after) >= precision(before);
}

// Whether the rows can stay as they are: the conversion is binary coercible and a length that can only have been kept
// (ATColumnChangeRequiresRewrite, tablecmds.c, with the planner support functions of the length casts).
bool KeepsRows(const TypeRef& before, const TypeRef& after) {
  if (before.array || after.array) return before == after;
  if (IsOneOf(before, {"varchar", "text"}) && IsOneOf(after, {"varchar", "text"})) {
    if (after.name == "text") return true;
    return before.name == "text" ? after.typmod == -1 : Widens(before.typmod, after.typmod);
  }
  if (IsOneOf(before, {"cidr"}) && IsOneOf(after, {"inet"})) return true;
  if (before.schema != after.schema || before.name != after.name) return false;
  if (IsOneOf(before, {"numeric"})) return WidensNumeric(before.typmod, after.typmod);
  if (IsOneOf(before, {"varbit", "timestamp", "timestamptz", "time", "timetz"})) return Widens(before.typmod, after.typmod);
  if (IsOneOf(before, {"interval"})) return after.typmod == -1;
  return before.typmod == after.typmod;
}

// Pairs that have an assignment cast, so that ALTER TYPE needs no USING (pg_cast, and casts to string types through output functions).
bool HasAssignmentCast(const TypeRef& before, const TypeRef& after) {
  if (before.schema == after.schema && before.name == after.name && before.array == after.array) return true;
  if (IsOneOf(after, {"text", "varchar", "bpchar"})) return true;
  constexpr const char* kNumbers[] = {"int2", "int4", "int8", "float4", "float8", "numeric"};
  if (IsOneOf(before, kNumbers) && IsOneOf(after, kNumbers)) return true;
  constexpr const char* kTimes[] = {"date", "timestamp", "timestamptz"};
  if (IsOneOf(before, kTimes) && IsOneOf(after, kTimes)) return true;
  if (IsOneOf(before, {"timestamp", "timestamptz"}) && IsOneOf(after, {"time", "timetz"})) return true;
  if (IsOneOf(before, {"time", "timetz", "interval"}) && IsOneOf(after, {"time", "timetz", "interval"})) return !IsOneOf(before, {"timetz"}) || !IsOneOf(after, {"interval"});
  if (IsOneOf(before, {"json", "jsonb"}) && IsOneOf(after, {"json", "jsonb"})) return true;
  if (IsOneOf(before, {"cidr", "inet"}) && IsOneOf(after, {"cidr", "inet"})) return true;
  if (IsOneOf(before, {"bit", "varbit"}) && IsOneOf(after, {"bit", "varbit"})) return true;
  return false;
}

// The type that a domain is over, in the end: casts look at that.
TypeRef BaseOf(const TypeRef& type, const schema::Database& side) {
  TypeRef base = type;
  for (const Object* domain = nullptr; !base.array && !base.IsBuiltin(); base = domain->As<schema::Domain>().type) {
    domain = side.Find(schema::MakeKey(Kind::kDomain, {base.schema, base.name}));
    if (domain == nullptr) break;
  }
  return base;
}

// Whether `value::after` is an expression at all (find_coercion_pathway, parse_coerce.c): by pg_cast, through input and output functions from or to a
// string, element by element.
bool HasExplicitCast(TypeRef before, TypeRef after) {
  if (before.array && after.array) before.array = after.array = false;
  if (IsOneOf(before, {"text", "varchar", "bpchar"}) || HasAssignmentCast(before, after)) return true;
  if (before.array || after.array) return false;
  constexpr std::pair<const char*, const char*> kCasts[] = {
      {"int4", "bool"}, {"bool", "int4"}, {"int4", "bit"}, {"int8", "bit"}, {"bit", "int4"}, {"bit", "int8"}, {"int4", "money"}, {"int8", "money"}, {"numeric", "money"}, {"money", "numeric"},
      {"jsonb", "bool"}, {"jsonb", "numeric"}, {"jsonb", "int2"}, {"jsonb", "int4"}, {"jsonb", "int8"}, {"jsonb", "float4"}, {"jsonb", "float8"}, {"macaddr", "macaddr8"}, {"macaddr8", "macaddr"},
      {"int2", "oid"}, {"int4", "oid"}, {"int8", "oid"}, {"oid", "int4"}, {"oid", "int8"}, {"box", "point"}, {"box", "circle"}, {"box", "polygon"}, {"box", "lseg"}, {"circle", "point"},
      {"circle", "box"}, {"circle", "polygon"}, {"polygon", "point"}, {"polygon", "box"}, {"polygon", "circle"}, {"polygon", "path"}, {"path", "polygon"}, {"point", "box"}, {"lseg", "point"},
      {"name", "text"}, {"name", "varchar"}, {"name", "bpchar"}};
  return std::any_of(std::begin(kCasts), std::end(kCasts), [&](const auto& cast) { return IsOneOf(before, {cast.first}) && IsOneOf(after, {cast.second}); });
}

bool Mentions(const schema::Expr& expr, const ObjectKey& column) {
  if (expr.tree == nullptr) return true;  // unknown: assume so
  bool found = false;
  schema::Walk(*expr.tree, [&](const Node& node) { found = found || node.object == column || (node.op == schema::Op::kColumn && node.text == column.name()); });
  return found;
}

// What makes a change without rewrite read the table all the same: a CHECK or an index predicate that uses the column, or a new collation of an
// indexed column.
bool NeedsScan(const Change& change, const Expander& context) {
  bool recollated = !(change.before->As<Column>().collation == change.after->As<Column>().collation);
  for (const auto& object : context.from().Below(TableOf(change.before->key))) {
    if (context.IsDropped(object->key)) continue;
    if (object->key.kind == Kind::kCheck && Mentions(object->As<schema::Check>().expression, change.before->key)) return true;
    if (object->key.kind != Kind::kIndex && object->key.kind != Kind::kKeyConstraint && object->key.kind != Kind::kExclusion) continue;
    if (object->key.kind == Kind::kIndex) {
      const schema::Index& index = object->As<schema::Index>();
      if (index.predicate.has_value() && Mentions(*index.predicate, change.before->key)) return true;
      for (const schema::IndexPart& part : index.parts) {
        if (part.expression.has_value() && Mentions(*part.expression, change.before->key)) return true;
      }
    }
    std::vector<ObjectKey> mentioned = References(*object);
    if (recollated && std::binary_search(mentioned.begin(), mentioned.end(), change.before->key)) return true;
  }
  return false;
}

// Changing the type of a foreign key's column locks the table at its other end as well.
void LockOtherEnds(const Change& change, const Expander& context, Draft& draft) {
  ObjectKey table = TableOf(change.before->key);
  for (const Object* user : context.UsersOf(change.before->key)) {
    if (user->key.kind != Kind::kForeignKey || context.IsDropped(user->key)) continue;
    draft.Locks(TableOf(user->key) == table ? user->As<schema::ForeignKey>().referenced_table : TableOf(user->key));
  }
}

// How the values of one type become those of another: `side` knows the domains of both.
struct Conversion {
  std::string using_clause;
  bool through_text = false;  // there is no cast
};
Conversion ConversionOf(const Object& before, const Object& after, const Expander& context) {
  TypeRef from = BaseOf(before.As<Column>().type, context.from()), to = BaseOf(after.As<Column>().type, context.to());
  if (before.As<Column>().type == after.As<Column>().type || HasAssignmentCast(from, to)) return {};
  std::string column = schema::QuoteIdentifier(before.key.name()), type = schema::FormatType(after.As<Column>().type);
  if (HasExplicitCast(from, to)) return {StrCat(" USING ", column, "::", type), false};
  // All that is left is what a value looks like: enums, and whatever the rows may hold of the kind.
  return {StrCat(" USING ", column, from.array && to.array ? "::text[]::" : "::text::", type), true};
}

// DROP DEFAULT, TYPE and SET DEFAULT in one statement: the server would try to convert the old default and can fail at that.
std::string Statement(const Object& before, const Object& after, const std::string& using_clause) {
  std::string name = schema::QuoteIdentifier(after.key.name());
  std::string text = StrCat("ALTER TABLE ", TableName(after.key));
  if (before.As<Column>().default_value.has_value()) absl::StrAppend(&text, " ALTER COLUMN ", name, " DROP DEFAULT,");
  absl::StrAppend(&text, " ALTER COLUMN ", name, " TYPE ", schema::FormatType(after.As<Column>().type), CollateClause(after.As<Column>().collation), using_clause);
  if (after.As<Column>().default_value.has_value()) absl::StrAppend(&text, ", ALTER COLUMN ", name, " SET DEFAULT ", after.As<Column>().default_value->sql);
  return text;
}

std::vector<std::string> StorageExtras(const Object& column) {
  const Column& body = column.As<Column>();
  std::vector<std::string> statements;
  if (body.storage != schema::Storage::kTypeDefault) statements.push_back(AlterColumn(column, StrCat("SET STORAGE ", schema::EnumName(body.storage))));
  if (body.compression.has_value()) statements.push_back(AlterColumn(column, StrCat("SET COMPRESSION ", *body.compression)));
  return statements;
}

void ChangeAttributeType(const Change& change, Expander& out) {
  for (const Object* user : out.UsersOf(change.after->key.Parent(Kind::kCompositeType))) {
    if (user->key.kind != Kind::kColumn || IsAttribute(user->key, out)) continue;
    out.NotPlanned(change, StrCat("the type of attribute ", change.after->key.QualifiedName(), " cannot change while ", user->key.ToString(), " is of its type; make a new type for the column"));
    return;
  }
  auto statement = [](const Object& attribute) {
    return StrCat("ALTER TYPE ", TableName(attribute.key), " ALTER ATTRIBUTE ", schema::QuoteIdentifier(attribute.key.name()), " TYPE ",
                  schema::FormatType(attribute.As<Column>().type), CollateClause(attribute.As<Column>().collation));
  };
  out.Alter(Action::kAlterAttributeType, change, StrCat("type of attribute ", change.after->key.QualifiedName()))
      .Sql(statement(*change.after))
      .Undo(statement(*change.before));
}

void ChangeTypeAlone(const Change& change, Expander& out) {
  const Column& before = change.before->As<Column>();
  const Column& after = change.after->As<Column>();
  bool keeps_rows = KeepsRows(before.type, after.type);
  bool scan = keeps_rows && NeedsScan(change, out);
  Action action = !keeps_rows ? Action::kAlterTypeRewrite : scan ? Action::kAlterTypeScan : Action::kAlterTypeCatalog;
  std::string to_type = schema::FormatType(after.type);
  Draft& draft = out.Alter(action, change, StrCat(change.after->key.ToString(), " from ", schema::FormatType(before.type), " to ", to_type));
  bool told_how = change.after->hints != nullptr && change.after->hints->using_expression.has_value();
  Conversion there = ConversionOf(*change.before, *change.after, out), back = ConversionOf(*change.after, *change.before, out);
  std::string using_clause = told_how ? StrCat(" USING ", *change.after->hints->using_expression) : there.using_clause;
  draft.Sql(Statement(*change.before, *change.after, using_clause)).Undo(Statement(*change.after, *change.before, back.using_clause));
  // The server gives the column the storage and compression of its new type (ATExecAlterColumnType, tablecmds.c).
  for (std::string& statement : StorageExtras(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(StorageExtras(*change.before));
  if (before.default_value.has_value() || after.default_value.has_value()) RestoreDefaultsBelow(*change.before, out, draft);
  draft.UndoTxn(Txn::kAlone);
  LockOtherEnds(change, out, draft);
  std::string table = TableName(change.after->key);
  if (!keeps_rows) draft.Warn(HazardId::kTableRewrite, StrCat("table ", table, " is rewritten under ACCESS EXCLUSIVE"));
  if (scan) draft.Warn(HazardId::kFullScanUnderLock, StrCat("table ", table, " is read in full under ACCESS EXCLUSIVE: a check or an index uses the column"));
  if (!keeps_rows && (!using_clause.empty() || !Widens(before.type.typmod, after.type.typmod))) {
    std::string how = there.through_text && !told_how ? ", taken as text, since there is no cast; say how with -- lockstep: using (expression)" : "";
    draft.Warn(HazardId::kMayFailOnData, StrCat("fails when a value of ", change.after->key.QualifiedName(), " is no ", to_type, how));
  }
  if (keeps_rows) draft.step.undo_note = "the undo rewrites the table, and fails when a value no longer fits";
}

}  // namespace

bool TypeNeedsReplacement(const Change& change, const Expander& context) {
  return !IsAttribute(change.after->key, context) && change.before->As<Column>().generated.has_value() && change.after->As<Column>().generated.has_value() &&
         !(change.before->As<Column>().generated == change.after->As<Column>().generated);
}

void ChangeType(const Change& change, Expander& out) {
  if (IsAttribute(change.after->key, out)) return ChangeAttributeType(change, out);
  const Column& before = change.before->As<Column>();
  const Column& after = change.after->As<Column>();
  if (before.identity == after.identity) return ChangeTypeAlone(change, out);
  // Only integers can be identity: it goes before the type does; and limits that the new type has no room for go first too.
  bool goes = before.identity.has_value() && (!after.identity.has_value() || IdentityGoesFirst(*before.identity, *after.identity));
  out.BeginRecipe();
  if (goes) ChangeIdentity(change, out);
  ChangeTypeAlone(change, out);
  if (!goes) ChangeIdentity(change, out);
  out.EndRecipe();
}

}  // namespace planner
