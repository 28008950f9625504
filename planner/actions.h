// The lock table: what each kind of statement locks, what the server does under that lock, and whether it may stand in a transaction.
//
//   Info(Action::kValidateConstraint)  ->  {"validate_constraint", SHARE UPDATE EXCLUSIVE, scan, alone, "check.validate"}
//
// Every row names the measured fact that it agrees with (`fact`, an id of the facts file; a test compares them where the file is at hand).
// The locks are those on existing relations; on a relation that the same plan creates nobody waits.
#pragma once

#include <cstddef>
#include <cstdint>

#include "planner/plan.h"

namespace planner {

enum class Action : uint8_t {
  kCreateSchema, kDropSchema,
  kCreateExtension, kUpdateExtension, kSetExtensionSchema, kDropExtension,
  kCreateType, kDropType, kAddEnumValue, kRenameType, kAddAttribute, kDropAttribute, kAlterAttributeType,
  kCreateDomain, kDropDomain, kDomainDefault, kDomainSetNotNull, kDomainDropNotNull, kAddDomainConstraintNotValid, kValidateDomainConstraint, kDropDomainConstraint, kRenameDomainConstraint,
  kCreateSequence, kDropSequence, kAlterSequence, kSequenceOwnedBy, kSetSequenceLogged, kRenameSequence,
  kCreateTable, kDropTable, kRenameTable, kSetLogged, kSetAccessMethod, kSetTablespace, kSetTableOptions, kRowSecurity, kReplicaIdentity, kClusterOn,
  kAttachPartition, kAttachNewPartition, kDetachPartition, kDetachPartitionConcurrently, kInherit, kNoInherit, kSetOfType, kSetForeignOptions,
  kCreateView, kReplaceView, kAlterView, kDropView, kRenameView,
  kCreateMaterializedView, kAlterMaterializedView, kRewriteMaterializedView, kDropMaterializedView,
  kAddColumn, kAddColumnRewrite, kAddColumnScan, kDropColumn, kRenameColumn,
  kSetDefault, kDropDefault, kAlterTypeCatalog, kAlterTypeScan, kAlterTypeRewrite,
  kAddNotNullCheck, kSetNotNullProven, kAddNotNullNotValid, kDropNotNull, kRenameNotNull, kNotNullInherit,
  kAddIdentity, kAlterIdentity, kDropIdentity, kSetExpression, kSetExpressionVirtual, kDropExpression,
  kSetStorage, kSetCompression, kSetStatistics, kSetColumnOptions,
  kBackfill,
  kCreateIndex, kCreateIndexConcurrently, kDropIndexConcurrently, kRenameIndex, kSetIndexOptions, kCreatePartitionedIndex, kDropPartitionedIndex,
  kAddKey, kAddPartitionedKey, kAddKeyUsingIndex, kSwapKey, kDropKey,
  kAddForeignKey, kAddForeignKeyNotValid, kValidateForeignKey, kDropForeignKey, kAlterForeignKey,
  kAddCheckNotValid, kValidateConstraint, kDropCheck,
  kAddExclusion, kDropExclusion, kRenameConstraint,
  kCreateRoutine, kReplaceRoutine, kDropRoutine, kRenameRoutine,
  kCreateTrigger, kReplaceTrigger, kDropTrigger, kEnableTrigger, kRenameTrigger,
  kCreatePolicy, kAlterPolicy, kDropPolicy, kRenamePolicy,
  kCreateEventTrigger, kDropEventTrigger, kEnableEventTrigger, kRenameEventTrigger,
  kCreateCollation, kDropCollation, kCreateLanguage, kDropLanguage, kCreateAccessMethod, kDropAccessMethod, kAlterBaseType,
  kCreateCast, kDropCast, kCreateOperator, kAlterOperator, kDropOperator, kCreateOperatorClass, kDropOperatorClass,
  kCreateOperatorFamily, kAlterOperatorFamily, kDropOperatorFamily, kCreateConversion, kDropConversion, kCreateTransform, kDropTransform,
  kCreateTextSearch, kAlterTextSearch, kDropTextSearch,
  kCreateStatistics, kAlterStatistics, kDropStatistics,
  kCreatePublication, kAlterPublicationTables, kAlterPublication, kDropPublication,
  kCreateSubscription, kCreateSubscriptionConnected, kAlterSubscription, kDropSubscription,
  kAlterDefaultPrivileges, kRenameObject,
  kCreateForeign, kAlterForeign, kDropForeign,
  kCreateRule, kReplaceRule, kDropRule, kEnableRule, kRenameRule,
  kSecurityLabel,
  kComment, kOwner, kGrant,
};
inline constexpr size_t kActionCount = static_cast<size_t>(Action::kGrant) + 1;

struct ActionInfo {
  Action action;
  const char* name;
  Lock lock;           // on the object's table (or sequence)
  Lock lock_on_other;  // on the referenced table of a foreign key
  Work work;
  Txn txn;
  const char* fact;  // "" where nothing measured fits
};
const ActionInfo& Info(Action action);

}  // namespace planner
