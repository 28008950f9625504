#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

namespace {

absl::StatusOr<std::vector<schema::PublishedTable>> ReadTables(const Row& row, const Reading& reading) {
  std::vector<schema::PublishedTable> tables;
  std::vector<int64_t> relations = row.Integers("tables");
  std::vector<std::string> conditions = row.Strings("conditions"), columns = row.Strings("columns");
  for (size_t i = 0; i < relations.size(); ++i) {
    auto relation = reading.oids.relations.find(static_cast<Oid>(relations[i]));
    if (relation == reading.oids.relations.end()) return absl::AbortedError("a published table was dropped while it was read");
    schema::PublishedTable table;
    table.table = relation->second.key;
    if (i < conditions.size() && !conditions[i].empty()) table.where = schema::MakeExpr(std::string(absl::StripAsciiWhitespace(conditions[i])), nullptr);
    if (i < columns.size() && !columns[i].empty()) {
      std::vector<int64_t> attnums;
      for (absl::string_view number : absl::StrSplit(columns[i], ' ')) {
        int64_t attnum = 0;
        if (absl::SimpleAtoi(number, &attnum)) attnums.push_back(attnum);
      }
      ASSIGN_OR_RETURN(table.columns, reading.oids.ColumnNames(relation->first, attnums));
      std::sort(table.columns.begin(), table.columns.end());
    }
    tables.push_back(std::move(table));
  }
  std::sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return a.table < b.table; });
  return tables;
}

}  // namespace

absl::Status ReadPublication(const Row& row, Reading& reading) {
  schema::Object object = MakeObject<schema::Publication>(schema::MakeKey(schema::Kind::kPublication, {row.Text("name")}), row);
  object.common.owner = row.OptionalString("owner");
  auto& publication = object.As<schema::Publication>();
  publication.all_tables = row.Bool("all_tables");
  ASSIGN_OR_RETURN(publication.tables, ReadTables(row, reading));
  publication.schemas = row.Strings("schemas");
  std::vector<std::string> published;
  for (const auto& [column, word] : {std::pair("inserts", "insert"), {"updates", "update"}, {"deletes", "delete"}, {"truncates", "truncate"}}) {
    if (row.Bool(column)) published.emplace_back(word);
  }
  if (published.size() < 4) publication.options.push_back({"publish", absl::StrJoin(published, ", ")});
  if (row.Bool("generated_columns")) publication.options.push_back({"publish_generated_columns", "stored"});
  if (row.Bool("via_root")) publication.options.push_back({"publish_via_partition_root", "true"});
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
