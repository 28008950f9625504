#include "planner/definitions.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/common.h"
#include "planner/kinds/routine.h"
#include "planner/kinds/trigger.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrAppend;
using absl::StrCat;
using schema::Column;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::QuoteIdentifier;

std::string KeyDefinition(const Object& object) {
  const auto& key = object.As<schema::KeyConstraint>();
  std::string text = key.primary ? "PRIMARY KEY " : "UNIQUE ";
  if (key.nulls_not_distinct) StrAppend(&text, "NULLS NOT DISTINCT ");
  std::string columns = NameList(key.columns);
  if (key.without_overlaps) columns.insert(columns.size() - 1, " WITHOUT OVERLAPS");
  StrAppend(&text, columns);
  if (!key.include.empty()) StrAppend(&text, " INCLUDE ", NameList(key.include));
  StrAppend(&text, WithOptions(key.options), TablespaceClause(key.tablespace, " USING INDEX TABLESPACE "), DeferralClause(key.deferral));
  return text;
}

// The last of the columns carries PERIOD where the key is over time.
std::string PeriodList(std::vector<std::string> columns, bool period) {
  if (!period) return NameList(columns);
  std::string last = QuoteIdentifier(columns.back());
  columns.pop_back();
  std::string list = NameList(columns);
  return StrCat(list.substr(0, list.size() - 1), ", PERIOD ", last, ")");
}

std::string ActionClause(const char* on, schema::ForeignKeyAction action, const std::vector<std::string>& columns) {
  constexpr const char* kWords[] = {"", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};
  if (action == schema::ForeignKeyAction::kNoAction) return "";
  return StrCat(" ON ", on, " ", kWords[static_cast<size_t>(action)], columns.empty() ? "" : " ", NameList(columns));
}

std::string ForeignKeyDefinition(const Object& object) {
  const auto& key = object.As<schema::ForeignKey>();
  return StrCat("FOREIGN KEY ", PeriodList(key.columns, key.period), " REFERENCES ", SqlName(key.referenced_table), " ", PeriodList(key.referenced_columns, key.period),
                key.match_full ? " MATCH FULL" : "", ActionClause("UPDATE", key.on_update, {}), ActionClause("DELETE", key.on_delete, key.on_delete_columns),
                DeferralClause(key.deferral), key.enforced ? "" : " NOT ENFORCED");
}

std::string CheckDefinition(const Object& object) {
  const auto& check = object.As<schema::Check>();
  return StrCat("CHECK (", check.expression.sql, ")", check.no_inherit ? " NO INHERIT" : "", check.enforced ? "" : " NOT ENFORCED");
}

std::string ExclusionDefinition(const Object& object) {
  const auto& exclusion = object.As<schema::Exclusion>();
  std::string text = StrCat("EXCLUDE USING ", QuoteIdentifier(exclusion.method), " (");
  for (size_t i = 0; i < exclusion.parts.size(); ++i) {
    const schema::QualifiedName& op = exclusion.operators[i];
    std::string word = op.schema.empty() || op.schema == "pg_catalog" ? op.name : StrCat("OPERATOR(", QuoteIdentifier(op.schema), ".", op.name, ")");
    StrAppend(&text, i == 0 ? "" : ", ", IndexPartText(exclusion.parts[i]), " WITH ", word);
  }
  StrAppend(&text, ")");
  if (!exclusion.include.empty()) StrAppend(&text, " INCLUDE ", NameList(exclusion.include));
  StrAppend(&text, WithOptions(exclusion.options), TablespaceClause(exclusion.tablespace, " USING INDEX TABLESPACE "));
  if (exclusion.predicate.has_value()) StrAppend(&text, " WHERE (", exclusion.predicate->sql, ")");
  return text + DeferralClause(exclusion.deferral);
}

