#include "planner/rename.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "planner/diff.h"
#include "planner/sql_writer.h"
#include "schema/inheritance.h"
#include "schema/rename_mentions.h"
#include "schema/key_by_types.h"
#include "schema/routine_key.h"
#include "schema/signature_key.h"
#include "schema/support/status.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Database;
using schema::DatabaseBuilder;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

size_t Depth(const ObjectKey& key) { return std::count(key.path.begin(), key.path.end(), '\0'); }

ObjectKey WithName(const ObjectKey& key, absl::string_view name) {
  if (schema::IsRoutine(key.kind)) return schema::RenamedRoutine(key, key.schema_name(), name);
  if (key.kind == Kind::kOperatorClass || key.kind == Kind::kOperatorFamily) {
    return schema::OfMethodKey(key.kind, key.schema_name(), name, schema::SplitOfMethod(key).method);
  }
  size_t last = key.path.rfind('\0');
  return {StrCat(absl::string_view(key.path).substr(0, last == std::string::npos ? 0 : last + 1), name), key.kind};
}

std::optional<ObjectKey> OnlyMentionedBy(const Object& object) {
  if (schema::Info(object.key.kind).name_space == schema::NameSpace::kConstraint || object.key.kind == Kind::kIndex) {
    return object.key.kind == Kind::kDomainConstraint ? object.key.Parent(Kind::kDomain) : TableOf(object.key);
  }
  return std::nullopt;
}

// The present schema while it is being renamed. Copied only when there is something to rename.
class Present {
 public:
  explicit Present(const Database& from) : from_(from) {}

  bool Has(const ObjectKey& key) const { return copied_ ? builder_.Find(key) != nullptr : from_.Find(key) != nullptr; }

  void Apply(Rename rename) {
    Copy();
    // The server renames a column of the children with the parent's, and so the mentions of it there.
    if (rename.before.kind == Kind::kColumn) {
      for (const ObjectKey& child : ChildrenOf(TableOf(rename.before))) RenameBelow(child, rename.before.name(), rename.after.name());
    }
    auto edit = [&](Object& object) { RenameMentions(object, rename.before, rename.after); };
    // Anything can mention a table, a column or a type; a constraint or an index is mentioned by its own table alone, a sequence by the one it serves.
    std::optional<ObjectKey> table = OnlyMentionedBy(*builder_.Find(rename.before));
    if (table.has_value()) {
      if (Object* object = builder_.Find(*table)) edit(*object);
      builder_.ForEachBelow(*table, edit);
    } else {
      builder_.ForEach(edit);
    }
    builder_.Move(rename.before, rename.after);
    FollowInRoutines();
    if (rename.before.kind == Kind::kSchema || rename.before.kind == Kind::kForeignServer) MoveNamedAfter();
    renames_.push_back(std::move(rename));
  }

  // A rename of a range type leaves its multirange type alone, which has no object of its own.
  void ApplyToMultirange(const ObjectKey& range, const Object& wanted, std::string place) {
    Copy();
    std::string& name = builder_.Find(range)->As<schema::RangeType>().multirange_name;
    const std::string& new_name = wanted.As<schema::RangeType>().multirange_name;
    ObjectKey before = schema::MakeKey(Kind::kRangeType, {range.schema_name(), name}), after = schema::MakeKey(Kind::kRangeType, {range.schema_name(), new_name});
    builder_.ForEach([&](Object& object) { RenameMentions(object, before, after); });
    name = new_name;
    FollowInRoutines();
    renames_.push_back({.before = std::move(before), .after = std::move(after), .place = std::move(place), .by_hint = true});
  }

  const Object* Find(const ObjectKey& key) const { return copied_ ? builder_.Find(key) : from_.Find(key); }

  Database Database_() && { return copied_ ? std::move(builder_).Freeze() : from_; }
  std::vector<Rename>& renames() { return renames_; }

 private:
  // Routines, casts and operators are known by types: the server gives them their new keys by itself.
  void FollowInRoutines() {
    std::vector<std::pair<ObjectKey, ObjectKey>> moves;
    builder_.ForEach([&](Object& object) {
      if (!schema::IsKnownByTypes(object.key.kind)) return;
      ObjectKey now = schema::KeyByTypes(object);
      if (!(now == object.key)) moves.emplace_back(object.key, std::move(now));
    });
    for (const auto& [before, after] : moves) {
      builder_.ForEach([&](Object& object) { RenameMentions(object, before, after); });
      builder_.Move(before, after);
    }
  }

  std::vector<ObjectKey> ChildrenOf(const ObjectKey& parent) {
    std::vector<ObjectKey> children;
    builder_.ForEach([&](Object& object) {
      if (object.key.kind != Kind::kTable) return;
      std::vector<ObjectKey> parents = schema::ParentsOf(object.As<schema::Table>());
      if (std::find(parents.begin(), parents.end(), parent) != parents.end()) children.push_back(object.key);
    });
    return children;
  }

