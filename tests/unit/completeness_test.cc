// Every kind is complete in every layer, every field has a recipe and a case, every message, hazard and action shows up in a golden file. What is
// missing is listed by name.
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "planner/actions.h"
#include "planner/kind_planner.h"
#include "schema/object.h"
#include "schema/support/diagnostic.h"
#include "tests/unit/files.h"

namespace tests {
namespace {

using schema::Kind;

// The file of each kind, the same in every layer, and the folder of its cases.
struct KindFiles {
  Kind kind;
  const char* file;
  const char* cases;
  bool has_owner;
  bool has_grants;
  bool has_comment = true;
  bool has_rename = true;
};
constexpr KindFiles kKindFiles[] = {
    {Kind::kSchema, "schema", "schema", true, true},
    {Kind::kExtension, "extension", "extension", false, false},
    {Kind::kEnum, "enum", "enum", true, true},
    {Kind::kDomain, "domain", "domain", true, true},
    {Kind::kCompositeType, "composite_type", "composite_type", true, true},
    {Kind::kSequence, "sequence", "sequence", true, true},
    {Kind::kTable, "table", "table", true, true},
    {Kind::kColumn, "column", "column", false, true},
    {Kind::kKeyConstraint, "key_constraint", "key", false, false},
    {Kind::kForeignKey, "foreign_key", "foreign_key", false, false},
    {Kind::kCheck, "check", "check", false, false},
    {Kind::kExclusion, "exclusion", "exclusion", false, false},
    {Kind::kDomainConstraint, "domain_constraint", "domain_constraint", false, false},
    {Kind::kIndex, "index", "index", false, false},
    {Kind::kCollation, "collation", "collation", true, false},
    {Kind::kRangeType, "range_type", "range_type", true, true},
    {Kind::kCast, "cast", "cast", false, false, true, false},
    {Kind::kOperator, "operator", "operator", true, false, true, false},
    {Kind::kOperatorClass, "operator_class", "operator_class", true, false},
    {Kind::kOperatorFamily, "operator_family", "operator_family", true, false},
    {Kind::kTransform, "transform", "transform", false, false, true, false},
    {Kind::kLanguage, "language", "language", true, true},
    {Kind::kAccessMethod, "access_method", "access_method", false, false, true, false},
    {Kind::kConversion, "conversion", "conversion", true, false},
    {Kind::kTextSearchParser, "text_search_parser", "text_search_parser", false, false},
    {Kind::kTextSearchTemplate, "text_search_template", "text_search_template", false, false},
    {Kind::kTextSearchDictionary, "text_search_dictionary", "text_search_dictionary", true, false},
    {Kind::kTextSearchConfiguration, "text_search_configuration", "text_search_configuration", true, false},
    {Kind::kStatistics, "statistics", "statistics", true, false},
    {Kind::kPublication, "publication", "publication", true, false},
    {Kind::kSubscription, "subscription", "subscription", true, false},
    {Kind::kDefaultPrivileges, "default_privileges", "default_privileges", false, true, false, false},
    {Kind::kView, "view", "view", true, true},
    {Kind::kMaterializedView, "materialized_view", "materialized_view", true, true},
    {Kind::kFunction, "function", "function", true, true},
    {Kind::kProcedure, "procedure", "procedure", true, true},
    {Kind::kAggregate, "aggregate", "aggregate", true, true},
    {Kind::kRule, "rule", "rule", false, false},
    {Kind::kTrigger, "trigger", "trigger", false, false},
    {Kind::kPolicy, "policy", "policy", false, false},
    {Kind::kEventTrigger, "event_trigger", "event_trigger", true, false},
    {Kind::kForeignDataWrapper, "foreign_data_wrapper", "foreign_data_wrapper", true, true},
    {Kind::kForeignServer, "foreign_server", "server", true, true},
    {Kind::kUserMapping, "user_mapping", "user_mapping", false, false, false, false},
};
// Kinds that are carried only so far (schema::Unmodelled), or have no cases of their own yet.
constexpr Kind kNotYet[] = {Kind::kBaseType, Kind::kUnmodelled};
static_assert(std::size(kKindFiles) + std::size(kNotYet) == schema::kKindCount);

// Fields that no text case can change, with the reason.
const std::map<std::string, std::string> kFieldsWithoutCase = {
    {"user_mapping.server", "part of its name"},
    {"user_mapping.user", "part of its name"},
    {"index.valid", "only a live database has an invalid index: tests/live"},
    {"range_type.canonical", "needs a function in C that takes the type before it exists"},
    {"language.handler", "needs another handler in C"},
    {"text_search_parser.start", "needs another parser in C"},
    {"text_search_parser.token", "needs another parser in C"},
    {"text_search_parser.end", "needs another parser in C"},
    {"text_search_parser.lextypes", "needs another parser in C"},
};

// Files that another one stands for, with the reason.
const std::map<std::string, std::string> kFilesElsewhere = {
    {"compiler/kinds/materialized_view.cc", "with the views: compiler/kinds/view.cc"},
    {"planner/kinds/materialized_view.cc", "with the views: planner/kinds/view.cc"},
    {"compiler/kinds/operator_family.cc", "with the classes: compiler/kinds/operator_class.cc"},
    {"schema/kinds/operator_class.h", "with the families: schema/kinds/operator_family.h"},
    {"schema/kinds/text_search_parser.h", "schema/kinds/text_search.h"},
    {"compiler/kinds/text_search_parser.cc", "compiler/kinds/text_search.cc"},
    {"schema/kinds/text_search_template.h", "schema/kinds/text_search.h"},
    {"compiler/kinds/text_search_template.cc", "compiler/kinds/text_search.cc"},
    {"schema/kinds/text_search_dictionary.h", "schema/kinds/text_search.h"},
    {"compiler/kinds/text_search_dictionary.cc", "compiler/kinds/text_search.cc"},
    {"schema/kinds/text_search_configuration.h", "schema/kinds/text_search.h"},
    {"compiler/kinds/text_search_configuration.cc", "compiler/kinds/text_search.cc"},
    {"schema/kinds/foreign_data_wrapper.h", "schema/kinds/foreign_server.h"},
    {"schema/kinds/user_mapping.h", "schema/kinds/foreign_server.h"},
    {"compiler/kinds/foreign_data_wrapper.cc", "compiler/kinds/foreign_server.cc"},
    {"compiler/kinds/user_mapping.cc", "compiler/kinds/foreign_server.cc"},
    {"introspect/kinds/foreign_data_wrapper.cc", "introspect/kinds/foreign_server.cc"},
    {"introspect/kinds/user_mapping.cc", "introspect/kinds/foreign_server.cc"},
    {"planner/kinds/foreign_data_wrapper.cc", "planner/kinds/foreign_server.cc"},
    {"planner/kinds/user_mapping.cc", "planner/kinds/foreign_server.cc"},
    {"compiler/kinds/domain_constraint.cc", "written in CREATE and ALTER DOMAIN: compiler/kinds/domain.cc"},
};

// The compared fields of each kind, by position in Body.
template <size_t... I>
std::vector<std::vector<std::string>> FieldsOfKinds(std::index_sequence<I...>) {
  std::vector<std::vector<std::string>> fields(sizeof...(I));
  auto list = [&]<typename T>(size_t kind, T*) {
    schema::ForEachField<T>([&](const auto& field) {
      if (field.compare == schema::Compare::kYes) fields[kind].push_back(field.name);
    });
  };
  (list(I, static_cast<schema::BodyAt<I>*>(nullptr)), ...);
  return fields;
}
const std::vector<std::string>& FieldsOf(Kind kind) {
  static const auto* fields = new auto(FieldsOfKinds(std::make_index_sequence<schema::kKindCount>{}));
  return (*fields)[static_cast<size_t>(kind)];
}

const std::vector<std::string>& CaseFiles() {
  static const auto* files = new std::vector<std::string>(RepositoryFiles("tests/cases", {".test"}));
  return *files;
}

// Whether a case begins with this name: "alter_default" is answered by alter_default_sequence.test too.
bool HasCase(const KindFiles& row, const std::string& name) {
  std::string prefix = absl::StrCat("tests/cases/", row.cases, "/", name);
  for (const std::string& file : CaseFiles()) {
    if (absl::StartsWith(file, prefix)) return true;
  }
  return false;
}

const std::string& AllCases() {
  static const std::string* text = [] {
    auto* all = new std::string;
    for (const std::string& file : CaseFiles()) *all += ReadRepositoryFile(file);
    return all;
  }();
  return *text;
}

TEST(CompletenessTest, EveryKindHasItsFileInEveryLayer) {
  for (const KindFiles& row : kKindFiles) {
    for (const char* pattern : {"schema/kinds/$.h", "compiler/kinds/$.cc", "introspect/kinds/$.sql", "introspect/kinds/$.cc", "planner/kinds/$.cc"}) {
      std::string path = pattern;
      path.replace(path.find('$'), 1, row.file);
      EXPECT_TRUE(RepositoryHas(path) || kFilesElsewhere.count(path)) << path << " is missing";
    }
  }
}

TEST(CompletenessTest, EveryFieldHasARecipe) {
  for (const KindFiles& row : kKindFiles) {
    std::set<std::string> claimed;
    for (const planner::Recipe& recipe : planner::PlannerOf(row.kind).recipes) claimed.insert(recipe.field);
    for (const std::string& field : FieldsOf(row.kind)) EXPECT_TRUE(claimed.count(field)) << "no recipe for field " << field << " of " << row.file;
  }
}

TEST(CompletenessTest, EveryKindAndFieldHasACase) {
  for (const KindFiles& row : kKindFiles) {
    std::vector<std::string> wanted = {"create", "drop"};
    if (row.has_comment) wanted.push_back("comment");
    if (row.has_owner) wanted.push_back("owner");
    if (row.has_grants) wanted.push_back("grant");
    if (row.kind != Kind::kExtension && row.has_rename) wanted.push_back("rename");
    for (const std::string& field : FieldsOf(row.kind)) {
      if (!kFieldsWithoutCase.count(absl::StrCat(row.file, ".", field))) wanted.push_back(absl::StrCat("alter_", field));
    }
    for (const std::string& name : wanted) EXPECT_TRUE(HasCase(row, name)) << "no case tests/cases/" << row.cases << "/" << name << "*.test";
  }
}

TEST(CompletenessTest, EveryDiagnosticHasACase) {
  // E0001 stands for what has no better code; E0002 is about files, which only the program reads (tests/cli).
  const std::set<std::string> elsewhere = {"E0001", "E0002"};
  for (const schema::DiagnosticCode& code : schema::DiagnosticCodes()) {
    if (elsewhere.count(code.code)) continue;
    EXPECT_TRUE(absl::StrContains(AllCases(), absl::StrCat("[", code.code, "]: "))) << "no case shows " << code.code << ": " << code.title;
  }
}

TEST(CompletenessTest, EveryHazardHasACase) {
  for (size_t i = 0; i < planner::kHazardCount; ++i) {
    const planner::HazardInfo& info = planner::Info(static_cast<planner::HazardId>(i));
    EXPECT_TRUE(absl::StrContains(AllCases(), absl::StrCat("    ", info.name, " "))) << "no case shows " << info.name;
  }
}

TEST(CompletenessTest, EveryActionHasACase) {
  for (size_t i = 0; i < planner::kActionCount; ++i) {
    const planner::ActionInfo& info = planner::Info(static_cast<planner::Action>(i));
    EXPECT_EQ(static_cast<size_t>(info.action), i) << info.name << " stands in the wrong row";
    EXPECT_TRUE(absl::StrContains(AllCases(), absl::StrCat(": ", info.name, ", "))) << "no case shows action " << info.name;
  }
}

}  // namespace
}  // namespace tests