bool IsNotValid(const Object& constraint) {
  if (const auto* key = constraint.body.If<schema::ForeignKey>()) return !key->valid && key->enforced;
  if (const auto* check = constraint.body.If<schema::Check>()) return !check->valid && check->enforced;
  if (const auto* domain = constraint.body.If<schema::DomainConstraint>()) return !domain->valid;
  return false;
}

std::string CreateIndexOn(const Object& object, const std::string& name, bool unique, bool concurrently, bool only = false) {
  return StrCat("CREATE ", unique ? "UNIQUE " : "", "INDEX ", concurrently ? "CONCURRENTLY " : "", QuoteIdentifier(name), only ? " ON ONLY " : " ON ", TableName(object.key));
}

// The name that PostgreSQL would give by itself, for names short enough to need no cut.
bool IsDefaultName(const ObjectKey& column, absl::string_view suffix, absl::string_view name) {
  std::vector<absl::string_view> parts = column.parts();
  return parts.size() == 3 && name.size() < 63 && name == StrCat(parts[1], "_", parts[2], suffix);
}

std::string NotNullClause(const Object& column) {
  const auto& not_null = column.As<Column>().not_null;
  if (!not_null.has_value() || !not_null->valid) return "";
  std::string name;
  if (not_null->name.has_value() && !IsDefaultName(column.key, "_not_null", *not_null->name)) name = StrCat(" CONSTRAINT ", QuoteIdentifier(*not_null->name));
  return StrCat(name, " NOT NULL", not_null->no_inherit ? " NO INHERIT" : "");
}

bool IsInCreateTable(const Object& child) {
  return child.key.kind == Kind::kColumn || (IsConstraint(child.key.kind) && !IsNotValid(child));
}

// What of a new table comes from others, in front of the list and behind it.
std::string OriginBefore(const schema::Table& table) {
  if (table.partition_of.has_value()) return StrCat(" PARTITION OF ", SqlName(table.partition_of->parent));
  if (table.of_type.has_value()) return StrCat(" OF ", schema::FormatType(*table.of_type));
  return "";
}

std::string OriginBehind(const schema::Table& table) {
  if (table.partition_of.has_value()) return StrCat(" ", BoundClause(*table.partition_of));
  if (table.inherits.empty()) return "";
  return StrCat(" INHERITS (", absl::StrJoin(table.inherits, ", ", [](std::string* out, const ObjectKey& parent) { out->append(SqlName(parent)); }), ")");
}

// Keys of one CREATE TABLE that ask for the same index become one (transformIndexConstraints, parse_utilcmd.c): all but the primary key, or the first, stand
// by themselves.
bool IsMergedKey(const Object& key, const std::vector<const Object*>& folded) {
  if (key.key.kind != Kind::kKeyConstraint) return false;
  const auto& mine = key.As<schema::KeyConstraint>();
  for (const Object* other : folded) {
    if (other->key.kind != Kind::kKeyConstraint || other == &key) continue;
    const auto& theirs = other->As<schema::KeyConstraint>();
    bool same = mine.columns == theirs.columns && mine.include == theirs.include && mine.deferral == theirs.deferral && mine.nulls_not_distinct == theirs.nulls_not_distinct;
    if (same && !mine.primary && (theirs.primary || other->key < key.key)) return true;
  }
  return false;
}

