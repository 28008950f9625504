#include "planner/give_way.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "planner/definitions.h"
#include "planner/sql_writer.h"
#include "schema/inheritance.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::HasIndex;
using schema::Kind;
using schema::ObjectKey;
using schema::QuoteIdentifier;

std::string RenameIndex(const ObjectKey& key, const std::string& from, const std::string& to) {
  return StrCat("ALTER INDEX ", IndexSqlName(key, from), " RENAME TO ", QuoteIdentifier(to));
}

// The statements that make the table again, with the index under its other name: the rollback of `creator`, which comes after them, gives it its own back.
void RenameInStatements(const ObjectKey& key, const std::string& from, const std::string& to, std::vector<std::string>& statements) {
  const std::string old_name = QuoteIdentifier(from), new_name = QuoteIdentifier(to);
  const std::string old_qualified = IndexSqlName(key, from), new_qualified = IndexSqlName(key, to);
  for (std::string& statement : statements) {
    for (const char* before : {"CONSTRAINT ", "INDEX ", "INDEX CONCURRENTLY "}) {
      absl::StrReplaceAll({{StrCat(before, old_name, " "), StrCat(before, new_name, " ")}, {StrCat(before, old_qualified, " "), StrCat(before, new_qualified, " ")}}, &statement);
    }
  }
}

}  // namespace

bool GiveWay(Draft& dropper, Draft& creator) {
  bool any = false;
  for (const ObjectKey& taken : dropper.drops) {
    if (!HasIndex(taken.kind)) continue;
    bool wanted = std::any_of(creator.creates.begin(), creator.creates.end(), [&](const ObjectKey& key) {
      return HasIndex(key.kind) && key.schema_name() == taken.schema_name() && key.name() == taken.name();
    });
    if (!wanted) continue;
    std::string name(taken.name()), other = DerivedName(name, "__old");
    creator.step.sql.insert(creator.step.sql.begin(), RenameIndex(taken, name, other));
    creator.step.undo_sql.push_back(RenameIndex(taken, other, name));
    RenameInStatements(taken, name, other, dropper.step.undo_sql);
    any = true;
  }
  return any;
}

}  // namespace planner
