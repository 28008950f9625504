#include "compiler/kinds/skipped.h"

#include "compiler/kinds/carry.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "compiler/server_only.h"

namespace compiler {
namespace {

// The text of a constant; nullopt for other expressions.
std::optional<std::string> ConstantText(const ::Node* node) {
  if (const auto* cast = AsOrNull<TypeCast>(node, T_TypeCast)) node = cast->arg;
  const auto* constant = AsOrNull<A_Const>(node, T_A_Const);
  if (constant == nullptr || constant->isnull) return std::nullopt;
  if (nodeTag(&constant->val.node) == T_String) return std::string(constant->val.sval.sval);
  if (nodeTag(&constant->val.node) == T_Boolean) return constant->val.boolval.boolval ? "true" : "false";
  return std::nullopt;
}

void SetConfig(Context& context, const FuncCall& call) {
  if (context.session() == nullptr || list_length(call.args) < 2) return;
  std::optional<std::string> name = ConstantText(NodeAt(call.args, 0));
  std::optional<std::string> value = ConstantText(NodeAt(call.args, 1));
  std::optional<std::string> local = list_length(call.args) > 2 ? ConstantText(NodeAt(call.args, 2)) : std::nullopt;
  if (name.has_value() && value.has_value()) context.session()->SetConfig(*name, *value, local == "true");
}

// SELECT … INTO makes a table.
absl::Status SelectInto(Context& context, const IntoClause& into) {
  const RangeVar& name = *into.rel;
  if (IsTemporary(name)) return CarryTemporary(context, "table", name.relname);
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.schemaname, name.location));
  return CarryServerMade(context, schema::MakeKey(schema::Kind::kUnmodelled, {schema, absl::StrCat("table ", name.relname)}), "table",
                         "the columns of SELECT INTO are what only a server can compute");
}

}  // namespace

absl::Status SetVariable(Context& context, const VariableSetStmt& statement) {
  if (context.session() != nullptr) context.session()->Set(statement);
  return absl::OkStatus();
}

absl::Status Transaction(Context& context, const TransactionStmt& statement) {
  bool ends = statement.kind == TRANS_STMT_COMMIT || statement.kind == TRANS_STMT_ROLLBACK || statement.kind == TRANS_STMT_PREPARE;
  if (ends && context.session() != nullptr) context.session()->EndTransaction();
  return absl::OkStatus();
}

absl::Status Select(Context& context, const SelectStmt& statement) {
  if (statement.intoClause != nullptr) return SelectInto(context, *statement.intoClause);
  bool settings = false;
  std::string unknown;
  WalkRaw(reinterpret_cast<::Node*>(const_cast<SelectStmt*>(&statement)), [&](::Node* node) {
    if (!IsA(node, FuncCall)) return true;
    const auto* call = reinterpret_cast<const FuncCall*>(node);
    absl::string_view name = LastString(call->funcname);
    if (name == "set_config") {
      SetConfig(context, *call);
      settings = true;
    } else if (unknown.empty() && MayChangeSchema(context.workspace(), name)) {
      unknown = WrittenName(call->funcname);
    }
    return true;
  });
  if (!unknown.empty()) {
    context.workspace().NoteServerOnly(context.span());
    context.workspace().Warn("W0302", context.span(), absl::StrCat("only a server can run this call of ", unknown, "()"), "state the objects that it makes");
  } else if (!settings) {
    context.workspace().CountSkipped("SELECT", context.span());
  }
  return absl::OkStatus();
}

absl::Status OnlyServer(Context& context, const ::Node& node) {
  context.workspace().NoteServerOnly(context.span());
  const char* what = nodeTag(&node) == T_DoStmt ? "DO block" : nodeTag(&node) == T_CallStmt ? "CALL" : "statement";
  context.workspace().Warn("W0302", context.span(), absl::StrCat("only a server can run this ", what), "state the objects that it makes");
  return absl::OkStatus();
}

absl::Status PartOfUnmodelled(Context&, const ::Node&) { return absl::OkStatus(); }

}  // namespace compiler