void AppendTable(const Object& table, const std::vector<const Object*>& folded, std::vector<std::string>& out) {
  const schema::Table& body = table.As<schema::Table>();
  std::vector<const Object*> columns;
  for (const Object* child : folded) {
    if (child->key.kind == Kind::kColumn && !child->As<Column>().inherited) columns.push_back(child);
  }
  std::sort(columns.begin(), columns.end(), [](const Object* a, const Object* b) { return a->As<Column>().position < b->As<Column>().position; });
  std::vector<std::string> elements;
  for (const Object* column : columns) elements.push_back(ColumnDefinition(*column));
  for (const Object* child : folded) {
    if (child->key.kind != Kind::kColumn && IsInCreateTable(*child) && !IsMergedKey(*child, folded)) elements.push_back(ConstraintDefinition(*child));
  }
  std::string before = OriginBefore(body);
  std::string list = !elements.empty() ? StrCat(" (\n    ", absl::StrJoin(elements, ",\n    "), "\n)") : before.empty() ? " ()" : "";
  std::string behind = body.foreign_table.has_value() ? StrCat(" SERVER ", QuoteIdentifier(body.foreign_table->server), GenericOptions(body.foreign_table->options))
                                                      : StrCat(body.partition_by.has_value() ? StrCat(" ", PartitionByClause(*body.partition_by)) : "",
                                                               body.access_method == "heap" ? "" : StrCat(" USING ", QuoteIdentifier(body.access_method)),
                                                               WithOptions(body.options), TablespaceClause(body.tablespace));
  out.push_back(StrCat("CREATE ", body.unlogged ? "UNLOGGED " : "", body.foreign_table.has_value() ? "FOREIGN " : "", "TABLE ", SqlName(table.key), before, list, OriginBehind(body), behind));
  if (body.row_security) out.push_back(StrCat("ALTER TABLE ", SqlName(table.key), " ENABLE ROW LEVEL SECURITY"));
  if (body.force_row_security) out.push_back(StrCat("ALTER TABLE ", SqlName(table.key), " FORCE ROW LEVEL SECURITY"));
  if (body.replica_identity == schema::ReplicaIdentity::kNothing || body.replica_identity == schema::ReplicaIdentity::kFull) {
    out.push_back(StrCat("ALTER TABLE ", SqlName(table.key), " REPLICA IDENTITY ", body.replica_identity == schema::ReplicaIdentity::kFull ? "FULL" : "NOTHING"));
  }
}

void AppendCreate(const Object& object, const std::vector<const Object*>& folded, std::vector<std::string>& out);

// What of the folded children stands after the parent's own statement.
void AppendChild(const Object& parent, const Object& child, const std::vector<const Object*>& folded, std::vector<std::string>& out) {
  if (child.key.kind == Kind::kSequence) {
    const ObjectKey& column = *child.As<schema::Sequence>().owned_by;
    out.push_back(StrCat("ALTER SEQUENCE ", SqlName(child.key), " OWNED BY ", TableName(column), ".", QuoteIdentifier(column.name())));
    return;
  }
  if (child.key.kind == Kind::kIndex) out.push_back(CreateIndexStatement(child, {}));
  if (child.key.kind == Kind::kTrigger || child.key.kind == Kind::kPolicy || child.key.kind == Kind::kRule) AppendCreate(child, {}, out);
  if (parent.key.kind == Kind::kTable && IsConstraint(child.key.kind) && !IsInCreateTable(child)) out.push_back(AddConstraint(child));
  if (parent.key.kind == Kind::kTable && IsMergedKey(child, folded)) out.push_back(AddConstraint(child));
  if (child.key.kind == Kind::kDomainConstraint && IsNotValid(child)) out.push_back(AddConstraint(child));
  if (child.key.kind == Kind::kColumn && parent.key.kind == Kind::kTable) {
    for (std::string& statement : child.As<Column>().inherited ? InheritedColumnExtras(child) : ColumnExtras(child)) out.push_back(std::move(statement));
  }
  for (std::string& statement : Trimmings(child)) out.push_back(std::move(statement));
}

std::string CreateComposite(const Object& type, const std::vector<const Object*>& folded) {
  std::vector<const Object*> attributes = folded;
  std::sort(attributes.begin(), attributes.end(), [](const Object* a, const Object* b) { return a->As<Column>().position < b->As<Column>().position; });
  std::string list = absl::StrJoin(attributes, ", ", [](std::string* out, const Object* attribute) { out->append(ColumnDefinition(*attribute)); });
  return StrCat("CREATE TYPE ", SqlName(type.key), " AS (", list, ")");
}

