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
    {Kind::kLanguage, &CreateLanguage, &DropLanguage, &LanguageRecipes},
    {Kind::kAccessMethod, &CreateAccessMethod, &DropAccessMethod, &AccessMethodRecipes},
    {Kind::kForeignDataWrapper, &CreateForeignDataWrapper, &DropForeignDataWrapper, &ForeignDataWrapperRecipes},
    {Kind::kForeignServer, &CreateForeignServer, &DropForeignServer, &ForeignServerRecipes},
    {Kind::kUserMapping, &CreateUserMapping, &DropUserMapping, &UserMappingRecipes},
    {Kind::kCollation, &CreateCollation, &DropCollation, &CollationRecipes},
    {Kind::kEnum, &CreateEnum, &DropEnum, &EnumRecipes},
    {Kind::kDomain, &CreateDomain, &DropDomain, &DomainRecipes},
    {Kind::kCompositeType, &CreateCompositeType, &DropCompositeType, &CompositeTypeRecipes},
    {Kind::kRangeType, &CreateRangeType, &DropRangeType, &RangeTypeRecipes},
    {Kind::kBaseType, &CreateBaseType, &DropBaseType, &BaseTypeRecipes},
    {Kind::kSequence, &CreateSequence, &DropSequence, &SequenceRecipes},
    {Kind::kTable, &CreateTable, &DropTable, &TableRecipes},
    {Kind::kColumn, &CreateColumn, &DropColumn, &ColumnRecipes},
    {Kind::kKeyConstraint, &CreateKeyConstraint, &DropKeyConstraint, &KeyConstraintRecipes},
    {Kind::kForeignKey, &CreateForeignKey, &DropForeignKey, &ForeignKeyRecipes},
    {Kind::kCheck, &CreateCheck, &DropCheck, &CheckRecipes},
    {Kind::kExclusion, &CreateExclusion, &DropExclusion, &ExclusionRecipes},
    {Kind::kDomainConstraint, &CreateDomainConstraint, &DropDomainConstraint, &DomainConstraintRecipes},
    {Kind::kIndex, &CreateIndex, &DropIndex, &IndexRecipes},
    {Kind::kFunction, &CreateFunction, &DropFunction, &FunctionRecipes},
    {Kind::kProcedure, &CreateProcedure, &DropProcedure, &ProcedureRecipes},
    {Kind::kAggregate, &CreateAggregate, &DropAggregate, &AggregateRecipes},
    {Kind::kCast, &CreateCast, &DropCast, &CastRecipes},
    {Kind::kOperator, &CreateOperator, &DropOperator, &OperatorRecipes},
    {Kind::kOperatorClass, &CreateOperatorClass, &DropOperatorClass, &OperatorClassRecipes},
    {Kind::kOperatorFamily, &CreateOperatorFamily, &DropOperatorFamily, &OperatorFamilyRecipes},
    {Kind::kConversion, &CreateConversion, &DropConversion, &ConversionRecipes},
    {Kind::kTransform, &CreateTransform, &DropTransform, &TransformRecipes},
    {Kind::kTextSearchParser, &CreateTextSearchParser, &DropTextSearchParser, &TextSearchParserRecipes},
    {Kind::kTextSearchTemplate, &CreateTextSearchTemplate, &DropTextSearchTemplate, &TextSearchTemplateRecipes},
    {Kind::kTextSearchDictionary, &CreateTextSearchDictionary, &DropTextSearchDictionary, &TextSearchDictionaryRecipes},
    {Kind::kTextSearchConfiguration, &CreateTextSearchConfiguration, &DropTextSearchConfiguration, &TextSearchConfigurationRecipes},
    {Kind::kView, &CreateView, &DropView, &ViewRecipes},
    {Kind::kMaterializedView, &CreateMaterializedView, &DropMaterializedView, &MaterializedViewRecipes},
    {Kind::kRule, &CreateRule, &DropRule, &RuleRecipes},
    {Kind::kTrigger, &CreateTrigger, &DropTrigger, &TriggerRecipes},
    {Kind::kPolicy, &CreatePolicy, &DropPolicy, &PolicyRecipes},
    {Kind::kStatistics, &CreateStatistics, &DropStatistics, &StatisticsRecipes},
    {Kind::kEventTrigger, &CreateEventTrigger, &DropEventTrigger, &EventTriggerRecipes},
    {Kind::kPublication, &CreatePublication, &DropPublication, &PublicationRecipes},
    {Kind::kSubscription, &CreateSubscription, &DropSubscription, &SubscriptionRecipes},
    {Kind::kDefaultPrivileges, &CreateDefaultPrivileges, &DropDefaultPrivileges, &DefaultPrivilegesRecipes},
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
