#include "compiler/kinds/do_value.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "compiler/context.h"
#include "compiler/raw_names.h"
#include "schema/object_key.h"

namespace compiler {
namespace {

using Folded = std::optional<DoValue>;

DoValue Text(std::string text) { return {false, std::move(text)}; }
DoValue Boolean(bool value) { return Text(value ? "true" : "false"); }
DoValue Null() { return {true, ""}; }

std::string QuoteLiteral(absl::string_view text) {
  std::string quoted = "'";
  for (char c : text) quoted.append(c == '\'' ? 2 : 1, c);
  return quoted + "'";
}

class Folder {
 public:
  explicit Folder(const DoScope& scope) : scope_(scope) {}

  Folded Value(const ::Node* node) const {
    if (node == nullptr) return std::nullopt;
    switch (nodeTag(node)) {
      case T_A_Const: return Constant(As<A_Const>(*node));
      case T_ColumnRef: return Variable(As<ColumnRef>(*node));
      case T_TypeCast: return Cast(As<TypeCast>(*node));
      case T_A_Expr: return Operator(As<A_Expr>(*node));
      case T_BoolExpr: return Logic(As<BoolExpr>(*node));
      case T_NullTest: return Test(As<NullTest>(*node));
      case T_CoalesceExpr: return Coalesce(As<CoalesceExpr>(*node).args);
      case T_FuncCall: return Call(As<FuncCall>(*node));
      case T_A_ArrayExpr: return List(As<A_ArrayExpr>(*node).elements);
      default: return std::nullopt;
    }
  }

 private:
  static Folded Constant(const A_Const& constant) {
    if (constant.isnull) return Null();
    switch (nodeTag(&constant.val.node)) {
      case T_String: return Text(constant.val.sval.sval);
      case T_Integer: return Text(absl::StrCat(constant.val.ival.ival));
      case T_Float: return Text(constant.val.fval.fval);
      case T_Boolean: return Boolean(constant.val.boolval.boolval);
      default: return std::nullopt;
    }
  }

  Folded Variable(const ColumnRef& reference) const {
    const auto* last = static_cast<const ::Node*>(llast(reference.fields));
    if (!IsA(last, String)) return std::nullopt;
    auto found = scope_.variables.find(WrittenName(reference.fields));
    return found == scope_.variables.end() ? std::nullopt : Folded(found->second);
  }

  Folded Cast(const TypeCast& cast) const {
    Folded value = Value(cast.arg);
    if (!value.has_value() || value->is_null) return value;
    absl::string_view type = LastString(cast.typeName->names);
    if (cast.typeName->typmods != nullptr || value->list.has_value() != (cast.typeName->arrayBounds != nullptr)) return std::nullopt;
    if (type == "bool") {
      if (value->text == "true" || value->text == "t" || value->text == "on" || value->text == "yes" || value->text == "1") return Boolean(true);
      if (value->text == "false" || value->text == "f" || value->text == "off" || value->text == "no" || value->text == "0") return Boolean(false);
      return std::nullopt;
    }
    // A name is cut at 63 bytes, and a regclass printed as the search path has it: not here.
    if (type != "text" && type != "varchar" && !absl::StartsWith(type, "int")) return std::nullopt;
    return value;
  }

  Folded Operator(const A_Expr& expression) const {
    Folded left = Value(expression.lexpr);
    if (!left.has_value()) return std::nullopt;
    if (expression.kind == AEXPR_IN) return In(*left, expression);
    if (expression.kind == AEXPR_OP_ANY) return Any(*left, expression);
    Folded right = Value(expression.rexpr);
    if (!right.has_value() || expression.kind != AEXPR_OP) return std::nullopt;
    absl::string_view name = LastString(expression.name);
    if (name == "||" && (left->list.has_value() || right->list.has_value())) return std::nullopt;
    if (left->is_null || right->is_null) return Null();
    if (name == "||") return Text(left->text + right->text);
    if (left->list.has_value() || right->list.has_value()) return std::nullopt;
    if (name == "=") return Boolean(left->text == right->text);
    if (name == "<>" || name == "!=") return Boolean(left->text != right->text);
    // Which of two texts comes first is a matter of the collation.
    int64_t a = 0, b = 0;
    if (!absl::SimpleAtoi(left->text, &a) || !absl::SimpleAtoi(right->text, &b)) return std::nullopt;
    if (name == "<") return Boolean(a < b);
    if (name == ">") return Boolean(a > b);
    if (name == "<=") return Boolean(a <= b);
    if (name == ">=") return Boolean(a >= b);
    return std::nullopt;
  }