std::string CreateDomainSql(const Object& object, const std::vector<const Object*>& folded) {
  const auto& domain = object.As<schema::Domain>();
  std::string text = StrCat("CREATE DOMAIN ", SqlName(object.key), " AS ", schema::FormatType(domain.type), CollateClause(domain.collation));
  if (domain.default_value.has_value()) StrAppend(&text, " DEFAULT ", DefaultOperand(domain.default_value->sql));
  if (domain.not_null) StrAppend(&text, " NOT NULL");
  for (const Object* constraint : folded) {
    if (!IsNotValid(*constraint)) StrAppend(&text, " ", ConstraintDefinition(*constraint));
  }
  return text;
}

void AppendCreate(const Object& object, const std::vector<const Object*>& folded, std::vector<std::string>& out) {
  switch (object.key.kind) {
    case Kind::kSchema:
      out.push_back(StrCat("CREATE SCHEMA ", SqlName(object.key)));
      break;
    case Kind::kExtension: {
      const auto& extension = object.As<schema::Extension>();
      out.push_back(StrCat("CREATE EXTENSION ", SqlName(object.key), extension.in_schema.has_value() ? StrCat(" SCHEMA ", QuoteIdentifier(*extension.in_schema)) : "",
                           extension.version.has_value() ? StrCat(" VERSION ", schema::QuoteLiteral(*extension.version)) : ""));
      break;
    }
    case Kind::kEnum:
      out.push_back(StrCat("CREATE TYPE ", SqlName(object.key), " AS ENUM (",
                           absl::StrJoin(object.As<schema::Enum>().labels, ", ", [](std::string* text, const std::string& label) { text->append(schema::QuoteLiteral(label)); }), ")"));
      break;
    case Kind::kDomain: out.push_back(CreateDomainSql(object, folded)); break;
    case Kind::kCompositeType: out.push_back(CreateComposite(object, folded)); break;
    case Kind::kSequence: {
      const auto& sequence = object.As<schema::Sequence>();
      std::string type = sequence.options.type.IsBuiltin("int8") ? "" : StrCat(" AS ", schema::FormatType(sequence.options.type));
      out.push_back(StrCat("CREATE ", sequence.unlogged ? "UNLOGGED " : "", "SEQUENCE ", SqlName(object.key), type, SequenceClauses(sequence.options)));
      break;
    }
    case Kind::kForeignDataWrapper: {
      const auto& wrapper = object.As<schema::ForeignDataWrapper>();
      out.push_back(StrCat("CREATE FOREIGN DATA WRAPPER ", SqlName(object.key), WrapperFunction("HANDLER", wrapper.handler, false), WrapperFunction("VALIDATOR", wrapper.validator, false),
                           GenericOptions(wrapper.options)));
      break;
    }
    case Kind::kForeignServer: {
      const auto& server = object.As<schema::ForeignServer>();
      out.push_back(StrCat("CREATE SERVER ", SqlName(object.key), server.type.has_value() ? StrCat(" TYPE ", schema::QuoteLiteral(*server.type)) : "",
                           server.version.has_value() ? StrCat(" VERSION ", schema::QuoteLiteral(*server.version)) : "", " FOREIGN DATA WRAPPER ", QuoteIdentifier(server.wrapper),
                           GenericOptions(server.options)));
      break;
    }
    case Kind::kUserMapping:
      out.push_back(StrCat("CREATE USER MAPPING ", UserMappingName(object.As<schema::UserMapping>())));
      break;
    case Kind::kTable: AppendTable(object, folded, out); break;
    case Kind::kColumn:
      out.push_back(StrCat("ALTER TABLE ", TableName(object.key), " ADD COLUMN ", ColumnDefinition(object)));
      for (std::string& statement : ColumnExtras(object)) out.push_back(std::move(statement));
      break;
    case Kind::kIndex: out.push_back(CreateIndexStatement(object, {})); break;
    case Kind::kFunction:
    case Kind::kProcedure: out.push_back(CreateRoutineStatement(object, OrReplace::kNo)); break;
    case Kind::kAggregate: out.push_back(CreateAggregateStatement(object, OrReplace::kNo)); break;
    case Kind::kTrigger:
      for (std::string& statement : TriggerStatements(object)) out.push_back(std::move(statement));
      break;
    case Kind::kEventTrigger:
      for (std::string& statement : EventTriggerStatements(object)) out.push_back(std::move(statement));
      break;
    case Kind::kPolicy: out.push_back(CreatePolicyStatement(object)); break;
    case Kind::kRule:
      for (std::string& statement : RuleStatements(object)) out.push_back(std::move(statement));
      break;
    case Kind::kKeyConstraint:
    case Kind::kForeignKey:
    case Kind::kCheck:
    case Kind::kExclusion:
    case Kind::kDomainConstraint: out.push_back(AddConstraint(object)); break;
    case Kind::kView:
    case Kind::kMaterializedView: AppendView(object, out); break;
    case Kind::kCollation: out.push_back(CollationStatement(object)); break;
    case Kind::kCast: out.push_back(CastStatement(object)); break;
    case Kind::kOperator: out.push_back(OperatorStatement(object)); break;
    case Kind::kOperatorClass: out.push_back(OperatorClassStatement(object)); break;
    case Kind::kConversion: out.push_back(ConversionStatement(object)); break;
    case Kind::kTransform: out.push_back(TransformStatement(object)); break;
    case Kind::kLanguage: out.push_back(LanguageStatement(object)); break;
    case Kind::kAccessMethod: out.push_back(AccessMethodStatement(object)); break;
    case Kind::kRangeType: out.push_back(RangeTypeStatement(object)); break;
    case Kind::kTextSearchParser: out.push_back(TextSearchParserStatement(object)); break;
    case Kind::kTextSearchTemplate: out.push_back(TextSearchTemplateStatement(object)); break;
    case Kind::kTextSearchDictionary: out.push_back(TextSearchDictionaryStatement(object)); break;
    case Kind::kPublication: out.push_back(PublicationStatement(object)); break;
    case Kind::kOperatorFamily: out = OperatorFamilyStatements(object); break;
    case Kind::kBaseType: out = BaseTypeStatements(object); break;
    case Kind::kTextSearchConfiguration: out = TextSearchConfigurationStatements(object); break;
    case Kind::kStatistics: out = StatisticsStatements(object); break;
    case Kind::kSubscription: out = SubscriptionStatements(object); break;
    case Kind::kDefaultPrivileges: out = DefaultPrivilegesStatements(object); break;
    default: break;
  }
}

}  // namespace

