#include "planner/kind_planner.h"

namespace planner {
namespace {

using schema::Kind;

struct Row {
  Kind kind;
  void (*create)(const Change& change, Expander& out);
  void (*drop)(const Change& change, Expander& out);
  absl::Span<const Recipe> (*recipes)();
};

void Nothing(const Change&, Expander&) {}
absl::Span<const Recipe> NoRecipes() { return {}; }

constexpr Row kRows[] = {
    {Kind::kSchema, &CreateSchema, &DropSchema, &SchemaRecipes},
    {Kind::kExtension, &CreateExtension, &DropExtension, &ExtensionRecipes},
    {Kind::kLanguage, &Nothing, &Nothing, &NoRecipes},
    {Kind::kAccessMethod, &Nothing, &Nothing, &NoRecipes},
    {Kind::kForeignDataWrapper, &CreateForeignDataWrapper, &DropForeignDataWrapper, &ForeignDataWrapperRecipes},
    {Kind::kForeignServer, &CreateForeignServer, &DropForeignServer, &ForeignServerRecipes},
    {Kind::kUserMapping, &CreateUserMapping, &DropUserMapping, &UserMappingRecipes},
    {Kind::kCollation, &Nothing, &Nothing, &NoRecipes},
    {Kind::kEnum, &CreateEnum, &DropEnum, &EnumRecipes},
    {Kind::kDomain, &CreateDomain, &DropDomain, &DomainRecipes},
    {Kind::kCompositeType, &CreateCompositeType, &DropCompositeType, &CompositeTypeRecipes},
    {Kind::kRangeType, &Nothing, &Nothing, &NoRecipes},
    {Kind::kBaseType, &Nothing, &Nothing, &NoRecipes},
    {Kind::kSequence, &CreateSequence, &DropSequence, &SequenceRecipes},
    {Kind::kTable, &CreateTable, &DropTable, &TableRecipes},
    {Kind::kColumn, &CreateColumn, &DropColumn, &ColumnRecipes},
    {Kind::kKeyConstraint, &CreateKeyConstraint, &DropKeyConstraint, &KeyConstraintRecipes},
    {Kind::kForeignKey, &CreateForeignKey, &DropForeignKey, &ForeignKeyRecipes},
    {Kind::kCheck, &CreateCheck, &DropCheck, &CheckRecipes},
    {Kind::kExclusion, &CreateExclusion, &DropExclusion, &ExclusionRecipes},
    {Kind::kDomainConstraint, &CreateDomainConstraint, &DropDomainConstraint, &DomainConstraintRecipes},
    {Kind::kIndex, &CreateIndex, &DropIndex, &IndexRecipes},
    {Kind::kFunction, &Nothing, &Nothing, &NoRecipes},
    {Kind::kProcedure, &Nothing, &Nothing, &NoRecipes},
    {Kind::kAggregate, &Nothing, &Nothing, &NoRecipes},
    {Kind::kCast, &Nothing, &Nothing, &NoRecipes},
    {Kind::kOperator, &Nothing, &Nothing, &NoRecipes},
    {Kind::kOperatorClass, &Nothing, &Nothing, &NoRecipes},
    {Kind::kOperatorFamily, &Nothing, &Nothing, &NoRecipes},
    {Kind::kConversion, &Nothing, &Nothing, &NoRecipes},
    {Kind::kTransform, &Nothing, &Nothing, &NoRecipes},
    {Kind::kTextSearchParser, &Nothing, &Nothing, &NoRecipes},
    {Kind::kTextSearchTemplate, &Nothing, &Nothing, &NoRecipes},
    {Kind::kTextSearchDictionary, &Nothing, &Nothing, &NoRecipes},
    {Kind::kTextSearchConfiguration, &Nothing, &Nothing, &NoRecipes},
    {Kind::kView, &Nothing, &Nothing, &NoRecipes},
    {Kind::kMaterializedView, &Nothing, &Nothing, &NoRecipes},
    {Kind::kRule, &Nothing, &Nothing, &NoRecipes},
    {Kind::kTrigger, &Nothing, &Nothing, &NoRecipes},
    {Kind::kPolicy, &Nothing, &Nothing, &NoRecipes},
    {Kind::kStatistics, &Nothing, &Nothing, &NoRecipes},
    {Kind::kEventTrigger, &Nothing, &Nothing, &NoRecipes},
    {Kind::kPublication, &Nothing, &Nothing, &NoRecipes},
    {Kind::kSubscription, &Nothing, &Nothing, &NoRecipes},
    {Kind::kDefaultPrivileges, &Nothing, &Nothing, &NoRecipes},
    {Kind::kUnmodelled, &Nothing, &Nothing, &NoRecipes},  // Diff never yields one
};
static_assert(std::size(kRows) == schema::kKindCount);
static_assert([] {
  for (size_t i = 0; i < schema::kKindCount; ++i) {
    if (kRows[i].kind != static_cast<Kind>(i)) return false;
  }
  return true;
}(), "the rows stand in the order of Kind");

}  // namespace

KindPlanner PlannerOf(Kind kind) {
  const Row& row = kRows[static_cast<size_t>(kind)];
  return {row.kind, row.create, row.drop, row.recipes()};
}

}  // namespace planner