  Folded In(const DoValue& left, const A_Expr& expression) const {
    Folded list = List(reinterpret_cast<const ::List*>(expression.rexpr));
    return list.has_value() ? Holds(*list->list, left, LastString(expression.name) == "=") : std::nullopt;
  }

  Folded Any(const DoValue& left, const A_Expr& expression) const {
    Folded list = Value(expression.rexpr);
    if (!list.has_value() || !list->list.has_value() || LastString(expression.name) != "=") return std::nullopt;
    return Holds(*list->list, left, true);
  }

  static Folded Holds(const std::vector<DoValue>& list, const DoValue& value, bool wanted) {
    if (value.is_null) return Null();
    bool null = false;
    for (const DoValue& item : list) {
      null = null || item.is_null;
      if (!item.is_null && item.text == value.text) return Boolean(wanted);
    }
    return null ? Null() : Boolean(!wanted);
  }

  Folded Logic(const BoolExpr& expression) const {
    bool null = false, unknown = false;
    // One false decides an AND, one true an OR, whatever the others are.
    for (int i = 0; i < list_length(expression.args); ++i) {
      Folded value = Value(NodeAt(expression.args, i));
      unknown = unknown || !value.has_value();
      if (!value.has_value()) continue;
      null = null || value->is_null;
      if (value->is_null) continue;
      if (expression.boolop == NOT_EXPR) return Boolean(!IsTrue(*value));
      if (IsTrue(*value) == (expression.boolop == OR_EXPR)) return value;
    }
    if (unknown) return std::nullopt;
    return null ? Null() : Boolean(expression.boolop == AND_EXPR);
  }

  Folded Test(const NullTest& test) const {
    Folded value = Value(reinterpret_cast<const ::Node*>(test.arg));
    if (!value.has_value()) return std::nullopt;
    return Boolean(value->is_null == (test.nulltesttype == IS_NULL));
  }

  Folded Coalesce(const ::List* arguments) const {
    for (int i = 0; i < list_length(arguments); ++i) {
      Folded value = Value(NodeAt(arguments, i));
      if (!value.has_value() || !value->is_null) return value;
    }
    return Null();
  }

  Folded List(const ::List* elements) const {
    DoValue list;
    list.list.emplace();
    for (int i = 0; i < list_length(elements); ++i) {
      Folded value = Value(NodeAt(elements, i));
      if (!value.has_value() || value->list.has_value()) return std::nullopt;
      list.list->push_back(*std::move(value));
    }
    return list;
  }

  Folded Call(const FuncCall& call) const {
    std::vector<DoValue> arguments;
    for (int i = 0; i < list_length(call.args); ++i) {
      Folded value = Value(NodeAt(call.args, i));
      if (!value.has_value() || value->list.has_value()) return std::nullopt;
      arguments.push_back(*std::move(value));
    }
    absl::string_view name = LastString(call.funcname);
    if (name == "current_setting" && !arguments.empty()) return Setting(arguments);
    if (name == "format") return Format(arguments);
    if (name == "concat") return Concat(arguments);
    if (name == "current_schema" && arguments.empty()) return Text(scope_.current_schema);
    if (arguments.size() != 1) return std::nullopt;
    if (arguments[0].is_null) return name == "quote_nullable" ? Text("NULL") : Null();
    if (name == "quote_ident") return Text(schema::QuoteIdentifier(arguments[0].text));
    if (name == "quote_literal" || name == "quote_nullable") return QuotedLiteral(arguments[0].text);
    if (name == "lower") return Text(absl::AsciiStrToLower(arguments[0].text));
    if (name == "upper") return Text(absl::AsciiStrToUpper(arguments[0].text));
    return std::nullopt;
  }