bool IsConstraint(Kind kind) { return schema::Info(kind).name_space == schema::NameSpace::kConstraint; }

std::string IdentityClause(const Object& column) {
  const schema::Identity& identity = *column.As<Column>().identity;
  std::string options = SequenceClauses(identity.options);
  if (!IsDefaultName(column.key, "_seq", identity.sequence.name()) || identity.sequence.schema_name() != column.key.schema_name()) {
    options = StrCat(" SEQUENCE NAME ", SqlName(identity.sequence), options);
  }
  return StrCat("GENERATED ", identity.always ? "ALWAYS" : "BY DEFAULT", " AS IDENTITY", options.empty() ? "" : StrCat(" (", options.substr(1), ")"));
}

std::string ColumnDefinition(const Object& object) {
  const Column& column = object.As<Column>();
  std::string text = StrCat(QuoteIdentifier(object.key.name()), " ", schema::FormatType(column.type));
  if (column.compression.has_value()) StrAppend(&text, " COMPRESSION ", *column.compression);
  StrAppend(&text, GenericOptions(column.foreign_options), CollateClause(column.collation));
  if (column.default_value.has_value()) StrAppend(&text, " DEFAULT ", DefaultOperand(column.default_value->sql));
  if (column.generated.has_value()) StrAppend(&text, " GENERATED ALWAYS AS (", column.generated->value.sql, ")", column.generated->stored ? " STORED" : " VIRTUAL");
  if (column.identity.has_value()) StrAppend(&text, " ", IdentityClause(object));
  return text + NotNullClause(object);
}

