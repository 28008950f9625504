#include "planner/common.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"
#include "schema/routine_key.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Common;
using schema::Grant;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::QuoteIdentifier;

using Labels = schema::Rare<std::vector<schema::SecurityLabel>>;

// What GRANT … ON takes for the object.
std::string GrantTarget(const ObjectKey& key) {
  bool as_table = key.kind == Kind::kColumn || key.kind == Kind::kView || key.kind == Kind::kMaterializedView;
  if (as_table) return StrCat("TABLE ", TableName(key));
  if (key.kind == Kind::kAggregate) return StrCat("FUNCTION ", key.QualifiedName());  // GRANT has no word of its own for them
  if (key.kind == Kind::kForeignServer) return StrCat("FOREIGN SERVER ", SqlName(key));
  return StrCat(schema::Info(key.kind).sql_keyword, " ", SqlName(key));
}

// "SELECT, INSERT", or "SELECT (total)" for a column.
std::string PrivilegeList(const PrivilegeWords& words, const std::vector<std::string>& privileges) {
  return absl::StrJoin(privileges, ", ", [&](std::string* out, const std::string& privilege) { absl::StrAppend(out, privilege, words.columns); });
}

std::string Role(const std::string& grantee) { return grantee.empty() ? "PUBLIC" : QuoteIdentifier(grantee); }

// Grants in `a` that `b` does not have, by grantee and grant option.
std::map<std::pair<std::string, bool>, std::vector<std::string>> Missing(const std::vector<Grant>& a, const std::vector<Grant>& b) {
  std::map<std::pair<std::string, bool>, std::vector<std::string>> result;
  for (const Grant& grant : a) {
    if (std::find(b.begin(), b.end(), grant) == b.end()) result[{grant.grantee, grant.grantable}].push_back(grant.privilege);
  }
  return result;
}

std::string IndexCommentStatement(const ObjectKey& constraint, const std::optional<std::string>& comment) {
  return StrCat("COMMENT ON INDEX ", IndexSqlName(constraint, std::string(constraint.name())), " IS ", comment.has_value() ? schema::QuoteLiteral(*comment) : "NULL");
}

const std::optional<std::string>& IndexComment(const Object& constraint) {
  return constraint.key.kind == Kind::kExclusion ? constraint.As<schema::Exclusion>().index_comment : constraint.As<schema::KeyConstraint>().index_comment;
}

// An owned sequence cannot get another owner by itself: it follows its table (ATExecChangeOwner, tablecmds.c).
bool FollowsItsTable(const Change& change, const Expander& out) {
  if (change.after->key.kind != Kind::kSequence) return false;
  const auto& owned_by = change.after->As<schema::Sequence>().owned_by;
  if (!owned_by.has_value() || change.before->As<schema::Sequence>().owned_by != owned_by) return false;
  const Object* table = out.to().Find(TableOf(*owned_by));
  return table != nullptr && table->common.owner == change.after->common.owner;
}

}  // namespace

std::string CommentStatement(const ObjectKey& key, const std::optional<std::string>& comment) {
  return StrCat("COMMENT ON ", Designator(key), " IS ", comment.has_value() ? schema::QuoteLiteral(*comment) : "NULL");
}

std::string CommentStatement(const Object& object) {
  bool foreign = object.key.kind == Kind::kTable && object.As<schema::Table>().foreign_table.has_value();
  if (!foreign) return CommentStatement(object.key, object.common.comment);
  return StrCat("COMMENT ON FOREIGN TABLE ", SqlName(object.key), " IS ", object.common.comment.has_value() ? schema::QuoteLiteral(*object.common.comment) : "NULL");
}

std::vector<std::string> KeyStatisticsStatements(const ObjectKey& index, const std::vector<schema::KeyStatistics>& before, const std::vector<schema::KeyStatistics>& after) {
  std::vector<std::string> statements;
  auto has = [](const std::vector<schema::KeyStatistics>& list, int position) {
    return std::any_of(list.begin(), list.end(), [&](const schema::KeyStatistics& one) { return one.position == position; });
  };
  std::string prefix = StrCat("ALTER INDEX ", IndexSqlName(index, std::string(index.name())), " ALTER COLUMN ");
  for (const schema::KeyStatistics& one : before) {
    if (!has(after, one.position)) statements.push_back(StrCat(prefix, one.position, " SET STATISTICS -1"));
  }
  for (const schema::KeyStatistics& one : after) {
    if (std::find(before.begin(), before.end(), one) == before.end()) statements.push_back(StrCat(prefix, one.position, " SET STATISTICS ", one.target));
  }
  return statements;
}