  void RenameBelow(const ObjectKey& table, absl::string_view before, absl::string_view after) {
    ObjectKey from = table.Child(Kind::kColumn, before), to = table.Child(Kind::kColumn, after);
    if (Object* object = builder_.Find(table)) RenameMentions(*object, from, to);
    builder_.ForEachBelow(table, [&](Object& object) { RenameMentions(object, from, to); });
    if (builder_.Find(from) != nullptr && builder_.Find(to) == nullptr) builder_.Move(from, to);
    for (const ObjectKey& child : ChildrenOf(table)) RenameBelow(child, before, after);
  }

  // Keys of default privileges name their schema, those of user mappings their server.
  void MoveNamedAfter() {
    std::vector<std::pair<ObjectKey, ObjectKey>> moved;
    builder_.ForEachTopLevel([&](const Object& object) {
      ObjectKey key = object.key;
      if (key.kind == Kind::kDefaultPrivileges) key = schema::DefaultPrivilegesKey(object.As<schema::DefaultPrivileges>());
      if (key.kind == Kind::kUserMapping) {
        const auto& mapping = object.As<schema::UserMapping>();
        key = schema::MakeKey(Kind::kUserMapping, {StrCat("for ", mapping.user, " server ", mapping.server)});
      }
      if (!(key == object.key)) moved.emplace_back(object.key, std::move(key));
    });
    for (const auto& [before, after] : moved) builder_.Move(before, after);
  }

  void Copy() {
    if (copied_) return;
    copied_ = true;
    builder_.origin() = from_.origin();
    for (const auto& object : from_.objects()) builder_.Add(*object);
  }

  const Database& from_;
  DatabaseBuilder builder_;
  bool copied_ = false;
  std::vector<Rename> renames_;
};

// Whether the name that a hint takes away is still wanted by an object that comes from nowhere else.
bool IsStillWanted(const ObjectKey& before, const Database& to) {
  const Object* wanted = to.Find(before);
  return wanted != nullptr && (wanted->hints == nullptr || !wanted->hints->renamed_from.has_value());
}

// Whether following the hints from this object leads back to it: a from b, b from a.
bool IsCircle(const Object& object, const Database& to) {
  const Object* next = &object;
  for (size_t steps = 0; steps < to.objects().size(); ++steps) {
    if (next == nullptr || next->hints == nullptr || !next->hints->renamed_from.has_value()) return false;
    ObjectKey before = WithName(next->key, *next->hints->renamed_from);
    if (before == object.key) return true;
    next = to.Find(before);
  }
  return false;
}

// Hints of `to`, parents first. Names can change hands (b renamed from a, c renamed from b), so a hint waits until its new name is free.
absl::Status FollowHints(const Database& to, Present& present) {
  std::vector<const Object*> hinted;
  for (const auto& object : to.objects()) {
    if (object->hints != nullptr && object->hints->renamed_from.has_value()) hinted.push_back(object.get());
  }
  std::stable_sort(hinted.begin(), hinted.end(), [](const Object* a, const Object* b) { return Depth(a->key) < Depth(b->key); });
  absl::flat_hash_set<ObjectKey> taken;  // old names that a hint has used
  for (bool progress = true; progress;) {
    progress = false;
    for (const Object*& object : hinted) {
      if (object == nullptr) continue;
      ObjectKey before = WithName(object->key, *object->hints->renamed_from);
      bool possible = present.Has(before) && !present.Has(object->key) && !IsStillWanted(before, to);
      if (!possible || taken.contains(before)) continue;
      std::string place = to.origin().sources == nullptr ? "" : to.origin().sources->Place(object->span);
      taken.insert(before);
      present.Apply({.before = std::move(before), .after = object->key, .place = std::move(place), .by_hint = true});
      object = nullptr;
      progress = true;
    }
  }
  for (const Object* object : hinted) {
    if (object == nullptr) continue;
    ObjectKey before = WithName(object->key, *object->hints->renamed_from);
    bool circle = present.Has(before) && present.Has(object->key) && IsCircle(*object, to);
    if (taken.contains(before)) return schema::ErrorAt(object->span, "E0201", "two objects are said to be renamed from \"", before.name(), "\"");
    if (present.Has(before) && IsStillWanted(before, to)) {
      return schema::WithHint(schema::ErrorAt(object->span, "E0201", "\"", before.name(), "\" cannot be renamed to \"", object->key.name(), "\": the desired schema has an object of the old name too"),
                              "remove the old object from the desired schema, or the directive");
    }
    if (circle) return schema::ErrorAt(object->span, "E0201", "the names \"", before.name(), "\" and \"", object->key.name(), "\" change hands in a circle; rename one of them to a third name first");
    // Else the hint is spent, or meant for a database that never had the old name.
  }
  return absl::OkStatus();
}

