#include "compiler/kinds/do_block.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "compiler/kinds/do_condition.h"
#include "compiler/kinds/do_data.h"
#include "compiler/kinds/do_value.h"
#include "compiler/kinds/skipped.h"
#include "compiler/raw_names.h"
#include "compiler/statements.h"

namespace compiler {
namespace {

using Json = nlohmann::json;

constexpr int64_t kMostTurns = 1000;
constexpr absl::string_view kFound = "found";  // whether the last SELECT INTO had a row

// What stands around a statement of the block.
struct Guard {
  bool exists = false;   // without harm: its object is there already
  bool missing = false;  // without harm: what it speaks of is not there
  bool handled = false;  // where it fails, other statements run
  int block = 0;         // statements of one block with a handler: the first that is stopped ends it
};

enum class Flow { kGoesOn, kReturns, kLeavesLoop, kNextTurn };

bool SaysExists(const absl::Status& status) { return schema::CodeOf(status) == "E0102"; }

bool SaysMissing(const absl::Status& status) {
  constexpr absl::string_view kCodes[] = {"E0103", "E0104", "E0106", "E0107", "E0109", "E0110"};
  return MissingToken(status).has_value() || std::find(std::begin(kCodes), std::end(kCodes), schema::CodeOf(status)) != std::end(kCodes);
}


// Runs a block statement by statement. What can only be known on a server is stepped over, and remembered.
class Reader {
 public:
  // With kLook nothing is run: only whether all of it can be read counts.
  enum class Mode { kLook, kRun };

  Reader(Context& context, const Json& function, DoScope scope)
      : context_(context), span_(context.span()), text_(context.workspace().sources().files()[span_.file].text()), scope_(std::move(scope)), from_(span_.offset) {
    for (const Json& datum : function.at("datums")) Declare(datum);
  }

  void RunAll(const Json& action) {
    Statement(action, {});
  }

  bool all_read() const { return all_read_; }
  bool has_run() const { return has_run_; }

 private:
  Flow Statements(const Json& list, const Guard& guard) {
    for (const Json& item : list) {
      Flow flow = Statement(item, guard);
      if (flow != Flow::kGoesOn) return flow;
    }
    return Flow::kGoesOn;
  }
  Flow StatementsOf(const Json& body, const char* member, const Guard& guard) {
    auto list = body.find(member);
    return list == body.end() ? Flow::kGoesOn : Statements(*list, guard);
  }

  Flow Statement(const Json& item, const Guard& guard) {
    const std::string& kind = item.begin().key();
    const Json& body = item.begin().value();
    if (kind == "PLpgSQL_stmt_null" || (kind == "PLpgSQL_stmt_raise" && IsNotice(body))) return Flow::kGoesOn;
    // A script that is meant to run through comes by no exception: the statements behind it are for others than us.
    if (kind == "PLpgSQL_stmt_return" || kind == "PLpgSQL_stmt_raise") return Flow::kReturns;
    if (kind == "PLpgSQL_stmt_block") return Block(item, body, guard);
    if (kind == "PLpgSQL_stmt_if") return If(item, body, guard);
    if (kind == "PLpgSQL_stmt_foreach_a") return ForEach(item, body, guard);
    if (kind == "PLpgSQL_stmt_fori") return ForNumbers(item, body, guard);
    if (kind == "PLpgSQL_stmt_exit") return Exit(item, body);
    if (kind == "PLpgSQL_stmt_assign") return Assign(item, body);
    scope_.variables.erase(kFound);
    if (kind == "PLpgSQL_stmt_execsql") return body.contains("into") ? SelectInto(item, body) : Execute(QueryOf(body, "sqlstmt"), QueryOf(body, "sqlstmt"), guard);
    if (kind == "PLpgSQL_stmt_perform" && ChangesNoSchema(context_, item, scope_)) return Execute(QueryOf(body, "expr"), "", guard);
    if (kind == "PLpgSQL_stmt_dynexecute" && !body.contains("into") && !body.contains("params")) {
      std::optional<DoValue> text = Fold(ParseExpression(QueryOf(body, "query")), scope_);
      if (text.has_value() && !text->is_null) return Execute(text->text, QueryOf(body, "query"), guard);
    }
    return StepOver(item);
  }