std::vector<std::string> ColumnExtras(const Object& object) {
  const Column& column = object.As<Column>();
  std::string prefix = StrCat("ALTER TABLE ", TableName(object.key), " ALTER COLUMN ", QuoteIdentifier(object.key.name()), " ");
  std::vector<std::string> statements;
  if (column.storage != schema::Storage::kTypeDefault) statements.push_back(StrCat(prefix, "SET STORAGE ", schema::EnumName(column.storage)));
  if (column.statistics_target.has_value()) statements.push_back(StrCat(prefix, "SET STATISTICS ", *column.statistics_target));
  if (!column.options.empty()) statements.push_back(StrCat(prefix, "SET ", OptionValues(column.options)));
  if (column.not_null.has_value() && !column.not_null->valid && column.not_null->name.has_value()) {
    statements.push_back(StrCat("ALTER TABLE ", TableName(object.key), " ADD CONSTRAINT ", QuoteIdentifier(*column.not_null->name), " NOT NULL ",
                                QuoteIdentifier(object.key.name()), column.not_null->no_inherit ? " NO INHERIT" : "", " NOT VALID"));
  }
  return statements;
}

std::vector<std::string> InheritedColumnExtras(const Object& object) {
  const Column& column = object.As<Column>();
  std::string prefix = StrCat("ALTER TABLE ", TableName(object.key), " ALTER COLUMN ", QuoteIdentifier(object.key.name()), " ");
  std::vector<std::string> statements;
  if (!column.generated.has_value()) statements.push_back(column.default_value.has_value() ? StrCat(prefix, "SET DEFAULT ", column.default_value->sql) : StrCat(prefix, "DROP DEFAULT"));
  if (column.not_null.has_value() && column.not_null->valid) statements.push_back(StrCat(prefix, "SET NOT NULL"));
  if (column.compression.has_value()) statements.push_back(StrCat(prefix, "SET COMPRESSION ", *column.compression));
  for (std::string& statement : ColumnExtras(object)) statements.push_back(std::move(statement));
  return statements;
}

std::string BoundClause(const schema::PartitionOf& of) {
  if (of.is_default) return "DEFAULT";
  if (of.modulus > 0) return StrCat("FOR VALUES WITH (MODULUS ", of.modulus, ", REMAINDER ", of.remainder, ")");
  if (!of.in.empty()) return StrCat("FOR VALUES IN (", absl::StrJoin(of.in, ", ", [](std::string* out, const schema::Expr& value) { out->append(value.sql); }), ")");
  auto values = [](const std::vector<schema::BoundValue>& bound) {
    return absl::StrJoin(bound, ", ", [](std::string* out, const schema::BoundValue& value) {
      out->append(value.value.has_value() ? value.value->sql : value.is_max ? "MAXVALUE" : "MINVALUE");
    });
  };
  return StrCat("FOR VALUES FROM (", values(of.from), ") TO (", values(of.to), ")");
}

std::string PartitionByClause(const schema::PartitionKey& key) { return StrCat("PARTITION BY ", schema::EnumName(key.strategy), " ", IndexParts(key.parts)); }

std::string ConstraintDefinition(const Object& constraint) {
  std::string text;
  switch (constraint.key.kind) {
    case Kind::kKeyConstraint: text = KeyDefinition(constraint); break;
    case Kind::kForeignKey: text = ForeignKeyDefinition(constraint); break;
    case Kind::kCheck: text = CheckDefinition(constraint); break;
    case Kind::kExclusion: text = ExclusionDefinition(constraint); break;
    case Kind::kDomainConstraint: text = StrCat("CHECK (", constraint.As<schema::DomainConstraint>().expression.sql, ")"); break;
    default: break;
  }
  return StrCat("CONSTRAINT ", QuoteIdentifier(constraint.key.name()), " ", text);
}