std::string OwnerStatement(const ObjectKey& key, const std::string& owner) {
  return StrCat("ALTER ", schema::Info(key.kind).sql_keyword, " ", SqlName(key), " OWNER TO ", QuoteIdentifier(owner));
}

std::vector<std::string> GrantStatements(const ObjectKey& key, const std::vector<Grant>& before, const std::vector<Grant>& after) {
  return PrivilegeStatements({"", GrantTarget(key), key.kind == Kind::kColumn ? StrCat(" (", QuoteIdentifier(key.name()), ")") : ""}, before, after);
}

std::vector<std::string> PrivilegeStatements(const PrivilegeWords& words, const std::vector<Grant>& before, const std::vector<Grant>& after) {
  std::vector<std::string> statements;
  const std::string& target = words.target;
  auto has = [](const std::vector<Grant>& grants, const Grant& wanted) { return std::find(grants.begin(), grants.end(), wanted) != grants.end(); };
  for (const auto& [who, privileges] : Missing(before, after)) {
    // Where only the grant option goes, the privilege itself stays.
    std::vector<std::string> option_only, whole;
    for (const std::string& privilege : privileges) {
      bool other_form_stays = has(after, Grant{who.first, privilege, !who.second});
      if (other_form_stays && !who.second) continue;  // gains the grant option: the GRANT below says it
      (other_form_stays ? option_only : whole).push_back(privilege);
    }
    if (!whole.empty()) statements.push_back(StrCat(words.prefix, "REVOKE ", PrivilegeList(words, whole), " ON ", target, " FROM ", Role(who.first)));
    if (!option_only.empty()) statements.push_back(StrCat(words.prefix, "REVOKE GRANT OPTION FOR ", PrivilegeList(words, option_only), " ON ", target, " FROM ", Role(who.first)));
  }
  for (const auto& [who, privileges] : Missing(after, before)) {
    std::vector<std::string> missing;
    for (const std::string& privilege : privileges) {
      bool loses_option_only = !who.second && has(before, Grant{who.first, privilege, true});
      if (!loses_option_only) missing.push_back(privilege);
    }
    if (missing.empty()) continue;
    statements.push_back(StrCat(words.prefix, "GRANT ", PrivilegeList(words, missing), " ON ", target, " TO ", Role(who.first), who.second ? " WITH GRANT OPTION" : ""));
  }
  return statements;
}

namespace {

std::vector<std::string> SecurityLabelStatements(const Object& object, const Labels& before, const Labels& after) {
  std::vector<std::string> statements;
  bool foreign = object.key.kind == Kind::kTable && object.As<schema::Table>().foreign_table.has_value();
  std::string target = foreign ? StrCat("FOREIGN TABLE ", SqlName(object.key)) : Designator(object.key);
  auto statement = [&](const std::string& provider, const std::string& label) {
    statements.push_back(StrCat("SECURITY LABEL FOR ", QuoteIdentifier(provider), " ON ", target, " IS ", label));
  };
  auto has = [](const Labels& labels, const std::string& provider) {
    return labels.has_value() && std::any_of(labels->begin(), labels->end(), [&](const schema::SecurityLabel& label) { return label.provider == provider; });
  };
  for (const schema::SecurityLabel& label : before.value_or({})) {
    if (!has(after, label.provider)) statement(label.provider, "NULL");
  }
  for (const schema::SecurityLabel& label : after.value_or({})) {
    bool same = before.has_value() && std::find(before->begin(), before->end(), label) != before->end();
    if (!same) statement(label.provider, schema::QuoteLiteral(label.label));
  }
  return statements;
}

std::vector<Grant> GrantsTo(const std::string& role, const Common& common) {
  std::vector<Grant> grants = common.grants;
  std::erase_if(grants, [&](const Grant& grant) { return grant.grantee != role; });
  return grants;
}

// REVOKE on a table takes the same privilege from its columns too (ExecGrant_Relation, aclchk.c): those that are wanted there are granted again.
std::vector<std::string> ColumnGrantsTakenAlong(const Object& table, const std::vector<Grant>& before, const std::vector<Grant>& after, const schema::Database& side) {
  std::vector<std::string> statements;
  if (table.key.kind != Kind::kTable) return statements;
  for (const auto& column : side.Below(table.key)) {
    if (column->key.kind != Kind::kColumn || column->common.grants.empty()) continue;
    std::vector<Grant> lost = column->common.grants;
    std::erase_if(lost, [&](const Grant& grant) {
      auto same = [&](const Grant& other) { return other.grantee == grant.grantee && other.privilege == grant.privilege; };
      return std::none_of(before.begin(), before.end(), same) || std::any_of(after.begin(), after.end(), same);
    });
    for (std::string& statement : GrantStatements(column->key, {}, lost)) statements.push_back(std::move(statement));
  }
  return statements;
}

// What the owner lacks, as grants that are not there.
std::vector<Grant> LackedBy(const std::string& owner, const Common& common) {
  std::vector<Grant> grants;
  if (!common.owner_lacks.has_value()) return grants;
  for (const std::string& privilege : *common.owner_lacks) grants.push_back({owner, privilege, false});
  return grants;
}

}  // namespace

