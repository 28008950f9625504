#include "schema/object.h"

namespace schema {
namespace {

constexpr KindInfo kKinds[] = {
    // kind                              name                         sql_keyword                   name space              top level
    {Kind::kSchema,                       "schema",                    "SCHEMA",                     NameSpace::kSchema,     true},
    {Kind::kExtension,                    "extension",                 "EXTENSION",                  NameSpace::kExtension,  true},
    {Kind::kLanguage,                     "language",                  "LANGUAGE",                   NameSpace::kOther,      true},
    {Kind::kAccessMethod,                 "access method",             "ACCESS METHOD",              NameSpace::kOther,      true},
    {Kind::kForeignDataWrapper,           "foreign-data wrapper",      "FOREIGN DATA WRAPPER",       NameSpace::kOther,      true},
    {Kind::kForeignServer,                "server",                    "SERVER",                     NameSpace::kOther,      true},
    {Kind::kUserMapping,                  "user mapping",              "USER MAPPING",               NameSpace::kOther,      true},
    {Kind::kCollation,                    "collation",                 "COLLATION",                  NameSpace::kOther,      true},
    {Kind::kEnum,                         "enum",                      "TYPE",                       NameSpace::kType,       true},
    {Kind::kDomain,                       "domain",                    "DOMAIN",                     NameSpace::kType,       true},
    {Kind::kCompositeType,                "composite type",            "TYPE",                       NameSpace::kRelation,   true},
    {Kind::kRangeType,                    "range type",                "TYPE",                       NameSpace::kType,       true},
    {Kind::kBaseType,                     "base type",                 "TYPE",                       NameSpace::kType,       true},
    {Kind::kSequence,                     "sequence",                  "SEQUENCE",                   NameSpace::kRelation,   true},
    {Kind::kTable,                        "table",                     "TABLE",                      NameSpace::kRelation,   true},
    {Kind::kColumn,                       "column",                    "COLUMN",                     NameSpace::kColumn,     false},
    {Kind::kKeyConstraint,                "key",                       "CONSTRAINT",                 NameSpace::kConstraint, false},
    {Kind::kForeignKey,                   "foreign key",               "CONSTRAINT",                 NameSpace::kConstraint, false},
    {Kind::kCheck,                        "check",                     "CONSTRAINT",                 NameSpace::kConstraint, false},
    {Kind::kExclusion,                    "exclusion",                 "CONSTRAINT",                 NameSpace::kConstraint, false},
    {Kind::kDomainConstraint,             "domain constraint",         "CONSTRAINT",                 NameSpace::kConstraint, false},
    {Kind::kIndex,                        "index",                     "INDEX",                      NameSpace::kRelation,   false},
    {Kind::kFunction,                     "function",                  "FUNCTION",                   NameSpace::kOther,      true},
    {Kind::kProcedure,                    "procedure",                 "PROCEDURE",                  NameSpace::kOther,      true},
    {Kind::kAggregate,                    "aggregate",                 "AGGREGATE",                  NameSpace::kOther,      true},
    {Kind::kCast,                         "cast",                      "CAST",                       NameSpace::kOther,      true},
    {Kind::kOperator,                     "operator",                  "OPERATOR",                   NameSpace::kOther,      true},
    {Kind::kOperatorClass,                "operator class",            "OPERATOR CLASS",             NameSpace::kOther,      true},
    {Kind::kOperatorFamily,               "operator family",           "OPERATOR FAMILY",            NameSpace::kOther,      true},
    {Kind::kConversion,                   "conversion",                "CONVERSION",                 NameSpace::kOther,      true},
    {Kind::kTransform,                    "transform",                 "TRANSFORM",                  NameSpace::kOther,      true},
    {Kind::kTextSearchParser,             "text search parser",        "TEXT SEARCH PARSER",         NameSpace::kOther,      true},
    {Kind::kTextSearchTemplate,           "text search template",      "TEXT SEARCH TEMPLATE",       NameSpace::kOther,      true},
    {Kind::kTextSearchDictionary,         "text search dictionary",    "TEXT SEARCH DICTIONARY",     NameSpace::kOther,      true},
    {Kind::kTextSearchConfiguration,      "text search configuration", "TEXT SEARCH CONFIGURATION",  NameSpace::kOther,      true},
    {Kind::kView,                         "view",                      "VIEW",                       NameSpace::kRelation,   true},
    {Kind::kMaterializedView,             "materialized view",         "MATERIALIZED VIEW",          NameSpace::kRelation,   true},
    {Kind::kRule,                         "rule",                      "RULE",                       NameSpace::kOther,      false},
    {Kind::kTrigger,                      "trigger",                   "TRIGGER",                    NameSpace::kOther,      false},
    {Kind::kPolicy,                       "policy",                    "POLICY",                     NameSpace::kOther,      false},
    {Kind::kStatistics,                   "statistics",                "STATISTICS",                 NameSpace::kOther,      true},
    {Kind::kEventTrigger,                 "event trigger",             "EVENT TRIGGER",              NameSpace::kOther,      true},
    {Kind::kPublication,                  "publication",               "PUBLICATION",                NameSpace::kOther,      true},
    {Kind::kSubscription,                 "subscription",              "SUBSCRIPTION",               NameSpace::kOther,      true},
    {Kind::kDefaultPrivileges,            "default privileges",        "",                           NameSpace::kOther,      true},
    {Kind::kUnmodelled,                   "unmodelled",                "",                           NameSpace::kOther,      true},
};
static_assert(std::size(kKinds) == kKindCount);
static_assert([] {
  for (size_t i = 0; i < kKindCount; ++i) {
    if (kKinds[i].kind != static_cast<Kind>(i)) return false;
  }
  return true;
}(), "the rows stand in the order of Kind");

}  // namespace

const KindInfo& Info(Kind kind) { return kKinds[static_cast<size_t>(kind)]; }

}  // namespace schema
