#include "compiler/kinds/do_condition.h"

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "compiler/lookup.h"
#include "compiler/parse.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;

DoValue Text(absl::string_view text) { return {false, std::string(text)}; }

absl::string_view TableOf(const schema::ObjectKey& key) {
  std::vector<absl::string_view> parts = key.parts();
  return parts.size() < 3 ? absl::string_view() : parts[1];
}
absl::string_view SchemaOf(const schema::ObjectKey& key) { return key.parts().front(); }

bool IsRelation(Kind kind) { return kind == Kind::kTable || kind == Kind::kView || kind == Kind::kMaterializedView; }

// The words of information_schema.table_constraints and the letters of pg_constraint; empty for what is no constraint.
struct ConstraintWords {
  absl::string_view type, letter;
};
ConstraintWords WordsOf(const Object& object) {
  switch (object.key.kind) {
    case Kind::kKeyConstraint: return object.As<schema::KeyConstraint>().primary ? ConstraintWords{"PRIMARY KEY", "p"} : ConstraintWords{"UNIQUE", "u"};
    case Kind::kForeignKey: return {"FOREIGN KEY", "f"};
    case Kind::kCheck: return {"CHECK", "c"};
    case Kind::kExclusion: return {"", "x"};
    default: return {};
  }
}

// A catalog, as far as it is read: one row for each object that `row` takes. Columns that are not listed are for the server.
struct Catalog {
  absl::string_view name;
  bool (*row)(const Object& object, DoVariables& row);
};

constexpr Catalog kCatalogs[] = {
    {"information_schema.schemata", [](const Object& object, DoVariables& row) {
       row["schema_name"] = Text(object.key.name());
       return object.key.kind == Kind::kSchema;
     }},
    {"pg_namespace", [](const Object& object, DoVariables& row) {
       row["nspname"] = Text(object.key.name());
       return object.key.kind == Kind::kSchema;
     }},
    {"information_schema.tables", [](const Object& object, DoVariables& row) {
       row["table_schema"] = Text(SchemaOf(object.key));
       row["table_name"] = Text(object.key.name());
       return object.key.kind == Kind::kTable || object.key.kind == Kind::kView;
     }},
    {"pg_tables", [](const Object& object, DoVariables& row) {
       row["schemaname"] = Text(SchemaOf(object.key));
       row["tablename"] = Text(object.key.name());
       return object.key.kind == Kind::kTable;
     }},
    {"information_schema.columns", [](const Object& object, DoVariables& row) {
       row["table_schema"] = Text(SchemaOf(object.key));
       row["table_name"] = Text(TableOf(object.key));
       row["column_name"] = Text(object.key.name());
       return object.key.kind == Kind::kColumn;
     }},
    {"information_schema.table_constraints", [](const Object& object, DoVariables& row) {
       row["table_schema"] = Text(SchemaOf(object.key));
       row["constraint_schema"] = Text(SchemaOf(object.key));
       row["table_name"] = Text(TableOf(object.key));
       row["constraint_name"] = Text(object.key.name());
       row["constraint_type"] = Text(WordsOf(object).type);
       return !WordsOf(object).type.empty();
     }},
    {"pg_constraint", [](const Object& object, DoVariables& row) {
       row["conname"] = Text(object.key.name());
       row["contype"] = Text(WordsOf(object).letter);
       return !WordsOf(object).letter.empty();
     }},
    {"pg_indexes", [](const Object& object, DoVariables& row) {
       row["schemaname"] = Text(SchemaOf(object.key));
       row["tablename"] = Text(TableOf(object.key));
       row["indexname"] = Text(object.key.name());
       return object.key.kind == Kind::kIndex || object.key.kind == Kind::kKeyConstraint || object.key.kind == Kind::kExclusion;
     }},
    {"pg_type", [](const Object& object, DoVariables& row) {
       row["typname"] = Text(object.key.name());
       Kind kind = object.key.kind;
       return IsRelation(kind) || kind == Kind::kEnum || kind == Kind::kDomain || kind == Kind::kCompositeType || kind == Kind::kRangeType || kind == Kind::kBaseType;
     }},
    {"pg_extension", [](const Object& object, DoVariables& row) {
       row["extname"] = Text(object.key.name());
       return object.key.kind == Kind::kExtension;
     }},
    {"pg_policies", [](const Object& object, DoVariables& row) {
       row["schemaname"] = Text(SchemaOf(object.key));
       row["tablename"] = Text(TableOf(object.key));
       row["policyname"] = Text(object.key.name());
       return object.key.kind == Kind::kPolicy;
     }},
    {"pg_trigger", [](const Object& object, DoVariables& row) {
       row["tgname"] = Text(object.key.name());
       return object.key.kind == Kind::kTrigger;
     }},
};

