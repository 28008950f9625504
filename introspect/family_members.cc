// The operators and functions of an operator class or family, from the arrays of operator_class.sql and operator_family.sql.
#include <algorithm>

#include "introspect/reading.h"
#include "schema/support/status.h"

namespace introspect {

absl::StatusOr<FamilyMembers> ReadFamilyMembers(const Row& row, const Reading& reading) {
  FamilyMembers members;
  std::vector<int64_t> strategies = row.Integers("strategies"), operators = row.Integers("operators");
  std::vector<std::string> sort_schemas = row.Strings("sort_schemas"), sort_families = row.Strings("sort_families");
  for (size_t i = 0; i < strategies.size(); ++i) {
    schema::FamilyOperator member;
    member.strategy = static_cast<int>(strategies[i]);
    ASSIGN_OR_RETURN(member.op, reading.oids.Operator(static_cast<Oid>(operators[i])));
    if (!sort_families[i].empty()) member.sort_family = schema::QualifiedName{sort_schemas[i], sort_families[i]};
    members.operators.push_back(std::move(member));
  }
  std::vector<int64_t> numbers = row.Integers("numbers"), lefts = row.Integers("lefts"), rights = row.Integers("rights"), functions = row.Integers("functions");
  for (size_t i = 0; i < numbers.size(); ++i) {
    schema::FamilyFunction member;
    member.number = static_cast<int>(numbers[i]);
    ASSIGN_OR_RETURN(member.left, reading.oids.Type(static_cast<Oid>(lefts[i]), -1));
    ASSIGN_OR_RETURN(member.right, reading.oids.Type(static_cast<Oid>(rights[i]), -1));
    ASSIGN_OR_RETURN(member.function, reading.oids.Routine(static_cast<Oid>(functions[i])));
    members.functions.push_back(std::move(member));
  }
  schema::SortMembers(members.operators, members.functions);
  return members;
}

}  // namespace introspect