  static bool IsNotice(const Json& raise) {
    constexpr int kErrorLevel = 21;  // elog.h; below are notices and the like
    return raise.value("elog_level", kErrorLevel) < kErrorLevel;
  }

  Flow If(const Json& item, const Json& body, const Guard& guard) {
    std::vector<std::pair<std::string, const Json*>> branches = {{QueryOf(body, "cond"), Member(body, "then_body")}};
    if (const Json* others = Member(body, "elsif_list")) {
      for (const Json& other : *others) branches.emplace_back(QueryOf(other.at("PLpgSQL_if_elsif"), "cond"), Member(other.at("PLpgSQL_if_elsif"), "stmts"));
    }
    const Json* otherwise = Member(body, "else_body");
    for (size_t i = 0; i < branches.size(); ++i) {
      const ::Node* condition = ParseExpression(branches[i].first);
      bool is_last = i + 1 == branches.size() && otherwise == nullptr;
      std::optional<bool> presence = is_last ? AsksForPresence(condition) : std::nullopt;
      std::optional<bool> holds = Holds(context_, condition, scope_);
      // What is not there may be made by what only a server can run, or by a file that comes later.
      bool certain = holds.has_value() && (*holds || presence != true || !context_.workspace().server_only().known());
      if (!certain && !presence.has_value()) return StepOver(item);
      if (certain && !*holds) continue;
      if (branches[i].second == nullptr) return Flow::kGoesOn;
      return Guarded(*branches[i].second, presence, certain, guard);
    }
    return otherwise == nullptr ? Flow::kGoesOn : Statements(*otherwise, guard);
  }

  // `presence`: what the condition asks for, if it does; `certain`: it is known to hold.
  Flow Guarded(const Json& statements, std::optional<bool> presence, bool certain, Guard guard) {
    if (presence == true) guard.missing = true;
    if (presence == false) guard.exists = true;
    Flow flow = Statements(statements, guard);
    if (certain || flow != Flow::kReturns) return flow;
    // IF EXISTS (…) THEN RETURN: what follows runs where it is not there.
    if (presence == true) rest_.exists = true;
    if (presence == false) rest_.missing = true;
    return Flow::kGoesOn;
  }

  Flow Block(const Json& item, const Json& body, Guard guard) {
    const Json* exceptions = Member(body, "exceptions");
    if (exceptions != nullptr) {
      if (!Handlers(*exceptions, guard)) guard.handled = true;
      if (mode_ == Mode::kRun && !CanRead(body, guard)) return StepOver(item);
      guard.block = ++blocks_;
    }
    return StatementsOf(body, "body", guard);
  }

  // A block with handlers is done as a whole or not at all.
  bool CanRead(const Json& body, const Guard& guard) {
    Reader look = *this;
    look.mode_ = Mode::kLook;
    look.StatementsOf(body, "body", guard);
    return look.all_read_;
  }

  // False: some handler does something.
  static bool Handlers(const Json& exceptions, Guard& guard) {
    bool do_nothing = true;
    for (const Json& item : exceptions.at("PLpgSQL_exception_block").at("exc_list")) {
      const Json& handler = item.at("PLpgSQL_exception");
      if (const Json* action = Member(handler, "action")) {
        for (const Json& statement : *action) {
          const std::string& kind = statement.begin().key();
          do_nothing = do_nothing && (kind == "PLpgSQL_stmt_null" || kind == "PLpgSQL_stmt_return" || (kind == "PLpgSQL_stmt_raise" && IsNotice(statement.begin().value())));
        }
      }
      if (!do_nothing) return false;
      for (const Json& condition : handler.at("conditions")) {
        std::string name = condition.at("PLpgSQL_condition").value("condname", "others");
        guard.exists = guard.exists || name == "others" || absl::StartsWith(name, "duplicate_");
        guard.missing = guard.missing || name == "others" || absl::StartsWith(name, "undefined_") || absl::StartsWith(name, "invalid_");
      }
    }
    return true;
  }