std::string AddConstraint(const Object& constraint, Validity validity) {
  bool not_valid = validity == Validity::kNotValid || IsNotValid(constraint);
  return StrCat(constraint.key.kind == Kind::kDomainConstraint ? "ALTER DOMAIN " : "ALTER TABLE ", TableName(constraint.key), " ADD ", ConstraintDefinition(constraint),
                not_valid ? " NOT VALID" : "");
}

std::string DropConstraint(const ObjectKey& key) {
  return StrCat(key.kind == Kind::kDomainConstraint ? "ALTER DOMAIN " : "ALTER TABLE ", TableName(key), " DROP CONSTRAINT ", QuoteIdentifier(key.name()));
}

std::string IndexSqlName(const ObjectKey& key, const std::string& name) { return StrCat(QuoteIdentifier(key.schema_name()), ".", QuoteIdentifier(name)); }

std::string CreateIndexStatement(const Object& object, const IndexStyle& style) {
  const auto& index = object.As<schema::Index>();
  std::string text = CreateIndexOn(object, style.name.empty() ? std::string(object.key.name()) : style.name, index.unique, style.concurrently, style.only);
  if (index.method != "btree") StrAppend(&text, " USING ", QuoteIdentifier(index.method));
  StrAppend(&text, " ", IndexParts(index.parts));
  if (!index.include.empty()) StrAppend(&text, " INCLUDE ", NameList(index.include));
  if (index.nulls_not_distinct) StrAppend(&text, " NULLS NOT DISTINCT");
  StrAppend(&text, WithOptions(index.options), TablespaceClause(index.tablespace));
  if (index.predicate.has_value()) StrAppend(&text, " WHERE ", index.predicate->sql);
  return text;
}

std::string CreateKeyIndexStatement(const Object& object, const std::string& name) {
  const auto& key = object.As<schema::KeyConstraint>();
  std::string text = CreateIndexOn(object, name, true, true);
  StrAppend(&text, " ", NameList(key.columns));
  if (!key.include.empty()) StrAppend(&text, " INCLUDE ", NameList(key.include));
  if (key.nulls_not_distinct) StrAppend(&text, " NULLS NOT DISTINCT");
  return StrCat(text, WithOptions(key.options), TablespaceClause(key.tablespace));
}

std::string AddKeyUsingIndex(const Object& object, const std::string& index) {
  const auto& key = object.As<schema::KeyConstraint>();
  return StrCat("ALTER TABLE ", TableName(object.key), " ADD CONSTRAINT ", QuoteIdentifier(object.key.name()), key.primary ? " PRIMARY KEY" : " UNIQUE", " USING INDEX ",
                QuoteIdentifier(index), DeferralClause(key.deferral));
}

std::vector<std::string> CreateStatements(const Object& object, const std::vector<const Object*>& folded) {
  std::vector<std::string> statements;
  AppendCreate(object, folded, statements);
  for (std::string& statement : Trimmings(object)) statements.push_back(std::move(statement));
  for (const Object* child : folded) AppendChild(object, *child, folded, statements);
  return statements;
}

std::string DropStatement(const Object& object) {
  if (object.key.kind == Kind::kUserMapping) return StrCat("DROP USER MAPPING ", UserMappingName(object.As<schema::UserMapping>()));
  if (object.key.kind == Kind::kTable && object.As<schema::Table>().foreign_table.has_value()) return StrCat("DROP FOREIGN TABLE ", SqlName(object.key));
  return DropStatement(object.key);
}

std::string DropStatement(const ObjectKey& key) {
  if (key.kind == Kind::kTrigger || key.kind == Kind::kPolicy || key.kind == Kind::kRule) return StrCat("DROP ", Designator(key));
  return StrCat("DROP ", schema::Info(key.kind).sql_keyword, " ", SqlName(key));
}

}  // namespace planner
