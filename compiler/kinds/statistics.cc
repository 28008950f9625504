#include "compiler/kinds/statistics.h"

#include <algorithm>

#include "compiler/default_names.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::Statistics;

// ChooseExtendedStatisticName, statscmds.c.
NewName DefaultName(Context& context, const ObjectKey& table, absl::string_view relation, const CreateStatsStmt& statement) {
  std::vector<std::string> names;
  for (int i = 0; i < list_length(statement.exprs); ++i) {
    const auto& element = As<StatsElem>(*NodeAt(statement.exprs, i));
    names.emplace_back(element.name == nullptr ? "expr" : element.name);
  }
  std::string columns = JoinColumnNames(names), name = MakeObjectName(relation, columns, "stat");
  for (int pass = 1; context.builder().Find(schema::MakeKey(Kind::kStatistics, {table.schema_name(), name})) != nullptr; ++pass) {
    name = MakeObjectName(relation, columns, absl::StrCat("stat", pass));
  }
  return {std::string(table.schema_name()), std::move(name)};
}

absl::Status ReadKinds(Context& context, const CreateStatsStmt& statement, Statistics& statistics) {
  bool all = statement.stat_types == nullptr;
  bool single_expression = statistics.columns.empty() && statistics.expressions.size() == 1;
  statistics.ndistinct = statistics.dependencies = statistics.mcv = all && !single_expression;
  for (const std::string& kind : Strings(statement.stat_types)) {
    if (kind == "ndistinct") statistics.ndistinct = true;
    else if (kind == "dependencies") statistics.dependencies = true;
    else if (kind == "mcv") statistics.mcv = true;
    else return ErrorAt(context.span(), "E0114", "unrecognized statistics kind \"", kind, "\"");
  }
  return absl::OkStatus();
}

std::vector<ObjectKey> StatisticsOf(Context& context, const ObjectKey& table, absl::FunctionRef<bool(const Statistics&)> matches) {
  std::vector<ObjectKey> keys;
  for (const ObjectKey& key : context.workspace().ObjectsOf(Kind::kStatistics)) {
    const auto& statistics = context.builder().Find(key)->As<Statistics>();
    if (statistics.table == table && matches(statistics)) keys.push_back(key);
  }
  return keys;
}

}  // namespace

absl::Status CreateStatistics(Context& context, const CreateStatsStmt& statement) {
  const auto* relation = AsOrNull<RangeVar>(static_cast<const ::Node*>(linitial(statement.relations)), T_RangeVar);
  if (relation == nullptr || list_length(statement.relations) != 1) return ErrorAt(context.span(), "E0114", "only a single relation is allowed in CREATE STATISTICS");
  if (IsTemporary(*relation)) return absl::OkStatus();
  Statistics statistics;
  ASSIGN_OR_RETURN(statistics.table, FindRelation(context, *relation));
  NewName name;
  if (statement.defnames != nullptr) {
    ASSIGN_OR_RETURN(name, CreationName(context, statement.defnames));
    ObjectKey key = schema::MakeKey(Kind::kStatistics, {name.schema, name.name});
    if (const Object* first = context.builder().Find(key); first != nullptr) {
      return statement.if_not_exists ? absl::OkStatus() : AlreadyExists(context, context.span(), key.ToString(), first->span);
    }
  } else {
    name = DefaultName(context, statistics.table, relation->relname, statement);
  }
  for (int i = 0; i < list_length(statement.exprs); ++i) {
    const auto& element = As<StatsElem>(*NodeAt(statement.exprs, i));
    const char* column = element.name;
    // A column in parentheses is a column (CreateStatistics).
    if (const auto* reference = AsOrNull<ColumnRef>(element.expr, T_ColumnRef); reference != nullptr && list_length(reference->fields) == 1) {
      column = strVal(linitial(reference->fields));
    }
    if (column != nullptr) {
      if (statistics.table.kind == Kind::kTable) RETURN_IF_ERROR(FindColumn(context, statistics.table, column, context.span()).status());
      statistics.columns.emplace_back(column);
      continue;
    }
    ASSIGN_OR_RETURN(schema::Expr expression, context.Pend(element.expr, ExpressionUse::kIndexKey));
    statistics.expressions.push_back(std::move(expression));
  }
  std::sort(statistics.columns.begin(), statistics.columns.end());
  RETURN_IF_ERROR(ReadKinds(context, statement, statistics));
  context.workspace().Add(schema::MakeKey(Kind::kStatistics, {name.schema, name.name}), std::move(statistics), context.span());
  return absl::OkStatus();
}

absl::Status AlterStatistics(Context& context, const AlterStatsStmt& statement) {
  std::vector<std::string> parts = Strings(statement.defnames);
  std::vector<std::string> schemas = parts.size() > 1 ? std::vector<std::string>{parts[parts.size() - 2]} : context.settings().search_path;
  for (const std::string& schema : schemas) {
    Object* object = context.builder().Find(schema::MakeKey(Kind::kStatistics, {schema, parts.back()}));
    if (object == nullptr) continue;
    auto& target = object->As<Statistics>().target;
    target.reset();  // -1 and DEFAULT
    const auto* number = AsOrNull<Integer>(statement.stxstattarget, T_Integer);
    if (number != nullptr && number->ival >= 0) target = number->ival;
    return absl::OkStatus();
  }
  if (statement.missing_ok && context.IsLastTry()) return absl::OkStatus();
  return context.Missing(NameToken(parts.back()), context.span(), "E0109", absl::StrCat("statistics \"", WrittenName(statement.defnames), "\" does not exist"));
}

void DropStatisticsOf(Context& context, const ObjectKey& table) {
  for (const ObjectKey& key : StatisticsOf(context, table, [](const Statistics&) { return true; })) context.workspace().Remove(key);
}

void DropStatisticsOn(Context& context, const ObjectKey& table, absl::string_view column) {
  auto uses = [&](const Statistics& statistics) {
    if (std::find(statistics.columns.begin(), statistics.columns.end(), column) != statistics.columns.end()) return true;
    return std::any_of(statistics.expressions.begin(), statistics.expressions.end(), [&](const schema::Expr& expression) {
      PendingExpression* pending = context.workspace().expressions().Find(expression);
      return pending != nullptr && MentionsColumn(pending->raw, column);
    });
  };
  for (const ObjectKey& key : StatisticsOf(context, table, uses)) context.workspace().Remove(key);
}

}  // namespace compiler
