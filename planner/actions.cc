#include "planner/actions.h"

#include <iterator>

namespace planner {
namespace {

constexpr Lock kNone = Lock::kNone, kAS = Lock::kAccessShare, kRS = Lock::kRowShare, kRE = Lock::kRowExclusive, kSUE = Lock::kShareUpdateExclusive,
               kS = Lock::kShare, kSRE = Lock::kShareRowExclusive, kAE = Lock::kAccessExclusive;
constexpr Work kCatalog = Work::kCatalog, kScan = Work::kScan, kBuild = Work::kBuild, kRewrite = Work::kRewrite;
constexpr Txn kShared = Txn::kShared, kAlone = Txn::kAlone, kOutside = Txn::kOutside;

constexpr ActionInfo kActions[] = {
    // action                                name                            lock   other  work      txn       fact
    {Action::kCreateSchema,                  "create_schema",                kNone, kNone, kCatalog, kShared,  "schema.create"},
    {Action::kDropSchema,                    "drop_schema",                  kNone, kNone, kCatalog, kShared,  "schema.drop"},
    {Action::kCreateExtension,               "create_extension",             kNone, kNone, kCatalog, kShared,  "extension.create"},
    {Action::kUpdateExtension,               "update_extension",             kNone, kNone, kCatalog, kAlone,   "extension.update"},
    {Action::kSetExtensionSchema,            "set_extension_schema",         kNone, kNone, kCatalog, kShared,  "extension.set_schema"},
    {Action::kDropExtension,                 "drop_extension",               kNone, kNone, kCatalog, kShared,  "extension.drop"},
    {Action::kCreateType,                    "create_type",                  kNone, kNone, kCatalog, kShared,  "type.create_enum"},
    {Action::kDropType,                      "drop_type",                    kNone, kNone, kCatalog, kShared,  "type.drop_enum_unused"},
    // A new value is unusable until commit (55P04), in defaults and checks too.
    {Action::kAddEnumValue,                  "add_enum_value",               kNone, kNone, kCatalog, kAlone,   "type.add_value"},
    {Action::kRenameType,                    "rename_type",                  kNone, kNone, kCatalog, kShared,  "type.rename"},
    {Action::kAddAttribute,                  "add_attribute",                kAE,   kNone, kCatalog, kShared,  "type.add_attribute_unused"},
    {Action::kDropAttribute,                 "drop_attribute",               kAE,   kNone, kCatalog, kShared,  "type.drop_attribute_unused"},
    {Action::kAlterAttributeType,            "alter_attribute_type",         kAE,   kNone, kCatalog, kShared,  "type.alter_attribute_type_unused"},
    {Action::kCreateDomain,                  "create_domain",                kNone, kNone, kCatalog, kShared,  "domain.create"},
    {Action::kDropDomain,                    "drop_domain",                  kNone, kNone, kCatalog, kShared,  "domain.drop_unused"},
    {Action::kDomainDefault,                 "domain_default",               kNone, kNone, kCatalog, kShared,  "domain.set_default"},
    {Action::kDomainSetNotNull,              "domain_set_not_null",          kS,    kNone, kScan,    kAlone,   "domain.set_not_null"},
    {Action::kDomainDropNotNull,             "domain_drop_not_null",         kNone, kNone, kCatalog, kShared,  "domain.drop_not_null"},
    {Action::kAddDomainConstraintNotValid,   "add_domain_constraint",        kNone, kNone, kCatalog, kShared,  "domain.add_constraint_not_valid"},
    {Action::kValidateDomainConstraint,      "validate_domain_constraint",   kS,    kNone, kScan,    kAlone,   "domain.validate_constraint"},
    {Action::kDropDomainConstraint,          "drop_domain_constraint",       kNone, kNone, kCatalog, kShared,  "domain.drop_constraint"},
    {Action::kRenameDomainConstraint,        "rename_domain_constraint",     kNone, kNone, kCatalog, kShared,  "domain.rename_constraint"},
    {Action::kCreateSequence,                "create_sequence",              kNone, kNone, kCatalog, kShared,  ""},
    {Action::kDropSequence,                  "drop_sequence",                kAE,   kNone, kCatalog, kShared,  "sequence.drop"},
    {Action::kAlterSequence,                 "alter_sequence",               kSRE,  kNone, kCatalog, kShared,  "sequence.alter_increment"},
    {Action::kSequenceOwnedBy,               "sequence_owned_by",            kSRE,  kAS,   kCatalog, kShared,  "sequence.alter_owned_by"},
    {Action::kSetSequenceLogged,             "set_sequence_logged",          kAE,   kNone, kCatalog, kShared,  "sequence.set_unlogged"},
    {Action::kRenameSequence,                "rename_sequence",              kAE,   kNone, kCatalog, kShared,  "rename.sequence"},
    {Action::kCreateTable,                   "create_table",                 kNone, kSRE,  kCatalog, kShared,  ""},
    {Action::kDropTable,                     "drop_table",                   kAE,   kAE,   kCatalog, kShared,  "drop_table.plain"},
    {Action::kRenameTable,                   "rename_table",                 kAE,   kNone, kCatalog, kShared,  "rename.table"},
    {Action::kSetLogged,                     "set_logged",                   kAE,   kNone, kRewrite, kAlone,   "table_property.set_unlogged"},
    {Action::kSetAccessMethod,               "set_access_method",            kAE,   kNone, kRewrite, kAlone,   "table_property.set_access_method_other"},
    {Action::kSetTablespace,                 "set_tablespace",               kAE,   kNone, kRewrite, kAlone,   "table_property.set_tablespace"},
    {Action::kSetTableOptions,               "set_table_options",            kSUE,  kNone, kCatalog, kShared,  "table_property.set_fillfactor"},
    {Action::kRowSecurity,                   "row_security",                 kAE,   kNone, kCatalog, kShared,  "row_security.enable"},
    {Action::kReplicaIdentity,               "replica_identity",             kAE,   kNone, kCatalog, kShared,  "table_property.replica_identity_full"},
    {Action::kClusterOn,                     "cluster_on",                   kSUE,  kNone, kCatalog, kShared,  "table_property.cluster_on"},
    {Action::kAttachPartition,               "attach_partition",             kAE,   kSUE,  kCatalog, kShared,  "partition.attach_list_check"},
    // Of a table that the plan has made: nobody but the parent is locked.
    {Action::kAttachNewPartition,            "attach_new_partition",         kSUE,  kSRE,  kCatalog, kShared,  ""},
    {Action::kDetachPartition,               "detach_partition",             kAE,   kAE,   kCatalog, kShared,  "partition.detach"},
    {Action::kDetachPartitionConcurrently,   "detach_partition_concurrently", kAE,  kSUE,  kCatalog, kOutside, "partition.detach_concurrently"},
    {Action::kInherit,                       "inherit",                      kAE,   kSUE,  kCatalog, kShared,  "table_property.inherit"},
    {Action::kNoInherit,                     "no_inherit",                   kAE,   kAS,   kCatalog, kShared,  "table_property.no_inherit"},
    {Action::kSetOfType,                     "set_of_type",                  kAE,   kNone, kCatalog, kShared,  "table_property.of_type"},
    {Action::kSetForeignOptions,             "set_foreign_options",          kAE,   kNone, kCatalog, kShared,  "misc.alter_foreign_table_options"},
    {Action::kAddColumn,                     "add_column",                   kAE,   kNone, kCatalog, kShared,  "add_column.default_constant"},
    {Action::kAddColumnRewrite,              "add_column_rewrite",           kAE,   kNone, kRewrite, kAlone,   "add_column.default_volatile_random"},
    {Action::kAddColumnScan,                 "add_column_scan",              kAE,   kNone, kScan,    kAlone,   "add_column.generated_virtual_not_null"},
    {Action::kDropColumn,                    "drop_column",                  kAE,   kNone, kCatalog, kShared,  "drop_column.plain"},
    {Action::kRenameColumn,                  "rename_column",                kAE,   kNone, kCatalog, kShared,  "rename.column"},
    {Action::kSetDefault,                    "set_default",                  kAE,   kNone, kCatalog, kShared,  "default.set"},
    {Action::kDropDefault,                   "drop_default",                 kAE,   kNone, kCatalog, kShared,  "default.drop"},
    {Action::kAlterTypeCatalog,              "alter_column_type",            kAE,   kNone, kCatalog, kShared,  "alter_type.varchar10_to_varchar20"},
    {Action::kAlterTypeScan,                 "alter_column_type_scan",       kAE,   kNone, kScan,    kAlone,   "alter_type.varchar_widen_with_check"},
    {Action::kAlterTypeRewrite,              "alter_column_type_rewrite",    kAE,   kNone, kRewrite, kAlone,   "alter_type.int_to_bigint"},
    {Action::kAddNotNullCheck,               "add_not_null_check",           kAE,   kNone, kCatalog, kShared,  "check.add_not_valid"},
    {Action::kSetNotNullProven,              "set_not_null",                 kAE,   kNone, kCatalog, kShared,  "set_not_null.valid_check"},
    {Action::kAddNotNullNotValid,            "add_not_null_not_valid",       kAE,   kNone, kCatalog, kShared,  "set_not_null.add_not_null_constraint_not_valid"},
    {Action::kDropNotNull,                   "drop_not_null",                kAE,   kNone, kCatalog, kShared,  "set_not_null.drop_not_null"},
    {Action::kRenameNotNull,                 "rename_not_null",              kAE,   kNone, kCatalog, kShared,  "set_not_null.rename_constraint_not_null"},
    {Action::kNotNullInherit,                "not_null_inherit",             kAE,   kNone, kCatalog, kShared,  "set_not_null.alter_constraint_no_inherit"},
    {Action::kAddIdentity,                   "add_identity",                 kAE,   kNone, kCatalog, kShared,  "identity_generated.add_identity"},
    {Action::kAlterIdentity,                 "alter_identity",               kAE,   kNone, kCatalog, kShared,  "identity_generated.set_generated_always"},
    {Action::kDropIdentity,                  "drop_identity",                kAE,   kNone, kCatalog, kShared,  "identity_generated.drop_identity"},
    {Action::kSetExpression,                 "set_expression",               kAE,   kNone, kRewrite, kAlone,   "identity_generated.set_expression_stored"},
    {Action::kSetExpressionVirtual,          "set_expression_virtual",       kAE,   kNone, kCatalog, kShared,  "identity_generated.set_expression_virtual"},
    {Action::kDropExpression,                "drop_expression",              kAE,   kNone, kCatalog, kShared,  "identity_generated.drop_expression_stored"},
    {Action::kSetStorage,                    "set_storage",                  kAE,   kNone, kCatalog, kShared,  "column_property.set_storage_external"},
    {Action::kSetCompression,                "set_compression",              kAE,   kNone, kCatalog, kShared,  "column_property.set_compression_pglz"},
    {Action::kSetStatistics,                 "set_statistics",               kSUE,  kNone, kCatalog, kShared,  "column_property.set_statistics"},
    {Action::kSetColumnOptions,              "set_column_options",           kSUE,  kNone, kCatalog, kShared,  "column_property.set_n_distinct"},
    {Action::kBackfill,                      "backfill",                     kRE,   kNone, kScan,    kOutside, ""},
    {Action::kCreateIndex,                   "create_index",                 kS,    kNone, kBuild,   kAlone,   "index.create"},
    {Action::kCreateIndexConcurrently,       "create_index_concurrently",    kSUE,  kNone, kBuild,   kOutside, "index.create_concurrently"},
    {Action::kDropIndexConcurrently,         "drop_index_concurrently",      kSUE,  kNone, kCatalog, kOutside, "index.drop_concurrently"},
    {Action::kRenameIndex,                   "rename_index",                 kNone, kNone, kCatalog, kShared,  ""},
    {Action::kSetIndexOptions,               "set_index_options",            kNone, kNone, kCatalog, kShared,  ""},
    // Parts are built before; this makes the parent's and attaches them.
    {Action::kCreatePartitionedIndex,        "create_partitioned_index",     kS,    kNone, kCatalog, kShared,  "index.create_only_partitioned"},
    {Action::kDropPartitionedIndex,          "drop_partitioned_index",       kAE,   kNone, kCatalog, kShared,  "index.drop_partitioned"},
    {Action::kAddKey,                        "add_key",                      kAE,   kNone, kBuild,   kAlone,   "unique_pk.add_unique"},
    {Action::kAddPartitionedKey,             "add_partitioned_key",          kAE,   kNone, kCatalog, kShared,  "unique_pk.add_unique_only_partitioned"},
    {Action::kAddKeyUsingIndex,              "add_key_using_index",          kAE,   kNone, kCatalog, kShared,  "unique_pk.add_unique_using_index"},
    {Action::kSwapKey,                       "swap_key",                     kAE,   kNone, kCatalog, kShared,  "unique_pk.swap_pk_one_statement"},
    {Action::kDropKey,                       "drop_key",                     kAE,   kNone, kCatalog, kShared,  "unique_pk.drop_unique"},
    {Action::kAddForeignKey,                 "add_foreign_key",              kSRE,  kSRE,  kScan,    kAlone,   "foreign_key.add"},
    {Action::kAddForeignKeyNotValid,         "add_foreign_key_not_valid",    kSRE,  kSRE,  kCatalog, kShared,  "foreign_key.add_not_valid"},
    {Action::kValidateForeignKey,            "validate_foreign_key",         kSUE,  kRS,   kScan,    kAlone,   "foreign_key.validate"},
    {Action::kDropForeignKey,                "drop_foreign_key",             kAE,   kAE,   kCatalog, kShared,  "foreign_key.drop"},
    {Action::kAlterForeignKey,               "alter_foreign_key",            kAE,   kAE,   kCatalog, kShared,  "foreign_key.alter_not_enforced"},
    {Action::kAddCheckNotValid,              "add_check_not_valid",          kAE,   kNone, kCatalog, kShared,  "check.add_not_valid"},
    {Action::kValidateConstraint,            "validate_constraint",          kSUE,  kNone, kScan,    kAlone,   "check.validate"},
    {Action::kDropCheck,                     "drop_check",                   kAE,   kNone, kCatalog, kShared,  "check.drop"},
    {Action::kAddExclusion,                  "add_exclusion",                kAE,   kNone, kBuild,   kAlone,   "exclude.add"},
    {Action::kDropExclusion,                 "drop_exclusion",               kAE,   kNone, kCatalog, kShared,  "exclude.drop"},
    {Action::kRenameConstraint,              "rename_constraint",            kAE,   kNone, kCatalog, kShared,  "check.rename"},
    // Of foreign-data wrappers, servers and user mappings.
    {Action::kCreateForeign,                 "create_foreign",               kNone, kNone, kCatalog, kShared,  "misc.create_server"},
    {Action::kAlterForeign,                  "alter_foreign",                kNone, kNone, kCatalog, kShared,  ""},
    {Action::kDropForeign,                   "drop_foreign",                 kNone, kNone, kCatalog, kShared,  ""},
    {Action::kComment,                       "comment",                      kSUE,  kNone, kCatalog, kShared,  "comment.table"},
    {Action::kOwner,                         "owner",                        kAE,   kNone, kCatalog, kShared,  "table_property.owner"},
    {Action::kGrant,                         "grant",                        kAS,   kNone, kCatalog, kShared,  "privileges.grant_table"},
};
static_assert(std::size(kActions) == kActionCount);
static_assert([] {
  for (size_t i = 0; i < kActionCount; ++i) {
    if (kActions[i].action != static_cast<Action>(i)) return false;
  }
  return true;
}(), "the rows stand in the order of Action");

}  // namespace

const ActionInfo& Info(Action action) { return kActions[static_cast<size_t>(action)]; }

}  // namespace planner