const Catalog* FindCatalog(const RangeVar& range) {
  absl::string_view schema = range.schemaname == nullptr ? "" : range.schemaname;
  for (const Catalog& catalog : kCatalogs) {
    bool standard = absl::StartsWith(catalog.name, "information_schema.");
    if (standard ? schema == "information_schema" && absl::EndsWith(catalog.name, absl::StrCat(".", range.relname))
                 : (schema.empty() || schema == "pg_catalog") && catalog.name == range.relname) {
      return &catalog;
    }
  }
  return nullptr;
}

bool ReadsOnlyCatalogs(const ::Node* query) {
  bool only = true, any = false;
  WalkRaw(const_cast<::Node*>(query), [&](::Node* node) {
    if (!IsA(node, RangeVar)) return true;
    const auto& range = *reinterpret_cast<const RangeVar*>(node);
    absl::string_view schema = range.schemaname == nullptr ? "" : range.schemaname, name = range.relname;
    any = true;
    only = only && (schema == "pg_catalog" || schema == "information_schema" || (schema.empty() && absl::StartsWith(name, "pg_")));
    return true;
  });
  return only && any;
}

// SELECT of one value, and nothing else: (SELECT to_regclass('orders') IS NOT NULL).
const ::Node* OnlyValue(const ::Node* query) {
  const auto* select = AsOrNull<SelectStmt>(query, T_SelectStmt);
  if (select == nullptr || select->op != SETOP_NONE || select->fromClause != nullptr || select->whereClause != nullptr || list_length(select->targetList) != 1) return nullptr;
  return linitial_node(ResTarget, select->targetList)->val;
}

const FuncCall* CallIn(const NullTest& test) { return AsOrNull<FuncCall>(reinterpret_cast<const ::Node*>(test.arg), T_FuncCall); }

// to_regclass('public.orders') IS NULL
std::optional<bool> TestsRelation(Context& context, const NullTest& test, const DoScope& scope) {
  const FuncCall* call = CallIn(test);
  if (call == nullptr || LastString(call->funcname) != "to_regclass" || list_length(call->args) != 1) return std::nullopt;
  std::optional<DoValue> name = Fold(NodeAt(call->args, 0), scope);
  if (!name.has_value() || name->is_null || absl::StrContains(name->text, '"')) return std::nullopt;
  std::vector<std::string> parts = absl::StrSplit(name->text, '.');
  if (parts.size() > 2) return std::nullopt;
  bool found = FindRelationIfAny(context, parts.size() == 2 ? parts[0] : "", parts.back()).has_value();
  return found == (test.nulltesttype == IS_NOT_NULL);
}

std::optional<bool> HoldsAll(Context& context, const BoolExpr& condition, const DoScope& scope) {
  bool unknown = false;
  for (int i = 0; i < list_length(condition.args); ++i) {
    std::optional<bool> one = Holds(context, NodeAt(condition.args, i), scope);
    if (condition.boolop == NOT_EXPR) return one.has_value() ? std::optional<bool>(!*one) : std::nullopt;
    unknown = unknown || !one.has_value();
    if (one.has_value() && *one == (condition.boolop == OR_EXPR)) return one;
  }
  if (unknown) return std::nullopt;
  return condition.boolop == AND_EXPR;
}

}  // namespace