  // A parameter with a dot belongs to the application: it is absent where nobody has set it.
  Folded Setting(const std::vector<DoValue>& arguments) const {
    const std::string& name = arguments[0].text;
    if (name == "server_version_num") return Text(absl::StrCat(scope_.server_version));
    if (auto found = scope_.parameters.find(absl::AsciiStrToLower(name)); found != scope_.parameters.end()) return found->second;
    bool may_miss = arguments.size() > 1 && IsTrue(arguments[1]);
    if (may_miss && absl::StrContains(name, '.')) return Null();
    return std::nullopt;
  }

  static Folded QuotedLiteral(const std::string& text) {
    if (absl::StrContains(text, '\\')) return std::nullopt;
    return Text(QuoteLiteral(text));
  }

  static Folded Concat(const std::vector<DoValue>& arguments) {
    std::string text;
    for (const DoValue& argument : arguments) absl::StrAppend(&text, argument.text);
    return Text(std::move(text));
  }

  // %s, %I and %L in the order of the arguments, or with their number: %1$I.
  static Folded Format(const std::vector<DoValue>& arguments) {
    if (arguments.empty() || arguments[0].is_null) return std::nullopt;
    const std::string& format = arguments[0].text;
    std::string text;
    size_t next = 1;
    for (size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%') {
        text += format[i];
        continue;
      }
      if (++i == format.size()) return std::nullopt;
      if (format[i] == '%') {
        text += '%';
        continue;
      }
      size_t digits = i;
      while (digits < format.size() && absl::ascii_isdigit(static_cast<unsigned char>(format[digits]))) ++digits;
      if (digits > i) {
        if (digits + 1 >= format.size() || format[digits] != '$' || !absl::SimpleAtoi(format.substr(i, digits - i), &next)) return std::nullopt;
        i = digits + 1;
      }
      if (next == 0 || next >= arguments.size() || !AppendFormatted(format[i], arguments[next], text)) return std::nullopt;
      ++next;
    }
    return Text(std::move(text));
  }

  static bool AppendFormatted(char conversion, const DoValue& argument, std::string& text) {
    if (conversion == 's') {
      text += argument.text;
      return true;
    }
    if (conversion == 'I' && !argument.is_null) {
      text += schema::QuoteIdentifier(argument.text);
      return true;
    }
    if (conversion != 'L' || absl::StrContains(argument.text, '\\')) return false;
    text += argument.is_null ? "NULL" : QuoteLiteral(argument.text);
    return true;
  }

  const DoScope& scope_;
};

}  // namespace

std::vector<const ::Node*> ParseStatements(const std::string& sql) {
  PgQueryInternalParsetreeAndError result = pg_query_raw_parse(sql.c_str(), PG_QUERY_PARSE_DEFAULT);
  free(result.stderr_buffer);
  std::vector<const ::Node*> statements;
  if (result.error != nullptr) {
    pg_query_free_error(result.error);
    return statements;
  }
  for (int i = 0; i < list_length(result.tree); ++i) statements.push_back(list_nth_node(RawStmt, result.tree, i)->stmt);
  return statements;
}

const ::Node* ParseExpression(const std::string& expression) {
  std::vector<const ::Node*> statements = ParseStatements(absl::StrCat("SELECT ", expression));
  const auto* select = AsOrNull<SelectStmt>(statements.size() == 1 ? statements[0] : nullptr, T_SelectStmt);
  if (select == nullptr || list_length(select->targetList) != 1 || select->fromClause != nullptr) return nullptr;
  return linitial_node(ResTarget, select->targetList)->val;
}

std::optional<DoValue> Fold(const ::Node* expression, const DoScope& scope) {
  return Folder(scope).Value(expression);
}

}  // namespace compiler
