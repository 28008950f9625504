#include "compiler/statements.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "compiler/kinds/access_method.h"
#include "compiler/kinds/alter_table.h"
#include "compiler/kinds/base_type.h"
#include "compiler/kinds/cast.h"
#include "compiler/kinds/collation.h"
#include "compiler/kinds/comment.h"
#include "compiler/kinds/composite_type.h"
#include "compiler/kinds/conversion.h"
#include "compiler/kinds/default_privileges.h"
#include "compiler/kinds/do_block.h"
#include "compiler/kinds/define.h"
#include "compiler/kinds/domain.h"
#include "compiler/kinds/drop.h"
#include "compiler/kinds/enum.h"
#include "compiler/kinds/event_trigger.h"
#include "compiler/kinds/extension.h"
#include "compiler/kinds/foreign_server.h"
#include "compiler/kinds/function.h"
#include "compiler/kinds/grant.h"
#include "compiler/kinds/index.h"
#include "compiler/kinds/language.h"
#include "compiler/kinds/operator.h"
#include "compiler/kinds/operator_class.h"
#include "compiler/kinds/owner.h"
#include "compiler/kinds/policy.h"
#include "compiler/kinds/publication.h"
#include "compiler/kinds/range_type.h"
#include "compiler/kinds/rename.h"
#include "compiler/kinds/routine.h"
#include "compiler/kinds/rule.h"
#include "compiler/kinds/schema.h"
#include "compiler/kinds/security_label.h"
#include "compiler/kinds/sequence.h"
#include "compiler/kinds/set_schema.h"
#include "compiler/kinds/skipped.h"
#include "compiler/kinds/statistics.h"
#include "compiler/kinds/subscription.h"
#include "compiler/kinds/table.h"
#include "compiler/kinds/text_search.h"
#include "compiler/kinds/transform.h"
#include "compiler/kinds/trigger.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/kinds/view.h"
#include "compiler/lexical.h"
#include "compiler/server_only.h"