bool Widens(const std::vector<Grant>& before, const std::vector<Grant>& after) {
  return std::any_of(after.begin(), after.end(), [&](const Grant& grant) {
    return (grant.grantee.empty() || grant.grantable) && std::find(before.begin(), before.end(), grant) == before.end();
  });
}

std::vector<Grant> InitialGrants(Kind kind) {
  bool type = kind == Kind::kEnum || kind == Kind::kDomain || kind == Kind::kCompositeType || kind == Kind::kRangeType || kind == Kind::kBaseType;
  if (type || kind == Kind::kLanguage) return {Grant{"", "USAGE", false}};
  if (schema::IsRoutine(kind)) return {Grant{"", "EXECUTE", false}};
  return {};
}

std::vector<std::string> IdentityTrimmings(const schema::Identity& identity) {
  std::vector<std::string> statements = GrantStatements(identity.sequence, {}, identity.grants);
  if (identity.comment.has_value()) statements.insert(statements.begin(), CommentStatement(identity.sequence, identity.comment));
  return statements;
}

void ChangeIndexComment(const Change& change, Expander& out) {
  Draft& draft = out.Alter(Action::kComment, change, StrCat("comment on the index of ", change.after->key.ToString()));
  draft.alters.clear();
  draft.frees.clear();
  draft.Sql(IndexCommentStatement(change.after->key, IndexComment(*change.after))).Undo(IndexCommentStatement(change.before->key, IndexComment(*change.before)));
}

std::vector<std::string> Trimmings(const Object& object) {
  std::vector<std::string> statements;
  if (object.key.kind == Kind::kDefaultPrivileges) return statements;  // they are what it is
  const Common& common = object.common;
  if (common.comment.has_value()) statements.push_back(CommentStatement(object));
  if (object.key.kind == Kind::kColumn) {
    const auto& not_null = object.As<schema::Column>().not_null;
    if (not_null.has_value() && not_null->comment.has_value() && not_null->name.has_value()) {
      statements.push_back(StrCat("COMMENT ON CONSTRAINT ", QuoteIdentifier(*not_null->name), " ON ", TableName(object.key), " IS ",
                                  schema::QuoteLiteral(*not_null->comment)));
    }
  }
  if (object.key.kind == Kind::kKeyConstraint || object.key.kind == Kind::kExclusion) {
    if (IndexComment(object).has_value()) statements.push_back(IndexCommentStatement(object.key, IndexComment(object)));
  }
  if (object.key.kind == Kind::kIndex) {
    for (std::string& statement : KeyStatisticsStatements(object.key, {}, object.As<schema::Index>().statistics)) statements.push_back(std::move(statement));
  }
  if (object.key.kind == Kind::kColumn && object.As<schema::Column>().identity.has_value()) {
    for (std::string& statement : IdentityTrimmings(*object.As<schema::Column>().identity)) statements.push_back(std::move(statement));
  }
  if (common.owner.has_value() && schema::Info(object.key.kind).top_level) statements.push_back(OwnerStatement(object.key, *common.owner));
  for (std::string& statement : GrantStatements(object.key, InitialGrants(object.key.kind), common.grants)) statements.push_back(std::move(statement));
  if (common.owner.has_value()) {
    for (std::string& statement : GrantStatements(object.key, LackedBy(*common.owner, common), {})) statements.push_back(std::move(statement));
  }
  for (std::string& statement : SecurityLabelStatements(object, std::nullopt, common.security_labels)) statements.push_back(std::move(statement));
  return statements;
}