  Flow ForEach(const Json& item, const Json& body, const Guard& guard) {
    std::optional<DoValue> list = Fold(ParseExpression(QueryOf(body, "expr")), scope_);
    std::string variable = NameOf(body.value("varno", 0));
    if (!list.has_value() || !list->list.has_value() || body.contains("slice") || variable.empty()) return StepOver(item);
    for (const DoValue& value : *list->list) {
      scope_.variables[variable] = value;
      Flow flow = StatementsOf(body, "body", guard);
      if (flow == Flow::kReturns) return flow;
      if (flow == Flow::kLeavesLoop) break;
    }
    return Flow::kGoesOn;
  }

  Flow ForNumbers(const Json& item, const Json& body, const Guard& guard) {
    std::optional<int64_t> lower = Number(QueryOf(body, "lower")), upper = Number(QueryOf(body, "upper"));
    if (!lower.has_value() || !upper.has_value() || body.contains("step") || body.contains("reverse") || *upper - *lower >= kMostTurns) return StepOver(item);
    const std::string variable = body.at("var").at("PLpgSQL_var").at("refname");
    for (int64_t i = *lower; i <= *upper; ++i) {
      scope_.variables[variable] = {false, absl::StrCat(i)};
      Flow flow = StatementsOf(body, "body", guard);
      if (flow == Flow::kReturns) return flow;
      if (flow == Flow::kLeavesLoop) break;
    }
    scope_.variables.erase(variable);
    return Flow::kGoesOn;
  }

  std::optional<int64_t> Number(const std::string& expression) {
    std::optional<DoValue> value = Fold(ParseExpression(expression), scope_);
    int64_t number = 0;
    return value.has_value() && absl::SimpleAtoi(value->text, &number) ? std::optional<int64_t>(number) : std::nullopt;
  }

  Flow Exit(const Json& item, const Json& body) {
    std::string condition = QueryOf(body, "cond");
    std::optional<bool> holds = condition.empty() ? true : Holds(context_, ParseExpression(condition), scope_);
    if (!holds.has_value() || body.contains("label")) {
      all_read_ = false;
      return StepOver(item), Flow::kReturns;
    }
    if (!*holds) return Flow::kGoesOn;
    return body.value("is_exit", false) ? Flow::kLeavesLoop : Flow::kNextTurn;
  }

  Flow Assign(const Json& item, const Json& body) {
    std::string text = QueryOf(body, "expr"), variable = NameOf(body.value("varno", 0));
    size_t value = text.find('=');
    std::optional<DoValue> folded = value == std::string::npos ? std::nullopt : Fold(ParseExpression(text.substr(value + 1)), scope_);
    if (!folded.has_value() || variable.empty() || absl::StrContains(text.substr(0, value), '[')) return StepOver(item);
    scope_.variables[variable] = *std::move(folded);
    return Flow::kGoesOn;
  }

  // SELECT … INTO variables: from nothing but constants, or from a catalog.
  Flow SelectInto(const Json& item, const Json& body) {
    std::vector<const ::Node*> statements = ParseStatements(QueryOf(body, "sqlstmt"));
    const auto* select = AsOrNull<SelectStmt>(statements.size() == 1 ? statements[0] : nullptr, T_SelectStmt);
    const Json* target = Member(body, "target");
    if (select == nullptr || target == nullptr) return StepOver(item);
    DoScope row = scope_;
    bool found = select->fromClause == nullptr;
    if (!found) {
      std::optional<std::vector<DoVariables>> rows = MatchingRows(context_, *select, scope_);
      if (!rows.has_value()) return StepOver(item);
      found = !rows->empty();
      if (found) row.variables = std::move(rows->front());
    }
    Flow flow = target->contains("PLpgSQL_row") ? AssignRow(item, target->at("PLpgSQL_row").at("fields"), select->targetList, found ? &row : nullptr) : StepOver(item);
    scope_.variables[kFound] = {false, found ? "true" : "false"};
    return flow;
  }

