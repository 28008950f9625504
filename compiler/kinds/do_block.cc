#include "compiler/kinds/do_block.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "compiler/kinds/skipped.h"
#include "compiler/raw_names.h"
#include "compiler/statements.h"

namespace compiler {
namespace {

using Json = nlohmann::json;

// What a statement may run into without harm.
struct Tolerance {
  bool exists = false;   // its object is there already
  bool missing = false;  // what it speaks of is not there
};

struct Step {
  std::string sql;
  Tolerance tolerance;
  int block = 0;  // steps of one block with a handler: the first that is stopped ends it
};

// {"PLpgSQL_expr": {"query": "…"}}
std::string QueryOf(const Json& holder, const char* member) {
  auto found = holder.find(member);
  if (found == holder.end() || !found->contains("PLpgSQL_expr")) return "";
  return found->at("PLpgSQL_expr").value("query", "");
}

// The raw tree of one statement; null when the text is something else. It lives as long as the piece of the file that is being parsed.
const ::Node* ParseOne(const std::string& sql) {
  PgQueryInternalParsetreeAndError result = pg_query_raw_parse(sql.c_str(), PG_QUERY_PARSE_DEFAULT);
  free(result.stderr_buffer);
  if (result.error != nullptr) {
    pg_query_free_error(result.error);
    return nullptr;
  }
  return list_length(result.tree) == 1 ? list_nth_node(RawStmt, result.tree, 0)->stmt : nullptr;
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

// Whether a condition asks if something is there (true) or is not there (false); nullopt for every other question.
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
    if (link->subLinkType != EXISTS_SUBLINK || !ReadsOnlyCatalogs(link->subselect)) return std::nullopt;
    return true;
  }
  if (const auto* test = AsOrNull<NullTest>(condition, T_NullTest)) {
    const auto* call = AsOrNull<FuncCall>(reinterpret_cast<const ::Node*>(test->arg), T_FuncCall);
    if (call == nullptr || !absl::StartsWith(LastString(call->funcname), "to_reg")) return std::nullopt;
    return test->nulltesttype == IS_NOT_NULL;
  }
  return std::nullopt;
}

std::optional<bool> AsksForPresence(const std::string& condition) {
  const auto* select = AsOrNull<SelectStmt>(ParseOne(absl::StrCat("SELECT ", condition)), T_SelectStmt);
  if (select == nullptr || list_length(select->targetList) != 1) return std::nullopt;
  return AsksForPresence(linitial_node(ResTarget, select->targetList)->val);
}

// The text of EXECUTE 'text'; empty when it is put together.
std::string ConstantText(const std::string& expression) {
  const auto* select = AsOrNull<SelectStmt>(ParseOne(absl::StrCat("SELECT ", expression)), T_SelectStmt);
  if (select == nullptr || list_length(select->targetList) != 1) return "";
  const auto* constant = AsOrNull<A_Const>(linitial_node(ResTarget, select->targetList)->val, T_A_Const);
  return constant == nullptr || constant->isnull || nodeTag(&constant->val.node) != T_String ? "" : constant->val.sval.sval;
}

// The steps of a block, in order. Each function is false when the block does something else than to guard statements.
class Collector {
 public:
  bool Statements(const Json& list, Tolerance tolerance, int block) {
    for (const Json& item : list) {
      if (!item.is_object() || item.size() != 1 || !Statement(item.begin().key(), item.begin().value(), tolerance, block)) return false;
    }
    return true;
  }

  std::vector<Step> steps;

 private:
  static constexpr int kErrorLevel = 21;  // elog.h; below are notices and the like

  static bool DoesNothing(const std::string& kind, const Json& body) {
    if (kind == "PLpgSQL_stmt_raise") return body.value("elog_level", kErrorLevel) < kErrorLevel;
    return kind == "PLpgSQL_stmt_null" || kind == "PLpgSQL_stmt_return";
  }

  bool Statement(const std::string& kind, const Json& body, Tolerance tolerance, int block) {
    if (DoesNothing(kind, body)) return true;
    if (kind == "PLpgSQL_stmt_block") return Block(body, tolerance, block);
    if (kind == "PLpgSQL_stmt_if") return If(body, tolerance, block);
    std::string sql;
    if (kind == "PLpgSQL_stmt_execsql" && !body.contains("into")) sql = QueryOf(body, "sqlstmt");
    if (kind == "PLpgSQL_stmt_dynexecute" && !body.contains("into") && !body.contains("params")) sql = ConstantText(QueryOf(body, "query"));
    if (sql.empty()) return false;
    steps.push_back({std::move(sql), tolerance, block});
    return true;
  }

