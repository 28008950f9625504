#include <algorithm>

#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/kinds/sequence_parts.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::ObjectKey;
using schema::Sequence;

void Forget(std::vector<ObjectKey>& keys, const ObjectKey& key) { keys.erase(std::remove(keys.begin(), keys.end(), key), keys.end()); }

std::string OwnedBy(const ObjectKey& sequence, const std::optional<ObjectKey>& column) {
  return StrCat("ALTER SEQUENCE ", SqlName(sequence), " OWNED BY ",
                column.has_value() ? StrCat(TableName(*column), ".", schema::QuoteIdentifier(column->name())) : "NONE");
}

void ChangeOptions(const Change& change, Expander& out) {
  const Sequence& before = change.before->As<Sequence>();
  const Sequence& after = change.after->As<Sequence>();
  std::string name = SqlName(change.after->key);
  Draft& draft = out.Alter(Action::kAlterSequence, change, change.after->key.ToString());
  if (after.owned_by.has_value()) Forget(draft.needs, *after.owned_by);  // its options do not depend on the column's
  std::string limit = MoveIntoLimit(change.after->key, before.options, after.options);
  if (!limit.empty()) draft.Sql(std::move(limit));
  draft.Sql(StrCat("ALTER SEQUENCE ", name, SequenceChanges(before.options, after.options), RestartAtLimit(before.options, after.options)))
      .Undo(StrCat("ALTER SEQUENCE ", name, SequenceChanges(after.options, before.options), RestartAtLimit(after.options, before.options)));
  if (!RestartAtLimit(before.options, after.options).empty()) draft.NoUndo(UndoClass::kSchemaOnly, "the sequence starts again at its limit");
}

void ChangeOwner(const Change& change, Expander& out) {
  const Sequence& before = change.before->As<Sequence>();
  const Sequence& after = change.after->As<Sequence>();
  Draft& draft = out.Alter(Action::kSequenceOwnedBy, change, StrCat(change.after->key.ToString(), after.owned_by.has_value() ? StrCat(", owned by ", after.owned_by->QualifiedName()) : ", owned by none"));
  draft.alters.clear();  // a default that uses the sequence need not wait for its ownership
  draft.Sql(OwnedBy(change.after->key, after.owned_by))
      .Undo(OwnedBy(change.after->key, before.owned_by));
}

void ChangeLogged(const Change& change, Expander& out) {
  std::string name = SqlName(change.after->key);
  bool unlogged = change.after->As<Sequence>().unlogged;
  out.Alter(Action::kSetSequenceLogged, change, StrCat(change.after->key.ToString(), unlogged ? ", unlogged" : ", logged"))
      .Sql(StrCat("ALTER SEQUENCE ", name, unlogged ? " SET UNLOGGED" : " SET LOGGED"))
      .Undo(StrCat("ALTER SEQUENCE ", name, unlogged ? " SET LOGGED" : " SET UNLOGGED"));
}

constexpr Recipe kRecipes[] = {{"options", nullptr, &ChangeOptions}, {"owned_by", nullptr, &ChangeOwner}, {"unlogged", nullptr, &ChangeLogged}};

}  // namespace

std::string MoveIntoLimit(const ObjectKey& sequence, const schema::SequenceOptions& before, const schema::SequenceOptions& after) {
  bool up = after.increment > 0;
  if (up ? after.min_value <= before.min_value : after.max_value >= before.max_value) return "";
  int64_t limit = up ? after.min_value : after.max_value;
  if (limit < before.min_value || limit > before.max_value) return "";  // see RestartAtLimit
  return StrCat("SELECT pg_catalog.setval(", schema::QuoteLiteral(SqlName(sequence)), ", ", limit, ", false) FROM ", SqlName(sequence), " WHERE last_value ", up ? "<" : ">", " ", limit);
}

std::string RestartAtLimit(const schema::SequenceOptions& before, const schema::SequenceOptions& after) {
  if (after.min_value <= before.max_value && before.min_value <= after.max_value) return "";
  return StrCat(" RESTART WITH ", after.increment > 0 ? after.min_value : after.max_value);
}

// OWNED BY comes later: the column's default usually needs the sequence. FoldIntoParents gives it to the CREATE TABLE where the plan has one.
void CreateSequence(const Change& change, Expander& out) {
  const Sequence& sequence = change.after->As<Sequence>();
  Draft& draft = out.Create(Action::kCreateSequence, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
  if (!sequence.owned_by.has_value()) return;
  Forget(draft.needs, *sequence.owned_by);
  if (out.IsCreated(TableOf(*sequence.owned_by))) return;  // part of the CREATE TABLE
  Draft& owned = out.Alter(Action::kSequenceOwnedBy, change, StrCat(change.after->key.ToString(), ", owned by ", sequence.owned_by->QualifiedName()));
  owned.alters.clear();  // a default that uses the sequence need not wait for its ownership
  owned.needs.push_back(change.after->key);
  owned.Locks(TableOf(*sequence.owned_by)).step.lock = Info(Action::kSequenceOwnedBy).lock_on_other;
  owned.Sql(OwnedBy(change.after->key, sequence.owned_by)).Undo(OwnedBy(change.after->key, std::nullopt));
}

void DropSequence(const Change& change, Expander& out) {
  std::vector<std::string> undo = CreateStatements(*change.before);
  const Sequence& sequence = change.before->As<Sequence>();
  if (sequence.owned_by.has_value()) undo.push_back(OwnedBy(change.before->key, sequence.owned_by));
  Draft& draft = out.Drop(Action::kDropSequence, change, change.before->key.ToString());
  if (sequence.owned_by.has_value()) Forget(draft.frees, *sequence.owned_by);  // the column need not wait for it
  draft.Sql(DropStatement(change.before->key))
      .Undo(undo)
      .NoUndo(UndoClass::kSchemaOnly, "the sequence starts again at its start value")
      .Warn(HazardId::kDataLoss, StrCat("the current value of ", change.before->key.ToString(), " is lost"));
}

absl::Span<const Recipe> SequenceRecipes() { return kRecipes; }

}  // namespace planner