std::optional<std::vector<DoVariables>> MatchingRows(Context& context, const SelectStmt& query, const DoScope& scope) {
  if (query.op != SETOP_NONE || query.withClause != nullptr || query.groupClause != nullptr || query.havingClause != nullptr || list_length(query.fromClause) != 1) return std::nullopt;
  const auto* range = AsOrNull<RangeVar>(NodeAt(query.fromClause, 0), T_RangeVar);
  const Catalog* catalog = range == nullptr ? nullptr : FindCatalog(*range);
  if (catalog == nullptr) return std::nullopt;
  std::string alias = range->alias != nullptr ? range->alias->aliasname : range->relname;
  std::vector<DoVariables> rows;
  bool unknown = false;
  context.builder().ForEach([&](Object& object) {
    DoVariables columns;
    if (unknown || !catalog->row(object, columns)) return;
    DoScope with_row = scope;
    for (const auto& [name, value] : columns) {
      with_row.variables[name] = value;
      with_row.variables[absl::StrCat(alias, ".", name)] = value;
    }
    if (query.whereClause != nullptr) {
      std::optional<DoValue> kept = Fold(query.whereClause, with_row);
      unknown = !kept.has_value();
      if (unknown || !IsTrue(*kept)) return;
    }
    rows.push_back(std::move(with_row.variables));
  });
  if (unknown) return std::nullopt;
  return rows;
}

std::optional<bool> Holds(Context& context, const ::Node* condition, const DoScope& scope) {
  if (condition == nullptr) return std::nullopt;
  if (std::optional<DoValue> value = Fold(condition, scope); value.has_value()) return IsTrue(*value);
  if (const auto* boolean = AsOrNull<BoolExpr>(condition, T_BoolExpr)) return HoldsAll(context, *boolean, scope);
  if (const auto* link = AsOrNull<SubLink>(condition, T_SubLink)) {
    if (link->subLinkType == EXPR_SUBLINK) return Holds(context, OnlyValue(link->subselect), scope);
    const auto* query = AsOrNull<SelectStmt>(link->subselect, T_SelectStmt);
    if (link->subLinkType != EXISTS_SUBLINK || query == nullptr) return std::nullopt;
    std::optional<std::vector<DoVariables>> rows = MatchingRows(context, *query, scope);
    return rows.has_value() ? std::optional<bool>(!rows->empty()) : std::nullopt;
  }
  const auto* test = AsOrNull<NullTest>(condition, T_NullTest);
  return test == nullptr ? std::nullopt : TestsRelation(context, *test, scope);
}

std::optional<bool> AsksForPresence(const ::Node* condition) {
  if (const auto* boolean = AsOrNull<BoolExpr>(condition, T_BoolExpr)) {
    if (boolean->boolop == OR_EXPR) return std::nullopt;
    std::optional<bool> presence = AsksForPresence(static_cast<const ::Node*>(linitial(boolean->args)));
    if (!presence.has_value()) return std::nullopt;
    if (boolean->boolop == NOT_EXPR) return !*presence;
    for (int i = 1; i < list_length(boolean->args); ++i) {
      if (AsksForPresence(static_cast<const ::Node*>(list_nth(boolean->args, i))) != presence) return std::nullopt;
    }
    return presence;
  }
  if (const auto* link = AsOrNull<SubLink>(condition, T_SubLink)) {
    if (link->subLinkType == EXPR_SUBLINK) return AsksForPresence(OnlyValue(link->subselect));
    if (link->subLinkType != EXISTS_SUBLINK || !ReadsOnlyCatalogs(link->subselect)) return std::nullopt;
    return true;
  }
  if (const auto* test = AsOrNull<NullTest>(condition, T_NullTest)) {
    const FuncCall* call = CallIn(*test);
    if (call == nullptr || !absl::StartsWith(LastString(call->funcname), "to_reg")) return std::nullopt;
    return test->nulltesttype == IS_NOT_NULL;
  }
  return std::nullopt;
}

}  // namespace compiler