  bool If(const Json& body, Tolerance tolerance, int block) {
    if (body.contains("elsif_list") || body.contains("else_body")) return false;
    std::optional<bool> presence = AsksForPresence(QueryOf(body, "cond"));
    if (!presence.has_value()) return false;
    (*presence ? tolerance.missing : tolerance.exists) = true;
    auto then = body.find("then_body");
    return then == body.end() || Statements(*then, tolerance, block);
  }

  bool Block(const Json& body, Tolerance tolerance, int block) {
    if (auto exceptions = body.find("exceptions"); exceptions != body.end()) {
      if (!Handlers(*exceptions, tolerance)) return false;
      block = ++blocks_;
    }
    auto statements = body.find("body");
    return statements == body.end() || Statements(*statements, tolerance, block);
  }

  bool Handlers(const Json& exceptions, Tolerance& tolerance) {
    for (const Json& item : exceptions.at("PLpgSQL_exception_block").at("exc_list")) {
      const Json& handler = item.at("PLpgSQL_exception");
      if (auto action = handler.find("action"); action != handler.end()) {
        for (const Json& statement : *action) {
          if (!DoesNothing(statement.begin().key(), statement.begin().value())) return false;
        }
      }
      for (const Json& condition : handler.at("conditions")) {
        std::string name = condition.at("PLpgSQL_condition").value("condname", "others");
        tolerance.exists = tolerance.exists || name == "others" || absl::StartsWith(name, "duplicate_");
        tolerance.missing = tolerance.missing || name == "others" || absl::StartsWith(name, "undefined_") || absl::StartsWith(name, "invalid_");
      }
    }
    return true;
  }

  int blocks_ = 0;
};

// The block as libpg_query's parser of PL/pgSQL sees it; a discarded value when it cannot.
Json ParseBlock(const std::string& statement) {
  MemoryContext before = CurrentMemoryContext;  // the parser leaves another one behind
  PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(statement.c_str());
  MemoryContextSwitchTo(before);
  Json functions = result.error != nullptr || result.plpgsql_funcs == nullptr ? Json(Json::value_t::discarded) : Json::parse(result.plpgsql_funcs, nullptr, false);
  pg_query_free_plpgsql_parse_result(result);
  return functions;
}

// The only place that catches: a tree of another shape than this file knows is a block for the server.
std::optional<std::vector<Step>> StepsOf(const std::string& statement) {
  Json functions = ParseBlock(statement);
  if (!functions.is_array() || functions.size() != 1) return std::nullopt;
  try {
    Collector collector;
    const Json& action = functions.at(0).at("PLpgSQL_function").at("action");
    if (!collector.Statements(Json::array({action}), {}, 0)) return std::nullopt;
    return std::move(collector.steps);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

bool SaysExists(const absl::Status& status) { return schema::CodeOf(status) == "E0102"; }

bool SaysMissing(const absl::Status& status) {
  constexpr absl::string_view kCodes[] = {"E0103", "E0104", "E0106", "E0107", "E0109", "E0110"};
  return MissingToken(status).has_value() || std::find(std::begin(kCodes), std::end(kCodes), schema::CodeOf(status)) != std::end(kCodes);
}

}  // namespace

absl::Status DoBlock(Context& context, const ::Node& node) {
  const schema::SourceSpan span = context.span();
  const std::string& text = context.workspace().sources().files()[span.file].text();
  std::optional<std::vector<Step>> steps = StepsOf(text.substr(span.offset, span.length));
  if (!steps.has_value()) return OnlyServer(context, node);
  // Every statement first, so that none runs where one is for the server.
  std::vector<Task> tasks;
  size_t from = span.offset;
  for (const Step& step : *steps) {
    size_t at = text.find(step.sql, from);
    const ::Node* statement = at == std::string::npos || at > span.offset + span.length ? nullptr : ParseOne(step.sql);
    if (statement == nullptr) return OnlyServer(context, node);
    from = at + step.sql.size();
    auto offset = static_cast<uint32_t>(at);
    tasks.push_back({statement, {span.file, offset, 0}, {span.file, offset, static_cast<uint32_t>(step.sql.size())}, context.task().settings});
  }
  int stopped = 0;
  for (size_t i = 0; i < tasks.size(); ++i) {
    const Step& step = (*steps)[i];
    if (step.block != 0 && step.block == stopped) continue;
    absl::Status status = TryTask(context.workspace(), tasks[i], context.session(), context.IsLastTry() ? Attempt::kLast : Attempt::kEarly);
    bool tolerated = (step.tolerance.exists && SaysExists(status)) || (step.tolerance.missing && SaysMissing(status));
    if (tolerated) stopped = step.block;
    else SettleTask(context.workspace(), tasks[i], std::move(status));
  }
  return absl::OkStatus();
}

}  // namespace compiler