void FollowMultiranges(const Database& to, Present& present) {
  for (const auto& wanted : to.objects()) {
    if (wanted->key.kind != Kind::kRangeType) continue;
    const Object* now = present.Find(wanted->key);
    if (now == nullptr || now->As<schema::RangeType>().multirange_name == wanted->As<schema::RangeType>().multirange_name) continue;
    present.ApplyToMultirange(wanted->key, *wanted, to.origin().sources == nullptr ? "" : to.origin().sources->Place(wanted->span));
  }
}

bool HoldsNoData(Kind kind) {
  return kind == Kind::kKeyConstraint || kind == Kind::kForeignKey || kind == Kind::kCheck || kind == Kind::kExclusion || kind == Kind::kIndex ||
         kind == Kind::kDomainConstraint || kind == Kind::kSequence;
}

// Where objects of equal definition may stand for each other: below one parent, or owned by one column.
std::string PlaceOf(const Object& object) {
  if (object.key.kind != Kind::kSequence) return StrCat(static_cast<int>(object.key.kind), object.key.path.substr(0, object.key.path.rfind('\0')));
  const auto& owned_by = object.As<schema::Sequence>().owned_by;
  if (!owned_by.has_value()) return "";  // one free sequence is not another, however alike
  return StrCat("sequence of ", owned_by->path, " in ", object.key.schema_name());
}

// A table has one primary key: what it becomes is seen better under one name, and swapped in one statement.
bool ArePrimaryKeys(const Object& a, const Object& b) {
  return a.key.kind == Kind::kKeyConstraint && b.key.kind == Kind::kKeyConstraint && a.As<schema::KeyConstraint>().primary && b.As<schema::KeyConstraint>().primary;
}

// Objects that only have another name on the other side. What an extra mention of the name changes (a sequence in a default) does not hold it up: the
// rename is applied first.
std::vector<Rename> EqualDefinitions(const std::vector<Change>& changes, const Database& to) {
  absl::flat_hash_map<std::string, std::vector<const Object*>> gone;
  for (const Change& change : changes) {
    if (change.action == ChangeAction::kDrop && HoldsNoData(change.kind())) gone[PlaceOf(*change.before)].push_back(change.before);
  }
  std::vector<Rename> renames;
  if (gone.empty()) return renames;
  absl::flat_hash_set<const Object*> taken;
  for (const Change& change : changes) {
    if (change.action != ChangeAction::kCreate || !HoldsNoData(change.kind())) continue;
    const Object* object = change.after;
    auto candidates = gone.find(PlaceOf(*object));
    if (candidates == gone.end() || candidates->first.empty()) continue;
    for (const Object* candidate : candidates->second) {
      if (taken.contains(candidate) || candidate->key.kind != object->key.kind) continue;
      if (Compare(*candidate, *object).body != 0 && !ArePrimaryKeys(*candidate, *object)) continue;
      taken.insert(candidate);
      renames.push_back({.before = candidate->key, .after = object->key, .place = to.origin().sources == nullptr ? "" : to.origin().sources->Place(object->span)});
      break;
    }
  }
  return renames;
}

struct RenameWords {
  Action action;
  std::string statement, undo;
};