  // Without a row, all variables are NULL.
  Flow AssignRow(const Json& item, const Json& fields, const ::List* targets, const DoScope* row) {
    if (static_cast<int>(fields.size()) != list_length(targets)) return StepOver(item);
    std::vector<DoValue> values;
    for (size_t i = 0; i < fields.size(); ++i) {
      const ::Node* expression = static_cast<const ResTarget*>(list_nth(targets, static_cast<int>(i)))->val;
      std::optional<DoValue> value = row != nullptr ? Fold(expression, *row) : DoValue{true, ""};
      if (!value.has_value()) return StepOver(item);
      values.push_back(*std::move(value));
    }
    for (size_t i = 0; i < fields.size(); ++i) scope_.variables[NameOf(fields[i].value("varno", 0))] = std::move(values[i]);
    return Flow::kGoesOn;
  }

  // `written`: what of the block's text says so; empty for PERFORM, which the parser has put into other words.
  Flow Execute(const std::string& sql, const std::string& written, const Guard& guard) {
    std::vector<const ::Node*> statements = ParseStatements(sql);
    if (statements.empty()) {
      all_read_ = false;
      return Flow::kGoesOn;
    }
    schema::SourceSpan span = PlaceOf(written);
    bool in_quotes = written.size() == sql.size() + 2 && written == absl::StrCat("'", sql, "'");
    if (in_quotes && span.length == written.size()) span = {span.file, span.offset + 1, static_cast<uint32_t>(sql.size())};
    schema::SourceSpan base = (in_quotes || sql == written) && span.length == sql.size() ? schema::SourceSpan{span.file, span.offset, 0} : span;
    SettingsInUse* settings = context_.session() == nullptr ? context_.task().settings : context_.workspace().Use(context_.session()->current());
    for (const ::Node* statement : statements) Run({statement, base, span, settings}, guard);
    return Flow::kGoesOn;
  }

  schema::SourceSpan PlaceOf(const std::string& written) {
    size_t at = written.empty() ? std::string::npos : text_.find(written, from_);
    size_t end = span_.offset + span_.length;
    if (at == std::string::npos || at > end) at = written.empty() ? std::string::npos : text_.find(written, span_.offset);
    if (at == std::string::npos || at > end) return span_;
    from_ = at;
    return {span_.file, static_cast<uint32_t>(at), static_cast<uint32_t>(written.size())};
  }

  void Run(const Task& task, const Guard& guard) {
    if (guard.block != 0 && guard.block == stopped_) return;
    if (mode_ == Mode::kLook) {
      // Only a server can tell which extensions it has.
      const auto* extension = AsOrNull<CreateExtensionStmt>(task.node, T_CreateExtensionStmt);
      if (extension != nullptr && (guard.missing || guard.handled) && !context_.workspace().builtins().HasExtension(extension->extname)) all_read_ = false;
      return;
    }
    has_run_ = true;
    absl::Status status = TryTask(context_.workspace(), task, context_.session(), context_.IsLastTry() ? Attempt::kLast : Attempt::kEarly);
    bool tolerated = ((guard.exists || rest_.exists) && SaysExists(status)) || ((guard.missing || rest_.missing) && SaysMissing(status));
    if (tolerated) {
      stopped_ = guard.block;
    } else if (!status.ok() && !MissingToken(status).has_value() && (guard.handled || !all_read_)) {
      // What has been stepped over, or the handler, accounts for it.
      all_read_ = false;
      stopped_ = guard.block;
    } else {
      SettleTask(context_.workspace(), task, std::move(status));
    }
  }

