#include "compiler/kinds/exclusion.h"

#include "compiler/default_names.h"
#include "compiler/kinds/index_part.h"
#include "compiler/kinds/key_constraint.h"
#include "compiler/kinds/options.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Kind;

}  // namespace

absl::Status AddExclusion(Context& context, const schema::ObjectKey& table, const Constraint& node) {
  schema::SourceSpan span = SpanOf(context, node);
  schema::Exclusion exclusion;
  exclusion.method = node.access_method == nullptr ? "btree" : node.access_method;
  List* elements = nullptr;
  for (int i = 0; i < list_length(node.exclusions); ++i) {
    const auto* pair = reinterpret_cast<const List*>(NodeAt(node.exclusions, i));
    elements = lappend(elements, linitial(pair));
    std::vector<std::string> name = Strings(reinterpret_cast<const List*>(NodeAt(pair, 1)));
    // The schema of an unqualified operator is filled in once the types are known (finish.cc).
    exclusion.operators.push_back({name.size() > 1 ? name[name.size() - 2] : "", name.back()});
  }
  ASSIGN_OR_RETURN(exclusion.parts, ReadIndexParts(context, table, elements, span));
  for (const std::string& column : Strings(node.including)) {
    RETURN_IF_ERROR(FindColumn(context, table, column, span).status());
    exclusion.include.push_back(column);
  }
  if (node.where_clause != nullptr) {
    ASSIGN_OR_RETURN(exclusion.predicate, context.Pend(node.where_clause, ExpressionUse::kPredicate));
  }
  exclusion.deferral = DeferralOf(node);
  SetOptions(node.options, exclusion.options);
  exclusion.tablespace = TablespaceOf(context, node.indexspace);
  std::vector<std::string> names = IndexColumnNames(elements);
  names.insert(names.end(), exclusion.include.begin(), exclusion.include.end());
  std::string name = node.conname != nullptr ? node.conname
                                             : ChooseRelationName(context.workspace(), table.schema_name(), table.name(), JoinColumnNames(names), "excl", AlsoConstraint::kYes);
  RETURN_IF_ERROR(CheckConstraintName(context, table, name, span));
  RETURN_IF_ERROR(CheckRelationName(context, table.schema_name(), name, span));
  context.workspace().Add(table.Child(Kind::kExclusion, name), std::move(exclusion), span);
  return absl::OkStatus();
}

}  // namespace compiler
