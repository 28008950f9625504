#include "schema/object.h"

namespace schema {
namespace {

constexpr KindInfo kKinds[] = {
    // kind                   name                 sql_keyword         name space              top level
    {Kind::kSchema,           "schema",            "SCHEMA",           NameSpace::kSchema,     true},
    {Kind::kExtension,        "extension",         "EXTENSION",        NameSpace::kExtension,  true},
    {Kind::kEnum,             "enum",              "TYPE",             NameSpace::kType,       true},
    {Kind::kDomain,           "domain",            "DOMAIN",           NameSpace::kType,       true},
    {Kind::kCompositeType,    "composite type",    "TYPE",             NameSpace::kRelation,   true},
    {Kind::kSequence,         "sequence",          "SEQUENCE",         NameSpace::kRelation,   true},
    {Kind::kTable,            "table",             "TABLE",            NameSpace::kRelation,   true},
    {Kind::kColumn,           "column",            "COLUMN",           NameSpace::kColumn,     false},
    {Kind::kKeyConstraint,    "key",               "CONSTRAINT",       NameSpace::kConstraint, false},
    {Kind::kForeignKey,       "foreign key",       "CONSTRAINT",       NameSpace::kConstraint, false},
    {Kind::kCheck,            "check",             "CONSTRAINT",       NameSpace::kConstraint, false},
    {Kind::kExclusion,        "exclusion",         "CONSTRAINT",       NameSpace::kConstraint, false},
    {Kind::kDomainConstraint, "domain constraint", "CONSTRAINT",       NameSpace::kConstraint, false},
    {Kind::kIndex,            "index",             "INDEX",            NameSpace::kRelation,   false},
    {Kind::kUnmodelled,       "unmodelled",        "",                 NameSpace::kOther,      true},
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