  // A statement that cannot be read: of no account where it only works on rows, else a matter for the server. What it assigns is no longer known.
  Flow StepOver(const Json& item) {
    bool changes = !ChangesNoSchema(context_, item, scope_);
    Forget(item);
    bool returns = MayReturn(item);
    if (changes || returns) all_read_ = false;
    return returns ? Flow::kReturns : Flow::kGoesOn;
  }

  void Forget(const Json& tree) {
    if (!tree.is_structured()) return;
    for (auto item = tree.begin(); item != tree.end(); ++item) {
      if (tree.is_object() && (item.key() == "varno" || item.key() == "target") && item->is_number()) scope_.variables.erase(NameOf(item->get<int>()));
      if (tree.is_object() && item.key() == "refname") scope_.variables.erase(item->get<std::string>());
      Forget(*item);
    }
  }

  // A variable has its default from the start; one that is declared twice is for the server.
  void Declare(const Json& datum) {
    names_.emplace_back();
    if (!datum.contains("PLpgSQL_var")) return;
    const Json& variable = datum.at("PLpgSQL_var");
    std::string name = variable.at("refname");
    bool declared = std::find(names_.begin(), names_.end(), name) != names_.end();
    names_.back() = name;
    std::string value = QueryOf(variable, "default_val");
    std::optional<DoValue> folded = value.empty() ? DoValue{true, ""} : Fold(ParseExpression(value), scope_);
    std::string type = variable.at("datatype").at("PLpgSQL_type").value("typname", "");
    if (folded.has_value() && IsBoolean(type) && !folded->is_null) folded = Fold(ParseExpression(absl::StrCat("CAST('", folded->text, "' AS bool)")), {});
    if (declared || !folded.has_value() || name == kFound) scope_.variables.erase(name);
    else scope_.variables[name] = *std::move(folded);
  }
  static bool IsBoolean(absl::string_view type) { return absl::EqualsIgnoreCase(type, "bool") || absl::EqualsIgnoreCase(type, "boolean") || absl::EndsWith(type, ".bool"); }

  std::string NameOf(int datum) const { return datum >= 0 && static_cast<size_t>(datum) < names_.size() ? names_[datum] : ""; }

  static const Json* Member(const Json& body, const char* name) {
    auto found = body.find(name);
    return found == body.end() ? nullptr : &*found;
  }

  Context& context_;
  const schema::SourceSpan span_;
  const std::string& text_;
  DoScope scope_;
  Mode mode_ = Mode::kRun;
  std::vector<std::string> names_;  // of variables, by number
  size_t from_;                     // where the text of the last statement stands
  Guard rest_;                      // holds for all that follows
  int blocks_ = 0;
  int stopped_ = 0;
  bool all_read_ = true;
  bool has_run_ = false;
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


DoScope ScopeOf(Context& context) {
  DoScope scope;
  scope.server_version = context.workspace().options().server_version;
  if (!context.settings().search_path.empty()) scope.current_schema = context.settings().search_path.front();
  if (context.session() != nullptr) {
    for (const auto& [name, value] : context.session()->application_parameters()) scope.parameters[name] = {false, value};
  }
  return scope;
}

}  // namespace

// The only place that catches: a tree of another shape than this file knows is a block for the server.
absl::Status DoBlock(Context& context, const ::Node& node) {
  const schema::SourceSpan span = context.span();
  Json functions = ParseBlock(context.workspace().sources().files()[span.file].text().substr(span.offset, span.length));
  if (!functions.is_array() || functions.size() != 1) return OnlyServer(context, node);
  try {
    const Json& function = functions.at(0).at("PLpgSQL_function");
    if (ChangesNoSchema(context, function.at("action"), ScopeOf(context))) {
      context.workspace().CountSkipped("DO", span);
      return absl::OkStatus();
    }
    Reader reader(context, function, ScopeOf(context));
    reader.RunAll(function.at("action"));
    if (!reader.all_read()) return OnlyServer(context, node);
    if (!reader.has_run()) context.workspace().CountSkipped("DO", span);
  } catch (const Json::exception&) {
    return OnlyServer(context, node);
  }
  return absl::OkStatus();
}

}  // namespace compiler