void ExpandCommon(const Change& change, schema::FieldMask fields, Expander& out) {
  const Object& before = *change.before;
  const Object& after = *change.after;
  std::string name = after.key.ToString();
  auto reduce = [&](Draft& draft) {  // these statements concern nothing that the object mentions
    draft.alters.clear();
    draft.needs.clear();
    draft.frees.clear();
    draft.needs.push_back(after.key);
  };
  if (fields & schema::FieldBit<Common>("comment")) {
    Draft& draft = out.Alter(Action::kComment, change, StrCat("comment on ", name));
    reduce(draft);
    draft.Sql(CommentStatement(after)).Undo(CommentStatement(before));
  }
  if ((fields & schema::FieldBit<Common>("owner")) && !FollowsItsTable(change, out)) {
    Draft& draft = out.Alter(Action::kOwner, change, StrCat("owner of ", name));
    reduce(draft);
    draft.Sql(OwnerStatement(after.key, *after.common.owner));
    if (before.common.owner.has_value()) draft.Undo(OwnerStatement(before.key, *before.common.owner)).Undo(GrantStatements(before.key, {}, GrantsTo(*after.common.owner, before.common)));
    else draft.NoUndo(UndoClass::kNone, "the owner before is not stated");
  }
  if (fields & schema::FieldBit<Common>("security_labels")) {
    Draft& draft = out.Alter(Action::kSecurityLabel, change, StrCat("security labels of ", name));
    reduce(draft);
    for (std::string& statement : SecurityLabelStatements(after, before.common.security_labels, after.common.security_labels)) draft.Sql(std::move(statement));
    draft.Undo(SecurityLabelStatements(before, after.common.security_labels, before.common.security_labels));
  }
  if (fields & schema::FieldBit<Common>("owner_lacks")) {
    Draft& draft = out.Alter(Action::kGrant, change, StrCat("the owner's own privileges on ", name));
    reduce(draft);
    // What the new owner had been granted it has as the owner too.
    std::vector<Grant> lacked = LackedBy(*after.common.owner, before.common);
    for (const Grant& grant : GrantsTo(*after.common.owner, before.common)) std::erase_if(lacked, [&](const Grant& one) { return one.privilege == grant.privilege; });
    std::vector<Grant> lacks = LackedBy(*after.common.owner, after.common);
    for (std::string& statement : GrantStatements(after.key, lacks, lacked)) draft.Sql(std::move(statement));
    draft.Undo(GrantStatements(after.key, lacked, lacks));
  }
  if (after.key.kind == Kind::kDefaultPrivileges) {
    if (fields != 0) AlterDefaultPrivileges(change, out);
    return;
  }
  if (fields & schema::FieldBit<Common>("grants")) {
    std::vector<Grant> granted = before.common.grants;
    if (fields & schema::FieldBit<Common>("owner")) std::erase_if(granted, [&](const Grant& grant) { return grant.grantee == *after.common.owner; });
    std::vector<std::string> statements = GrantStatements(after.key, granted, after.common.grants);
    if (statements.empty()) return;
    Draft& draft = out.Alter(Action::kGrant, change, StrCat("privileges on ", name));
    reduce(draft);
    for (std::string& statement : statements) draft.Sql(std::move(statement));
    for (std::string& statement : ColumnGrantsTakenAlong(after, granted, after.common.grants, out.to())) draft.Sql(std::move(statement));
    draft.Undo(GrantStatements(after.key, after.common.grants, granted)).Undo(ColumnGrantsTakenAlong(before, after.common.grants, granted, out.from()));
    if (Widens(before.common.grants, after.common.grants)) draft.Warn(HazardId::kPrivilegeWidened, StrCat("privileges on ", name));
  }
}

}  // namespace planner