RenameWords WordsFor(const Rename& rename) {
  const ObjectKey& before = rename.before;
  const ObjectKey& after = rename.after;
  bool of_method = after.kind == Kind::kOperatorClass || after.kind == Kind::kOperatorFamily, routine = schema::IsRoutine(after.kind);
  auto name_of = [&](const ObjectKey& key) {
    return schema::QuoteIdentifier(of_method ? schema::SplitOfMethod(key).name : routine ? schema::SplitRoutineName(key.name()).name : key.name());
  };
  std::string old_name = name_of(before), new_name = name_of(after);
  auto part = [&](const char* parent, const char* what, Action action) {
    return RenameWords{action, StrCat("ALTER ", parent, " ", TableName(after), " RENAME ", what, " ", old_name, " TO ", new_name),
                       StrCat("ALTER ", parent, " ", TableName(after), " RENAME ", what, " ", new_name, " TO ", old_name)};
  };
  auto whole = [&](Action action) {
    const char* keyword = schema::Info(after.kind).sql_keyword;
    return RenameWords{action, StrCat("ALTER ", keyword, " ", SqlName(before), " RENAME TO ", new_name), StrCat("ALTER ", keyword, " ", SqlName(after), " RENAME TO ", old_name)};
  };
  auto on_table = [&](Action action) {
    const char* keyword = schema::Info(after.kind).sql_keyword;
    return RenameWords{action, StrCat("ALTER ", keyword, " ", old_name, " ON ", TableName(after), " RENAME TO ", new_name),
                       StrCat("ALTER ", keyword, " ", new_name, " ON ", TableName(after), " RENAME TO ", old_name)};
  };
  switch (after.kind) {
    case Kind::kColumn: return part("TABLE", "COLUMN", Action::kRenameColumn);
    case Kind::kDomainConstraint: return part("DOMAIN", "CONSTRAINT", Action::kRenameDomainConstraint);
    case Kind::kKeyConstraint:
    case Kind::kForeignKey:
    case Kind::kCheck:
    case Kind::kExclusion: return part("TABLE", "CONSTRAINT", Action::kRenameConstraint);
    case Kind::kIndex: return whole(Action::kRenameIndex);
    case Kind::kSequence: return whole(Action::kRenameSequence);
    case Kind::kTable: return whole(Action::kRenameTable);
    case Kind::kView:
    case Kind::kMaterializedView: return whole(Action::kRenameView);
    case Kind::kFunction:
    case Kind::kProcedure:
    case Kind::kAggregate: return whole(Action::kRenameRoutine);
    case Kind::kTrigger: return on_table(Action::kRenameTrigger);
    case Kind::kPolicy: return on_table(Action::kRenamePolicy);
    case Kind::kRule: return on_table(Action::kRenameRule);
    case Kind::kEventTrigger: return whole(Action::kRenameEventTrigger);
    case Kind::kForeignDataWrapper:
    case Kind::kForeignServer:
    case Kind::kLanguage:
    case Kind::kCollation:
    case Kind::kOperatorClass:
    case Kind::kOperatorFamily:
    case Kind::kConversion:
    case Kind::kTextSearchParser:
    case Kind::kTextSearchTemplate:
    case Kind::kTextSearchDictionary:
    case Kind::kTextSearchConfiguration:
    case Kind::kStatistics:
    case Kind::kPublication:
    case Kind::kSubscription: return whole(Action::kRenameObject);
    default: return whole(Action::kRenameType);
  }
}

}  // namespace

absl::StatusOr<Renamed> ApplyRenames(const Database& from, const Database& to) {
  Present present(from);
  RETURN_IF_ERROR(FollowHints(to, present));
  FollowMultiranges(to, present);
  std::vector<Rename> hinted = present.renames();
  Renamed renamed;
  renamed.from = std::move(present).Database_();
  // One and the same value (cli/load.cc) needs no comparison.
  if (renamed.from.objects().data() != to.objects().data()) renamed.changes = Diff(renamed.from, to);
  std::vector<Rename> equal = EqualDefinitions(renamed.changes, to);
  renamed.renames = std::move(hinted);
  if (equal.empty()) return renamed;
  Present again(renamed.from);
  for (Rename& rename : equal) again.Apply(std::move(rename));
  renamed.renames.insert(renamed.renames.end(), again.renames().begin(), again.renames().end());
  renamed.from = std::move(again).Database_();
  renamed.changes = Diff(renamed.from, to);
  return renamed;
}

std::vector<std::unique_ptr<Draft>> RenameDrafts(const Renamed& renamed) {
  std::vector<std::unique_ptr<Draft>> drafts;
  for (const Rename& rename : renamed.renames) {
    RenameWords words = WordsFor(rename);
    auto draft = std::make_unique<Draft>();
    const ActionInfo& info = Info(words.action);
    draft->action = words.action;
    Step& step = draft->step;
    step.action = info.name;
    step.object = rename.after;
    absl::string_view new_name = schema::IsRoutine(rename.after.kind) ? schema::SplitRoutineName(rename.after.name()).name : rename.after.name();
    step.summary = StrCat(rename.before.ToString(), " to ", schema::QuoteIdentifier(new_name));
    step.lock = info.lock;
    step.work = info.work;
    step.txn = info.txn;
    step.place = rename.place;
    if (info.lock != Lock::kNone) draft->locks.push_back(TableOf(rename.after));
    draft->Sql(std::move(words.statement)).Undo(std::move(words.undo));
    bool named_by_application = schema::Info(rename.after.kind).name_space != schema::NameSpace::kConstraint && rename.after.kind != Kind::kIndex && rename.after.kind != Kind::kTrigger &&
                                rename.after.kind != Kind::kPolicy && rename.after.kind != Kind::kRule && rename.after.kind != Kind::kEventTrigger;
    if (named_by_application) draft->Warn(HazardId::kBreaksRunningApplication, StrCat(rename.before.QualifiedName(), " has another name"));
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

}  // namespace planner
