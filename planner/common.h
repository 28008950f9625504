// Statements for what every kind can have: comments, owners, privileges. And the whole definition of an object by itself, as a list of statements.
#pragma once

#include <string>
#include <vector>

#include "planner/draft.h"
#include "schema/object.h"

namespace planner {

// COMMENT ON … IS '…', or IS NULL.
std::string CommentStatement(const schema::ObjectKey& key, const std::optional<std::string>& comment);
// The same for the object as it is, in the words for what it is: COMMENT ON FOREIGN TABLE.
std::string CommentStatement(const schema::Object& object);
// ALTER … OWNER TO.
std::string OwnerStatement(const schema::ObjectKey& key, const std::string& owner);
// GRANT and REVOKE from one list of privileges to another.
std::vector<std::string> GrantStatements(const schema::ObjectKey& key, const std::vector<schema::Grant>& before, const std::vector<schema::Grant>& after);
// The same in the form of ALTER DEFAULT PRIVILEGES and of objects: `prefix` stands before GRANT, `columns` behind each privilege.
struct PrivilegeWords {
  std::string prefix;
  std::string target;
  std::string columns;
};
std::vector<std::string> PrivilegeStatements(const PrivilegeWords& words, const std::vector<schema::Grant>& before, const std::vector<schema::Grant>& after);
// Whether the second list gives somebody more than the first.
bool Widens(const std::vector<schema::Grant>& before, const std::vector<schema::Grant>& after);
// What a new object of this kind grants by itself: USAGE to PUBLIC on types, EXECUTE on routines.
std::vector<schema::Grant> InitialGrants(schema::Kind kind);

// Comment, owner and privileges of a new object: what follows its CREATE. The comment of a named NOT NULL is part of its column's.
std::vector<std::string> Trimmings(const schema::Object& object);

// ALTER INDEX … ALTER COLUMN n SET STATISTICS, from one list to another.
std::vector<std::string> KeyStatisticsStatements(const schema::ObjectKey& index, const std::vector<schema::KeyStatistics>& before,
                                                 const std::vector<schema::KeyStatistics>& after);
// Comment and privileges of the sequence behind an identity column.
std::vector<std::string> IdentityTrimmings(const schema::Identity& identity);
// COMMENT ON INDEX of the index behind a key or exclusion constraint: a recipe of both.
void ChangeIndexComment(const Change& change, Expander& out);

// Steps for the common fields that differ between the two sides of an alteration.
void ExpandCommon(const Change& change, schema::FieldMask fields, Expander& out);

}  // namespace planner
