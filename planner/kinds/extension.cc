#include "absl/strings/str_cat.h"
#include "planner/definitions.h"
#include "planner/kind_planner.h"
#include "planner/sql_writer.h"

namespace planner {
namespace {

using absl::StrCat;
using schema::Extension;

void UpdateVersion(const Change& change, Expander& out) {
  const std::string name = SqlName(change.after->key);
  const std::string& version = *change.after->As<Extension>().version;
  out.Alter(Action::kUpdateExtension, change, StrCat(change.after->key.ToString(), " to version ", version))
      .Sql(StrCat("ALTER EXTENSION ", name, " UPDATE TO ", schema::QuoteLiteral(version)))
      .NoUndo(UndoClass::kNone, "an extension has update scripts in one direction only")
      .Warn(HazardId::kExtensionChange, StrCat("extension ", name, " is updated to version ", version));
}

void SetSchema(const Change& change, Expander& out) {
  const std::string name = SqlName(change.after->key);
  auto statement = [&](const Extension& extension) { return StrCat("ALTER EXTENSION ", name, " SET SCHEMA ", schema::QuoteIdentifier(*extension.in_schema)); };
  out.Alter(Action::kSetExtensionSchema, change, StrCat(change.after->key.ToString(), " to schema ", *change.after->As<Extension>().in_schema))
      .Sql(statement(change.after->As<Extension>()))
      .Undo(statement(change.before->As<Extension>()));
}

constexpr Recipe kRecipes[] = {{"version", nullptr, &UpdateVersion}, {"in_schema", nullptr, &SetSchema}};

}  // namespace

void CreateExtension(const Change& change, Expander& out) {
  Draft& draft = out.Create(Action::kCreateExtension, change, change.after->key.ToString());
  for (std::string& statement : CreateStatements(*change.after)) draft.Sql(std::move(statement));
  draft.Undo(DropStatement(change.after->key));
  if (change.after->As<Extension>().in_schema.has_value()) {
    draft.needs.push_back(schema::MakeKey(schema::Kind::kSchema, {*change.after->As<Extension>().in_schema}));
  }
}

void DropExtension(const Change& change, Expander& out) {
  out.Drop(Action::kDropExtension, change, change.before->key.ToString())
      .Sql(DropStatement(change.before->key))
      .Undo(CreateStatements(*change.before))
      .Warn(HazardId::kExtensionChange, StrCat(change.before->key.ToString(), " is dropped with its types and functions"));
}

absl::Span<const Recipe> ExtensionRecipes() { return kRecipes; }

}  // namespace planner
