// How one kind of object is created, dropped and altered: one row per kind in kinds.cc, one file per kind in kinds/.
//
// A recipe belongs to a field of the kind's struct (by its name in kFields). When that field differs, `replaces` decides whether the object must be
// made anew; otherwise `expand` writes the steps. A field that no recipe claims leads to a remark in the plan, never to silence; a test lists
// the fields without one.
#pragma once

#include "absl/types/span.h"
#include "planner/draft.h"

namespace planner {

struct Recipe {
  const char* field;
  // True when the change of this field cannot be made in place. Null: always in place.
  bool (*replaces)(const Change& change, const Expander& context);
  // Null where replaces is always true.
  void (*expand)(const Change& change, Expander& out);
  // Fields of the same struct that `expand` deals with too, when both differ; separated by commas.
  const char* also = "";
};

struct KindPlanner {
  schema::Kind kind;
  void (*create)(const Change& change, Expander& out);
  void (*drop)(const Change& change, Expander& out);
  absl::Span<const Recipe> recipes;
};

KindPlanner PlannerOf(schema::Kind kind);

inline bool Always(const Change&, const Expander&) { return true; }

// The functions of planner/kinds, a create and a drop for each kind and its recipes.
#define LOCKSTEP_KIND_PLANNER(Name)                        \
  void Create##Name(const Change& change, Expander& out);  \
  void Drop##Name(const Change& change, Expander& out);    \
  absl::Span<const Recipe> Name##Recipes();
LOCKSTEP_KIND_PLANNER(Schema)
LOCKSTEP_KIND_PLANNER(Extension)
LOCKSTEP_KIND_PLANNER(Enum)
LOCKSTEP_KIND_PLANNER(Domain)
LOCKSTEP_KIND_PLANNER(CompositeType)
LOCKSTEP_KIND_PLANNER(Sequence)
LOCKSTEP_KIND_PLANNER(Table)
LOCKSTEP_KIND_PLANNER(Column)
LOCKSTEP_KIND_PLANNER(KeyConstraint)
LOCKSTEP_KIND_PLANNER(ForeignKey)
LOCKSTEP_KIND_PLANNER(Check)
LOCKSTEP_KIND_PLANNER(Exclusion)
LOCKSTEP_KIND_PLANNER(DomainConstraint)
LOCKSTEP_KIND_PLANNER(Index)
LOCKSTEP_KIND_PLANNER(View)
LOCKSTEP_KIND_PLANNER(MaterializedView)
LOCKSTEP_KIND_PLANNER(Function)
LOCKSTEP_KIND_PLANNER(Procedure)
LOCKSTEP_KIND_PLANNER(Aggregate)
LOCKSTEP_KIND_PLANNER(Rule)
LOCKSTEP_KIND_PLANNER(Trigger)
LOCKSTEP_KIND_PLANNER(Policy)
LOCKSTEP_KIND_PLANNER(EventTrigger)
LOCKSTEP_KIND_PLANNER(Language)
LOCKSTEP_KIND_PLANNER(AccessMethod)
LOCKSTEP_KIND_PLANNER(Collation)
LOCKSTEP_KIND_PLANNER(RangeType)
LOCKSTEP_KIND_PLANNER(BaseType)
LOCKSTEP_KIND_PLANNER(Cast)
LOCKSTEP_KIND_PLANNER(Operator)
LOCKSTEP_KIND_PLANNER(OperatorClass)
LOCKSTEP_KIND_PLANNER(OperatorFamily)
LOCKSTEP_KIND_PLANNER(Conversion)
LOCKSTEP_KIND_PLANNER(Transform)
LOCKSTEP_KIND_PLANNER(TextSearchParser)
LOCKSTEP_KIND_PLANNER(TextSearchTemplate)
LOCKSTEP_KIND_PLANNER(TextSearchDictionary)
LOCKSTEP_KIND_PLANNER(TextSearchConfiguration)
LOCKSTEP_KIND_PLANNER(Statistics)
LOCKSTEP_KIND_PLANNER(Publication)
LOCKSTEP_KIND_PLANNER(Subscription)
LOCKSTEP_KIND_PLANNER(DefaultPrivileges)
LOCKSTEP_KIND_PLANNER(ForeignDataWrapper)
LOCKSTEP_KIND_PLANNER(ForeignServer)
LOCKSTEP_KIND_PLANNER(UserMapping)
#undef LOCKSTEP_KIND_PLANNER

// Adds the index `index` of `table`, whether it stands alone or behind a key, to the keys that a step needs or frees.
void AddIndexMention(std::vector<schema::ObjectKey>& keys, const schema::ObjectKey& table, const std::optional<std::string>& index);

// Both sides are there, and what is granted or kept from the role differs.
void AlterDefaultPrivileges(const Change& change, Expander& out);

// Never a moment without the index: the ways to replace an index and a key in place.
void ReplaceIndex(const Change& change, Expander& out);
void ReplaceKeyConstraint(const Change& change, Expander& out);
bool CanReplaceKeyInPlace(const Change& change, const Expander& context);

// A check that no two rows have the same values of `expressions` (by the rule for NULLs), for a step that builds a unique index.
struct UniqueRows {
  std::vector<std::string> expressions;
  std::optional<schema::Expr> predicate;
  bool nulls_not_distinct = false;
};
void AskForDuplicateRows(const schema::ObjectKey& key, const UniqueRows& rows, Expander& out, const Draft& draft);

// The tables with a column of the domain: a statement that checks their rows locks them.
void LockUsersOfDomain(const schema::ObjectKey& domain, const Expander& context, Draft& draft);

// SET and RESET of storage parameters, from one list to another; `prefix`: "ALTER TABLE public.orders ".
std::vector<std::string> OptionStatements(const std::string& prefix, const std::vector<schema::Option>& before, const std::vector<schema::Option>& after);

}  // namespace planner