namespace compiler {
namespace {

using Handler = absl::Status (*)(Context&, const ::Node&);

// Adapts a handler of one node type to the table.
template <typename Statement, absl::Status (*function)(Context&, const Statement&)>
absl::Status Handle(Context& context, const ::Node& node) {
  return function(context, reinterpret_cast<const Statement&>(node));
}

struct Row {
  NodeTag tag;
  Handler handler;
};

constexpr Row kRows[] = {
    // modelled
    {T_CreateSchemaStmt, Handle<CreateSchemaStmt, CreateSchema>},
    {T_CreateExtensionStmt, Handle<CreateExtensionStmt, CreateExtension>},
    {T_AlterExtensionStmt, Handle<AlterExtensionStmt, AlterExtension>},
    {T_AlterExtensionContentsStmt, Handle<AlterExtensionContentsStmt, AlterExtensionContents>},
    {T_CreateEnumStmt, Handle<CreateEnumStmt, CreateEnum>},
    {T_AlterEnumStmt, Handle<AlterEnumStmt, AlterEnum>},
    {T_CreateDomainStmt, Handle<CreateDomainStmt, CreateDomain>},
    {T_AlterDomainStmt, Handle<AlterDomainStmt, AlterDomain>},
    {T_CompositeTypeStmt, Handle<CompositeTypeStmt, CreateCompositeType>},
    {T_CreateSeqStmt, Handle<CreateSeqStmt, CreateSequence>},
    {T_AlterSeqStmt, Handle<AlterSeqStmt, AlterSequence>},
    {T_CreateStmt, Handle<CreateStmt, CreateTable>},
    {T_CreateForeignTableStmt, Handle<CreateForeignTableStmt, CreateForeignTable>},
    {T_AlterTableStmt, Handle<AlterTableStmt, AlterTable>},
    {T_CreateFdwStmt, Handle<CreateFdwStmt, CreateForeignDataWrapper>},
    {T_AlterFdwStmt, Handle<AlterFdwStmt, AlterForeignDataWrapper>},
    {T_CreateForeignServerStmt, Handle<CreateForeignServerStmt, CreateServer>},
    {T_AlterForeignServerStmt, Handle<AlterForeignServerStmt, AlterServer>},
    {T_CreateUserMappingStmt, Handle<CreateUserMappingStmt, CreateUserMapping>},
    {T_AlterUserMappingStmt, Handle<AlterUserMappingStmt, AlterUserMapping>},
    {T_DropUserMappingStmt, Handle<DropUserMappingStmt, DropUserMapping>},
    {T_IndexStmt, Handle<IndexStmt, CreateIndex>},
    {T_CreateFunctionStmt, Handle<CreateFunctionStmt, CreateFunction>},
    {T_AlterFunctionStmt, Handle<AlterFunctionStmt, AlterRoutine>},
    {T_CreateTrigStmt, Handle<CreateTrigStmt, CreateTrigger>},
    {T_CreatePolicyStmt, Handle<CreatePolicyStmt, CreatePolicy>},
    {T_AlterPolicyStmt, Handle<AlterPolicyStmt, AlterPolicy>},
    {T_RuleStmt, Handle<RuleStmt, CreateRule>},
    {T_CreateEventTrigStmt, Handle<CreateEventTrigStmt, CreateEventTrigger>},
    {T_AlterEventTrigStmt, Handle<AlterEventTrigStmt, AlterEventTrigger>},
    {T_AlterTypeStmt, Handle<AlterTypeStmt, AlterBaseType>},
    {T_AlterDefaultPrivilegesStmt, Handle<AlterDefaultPrivilegesStmt, AlterDefaultPrivileges>},
    {T_AlterOperatorStmt, Handle<AlterOperatorStmt, AlterOperator>},
    {T_AlterOpFamilyStmt, Handle<AlterOpFamilyStmt, AlterOperatorFamily>},
    {T_AlterPublicationStmt, Handle<AlterPublicationStmt, AlterPublication>},
    {T_AlterStatsStmt, Handle<AlterStatsStmt, AlterStatistics>},
    {T_AlterSubscriptionStmt, Handle<AlterSubscriptionStmt, AlterSubscription>},
    {T_AlterTSConfigurationStmt, Handle<AlterTSConfigurationStmt, AlterTextSearchConfiguration>},
    {T_AlterTSDictionaryStmt, Handle<AlterTSDictionaryStmt, AlterTextSearchDictionary>},
    {T_CreateAmStmt, Handle<CreateAmStmt, CreateAccessMethod>},
    {T_CreateCastStmt, Handle<CreateCastStmt, CreateCast>},
    {T_CreateConversionStmt, Handle<CreateConversionStmt, CreateConversion>},
    {T_CreatePLangStmt, Handle<CreatePLangStmt, CreateLanguage>},
    {T_CreateOpClassStmt, Handle<CreateOpClassStmt, CreateOperatorClass>},
    {T_CreateOpFamilyStmt, Handle<CreateOpFamilyStmt, CreateOperatorFamily>},
    {T_CreatePublicationStmt, Handle<CreatePublicationStmt, CreatePublication>},
    {T_CreateRangeStmt, Handle<CreateRangeStmt, CreateRange>},
    {T_CreateStatsStmt, Handle<CreateStatsStmt, CreateStatistics>},
    {T_CreateSubscriptionStmt, Handle<CreateSubscriptionStmt, CreateSubscription>},
    {T_CreateTransformStmt, Handle<CreateTransformStmt, CreateTransform>},
    {T_DefineStmt, Handle<DefineStmt, Define>},
    {T_DropSubscriptionStmt, Handle<DropSubscriptionStmt, DropSubscription>},
    // what many kinds share
    {T_CommentStmt, Handle<CommentStmt, Comment>},
    {T_GrantStmt, Handle<GrantStmt, Grant>},
    {T_SecLabelStmt, Handle<SecLabelStmt, SecurityLabel>},
    {T_AlterOwnerStmt, Handle<AlterOwnerStmt, AlterOwner>},
    {T_RenameStmt, Handle<RenameStmt, Rename>},
    {T_AlterObjectSchemaStmt, Handle<AlterObjectSchemaStmt, SetSchema>},
    {T_DropStmt, Handle<DropStmt, Drop>},
    // carried, not modelled yet
    {T_ViewStmt, Handle<ViewStmt, CreateView>},
    {T_CreateTableAsStmt, Handle<CreateTableAsStmt, CreateTableAs>},
    // alterations of what is carried only: part of it
    {T_AlterCollationStmt, PartOfUnmodelled},  // REFRESH VERSION: nothing of the schema
    {T_AlterObjectDependsStmt, PartOfUnmodelled},
    {T_ImportForeignSchemaStmt, OnlyServer},
    {T_AlterTableMoveAllStmt, OnlyServer},
    // settings and transactions
    {T_VariableSetStmt, Handle<VariableSetStmt, SetVariable>},
    {T_TransactionStmt, Handle<TransactionStmt, Transaction>},
    {T_ClusterStmt, Handle<ClusterStmt, Cluster>},
    // only a server can say what these do
    {T_DoStmt, DoBlock},
    {T_CallStmt, OnlyServer},
    {T_ExecuteStmt, OnlyServer},
    {T_SelectStmt, Handle<SelectStmt, Select>},
};

struct SkippedRow {
  NodeTag tag;
  const char* what;
};

// What changes no object of the schema: data, maintenance, sessions, and what belongs to the cluster.
constexpr SkippedRow kSkipped[] = {
    {T_InsertStmt, "INSERT"},
    {T_UpdateStmt, "UPDATE"},
    {T_DeleteStmt, "DELETE"},
    {T_MergeStmt, "MERGE"},
    {T_CopyStmt, "COPY"},
    {T_TruncateStmt, "TRUNCATE"},
    {T_RefreshMatViewStmt, "REFRESH MATERIALIZED VIEW"},
    {T_LockStmt, "LOCK"},
    {T_VacuumStmt, "VACUUM or ANALYZE"},
    {T_ReindexStmt, "REINDEX"},
    {T_CheckPointStmt, "CHECKPOINT"},
    {T_ExplainStmt, "EXPLAIN"},
    {T_PrepareStmt, "PREPARE"},
    {T_DeallocateStmt, "DEALLOCATE"},
    {T_DeclareCursorStmt, "DECLARE"},
    {T_FetchStmt, "FETCH"},
    {T_ClosePortalStmt, "CLOSE"},
    {T_ListenStmt, "LISTEN"},
    {T_UnlistenStmt, "UNLISTEN"},
    {T_NotifyStmt, "NOTIFY"},
    {T_LoadStmt, "LOAD"},
    {T_DiscardStmt, "DISCARD"},
    {T_VariableShowStmt, "SHOW"},
    {T_ConstraintsSetStmt, "SET CONSTRAINTS"},
    {T_AlterSystemStmt, "ALTER SYSTEM"},
    {T_CreateRoleStmt, "CREATE ROLE"},
    {T_AlterRoleStmt, "ALTER ROLE"},
    {T_AlterRoleSetStmt, "ALTER ROLE"},
    {T_DropRoleStmt, "DROP ROLE"},
    {T_GrantRoleStmt, "GRANT of roles"},
    {T_DropOwnedStmt, "DROP OWNED"},
    {T_ReassignOwnedStmt, "REASSIGN OWNED"},
    {T_CreatedbStmt, "CREATE DATABASE"},
    {T_AlterDatabaseStmt, "ALTER DATABASE"},
    {T_AlterDatabaseSetStmt, "ALTER DATABASE"},
    {T_AlterDatabaseRefreshCollStmt, "ALTER DATABASE"},
    {T_DropdbStmt, "DROP DATABASE"},
    {T_CreateTableSpaceStmt, "CREATE TABLESPACE"},
    {T_DropTableSpaceStmt, "DROP TABLESPACE"},
    {T_AlterTableSpaceOptionsStmt, "ALTER TABLESPACE"},
};

constexpr size_t kTagCount = 512;

constexpr std::array<Handler, kTagCount> kHandlers = [] {
  std::array<Handler, kTagCount> handlers{};
  for (const Row& row : kRows) handlers[row.tag] = row.handler;
  return handlers;
}();

// "CREATE FOO": the first words of the statement, as the user wrote them.
std::string FirstWords(Context& context) {
  absl::string_view text = context.workspace().sources().files()[context.span().file].text();
  text = text.substr(std::min<size_t>(context.span().offset, text.size()));
  std::string words;
  int count = 0;
  for (size_t i = 0; i < text.size() && count < 2;) {
    LexemeAt lexeme = NextLexeme(text, i);
    if (lexeme.kind == Lexeme::kWord) {
      absl::StrAppend(&words, count++ == 0 ? "" : " ", absl::AsciiStrToUpper(text.substr(i, lexeme.end - i)));
    } else if (lexeme.kind != Lexeme::kSpace && lexeme.kind != Lexeme::kComment) {
      break;
    }
    i = lexeme.end;
  }
  return words;
}

absl::Status Dispatch(Context& context, const ::Node& node) {
  NodeTag tag = nodeTag(&node);
  if (tag < kTagCount && kHandlers[tag] != nullptr) return kHandlers[tag](context, node);
  for (const SkippedRow& row : kSkipped) {
    if (row.tag != tag) continue;
    context.workspace().CountSkipped(row.what, context.span());
    return absl::OkStatus();
  }
  return schema::ErrorAt(context.span(), "W0301", FirstWords(context), " is not supported yet");
}

}  // namespace

absl::Status TryTask(Workspace& workspace, const Task& task, Session* session, Attempt attempt) {
  Context context(workspace, task, session, attempt);
  return Dispatch(context, *task.node);
}

void SettleTask(Workspace& workspace, const Task& task, absl::Status status) {
  if (status.ok()) return;
  std::optional<std::string> token = MissingToken(status);
  if (std::optional<std::string> maker = MakerOfMissing(status); maker.has_value()) {
    LeaveToServer(workspace, task.span, status, *maker);
    return;
  }
  if (!token.has_value()) {
    workspace.Report(schema::FromStatus(status));
    return;
  }
  Task waiting = task;
  if (task.order < 0) waiting.node = workspace.memory().Keep(task.node);
  if (waiting.node == nullptr) {
    workspace.Report(schema::FromStatus(schema::ErrorAt(task.span, "E0114", "the statement is nested too deeply")));
    return;
  }
  workspace.waiting().Wait(waiting, *std::move(token));
}

void RunTask(Workspace& workspace, const Task& task, Session* session, Attempt attempt) {
  SettleTask(workspace, task, TryTask(workspace, task, session, attempt));
}

bool RunUnlessMissing(Workspace& workspace, const Task& task, Session* session) {
  Context context(workspace, task, session, Attempt::kEarly);
  absl::Status status = Dispatch(context, *task.node);
  if (MissingToken(status).has_value()) return false;
  if (!status.ok()) workspace.Report(schema::FromStatus(status));
  return true;
}

}  // namespace compiler
