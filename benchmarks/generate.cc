#include "benchmarks/generate.h"

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"

namespace benchmarks {
namespace {

constexpr int kSchemas = 10;
constexpr int kEnums = 20;

constexpr const char* kWords[] = {"account", "address", "amount",  "batch",  "category", "channel", "code",   "country",  "customer", "delivery",
                                  "device",  "event",   "invoice", "item",   "label",    "ledger",  "member", "message",  "note",     "order",
                                  "parcel",  "payment", "product", "region", "report",   "session", "shop",   "shipment", "stock",    "ticket"};

// A column's type, and its default or other constraint. `#` becomes the name of a shared enum.
struct ColumnShape {
  const char* type;
  const char* rest;
};
constexpr ColumnShape kShapes[] = {
    {"integer", " NOT NULL DEFAULT 0"},
    {"bigint", ""},
    {"text", ""},
    {"text", " NOT NULL DEFAULT ''"},
    {"varchar(50)", " NOT NULL"},
    {"varchar(200)", " DEFAULT 'unknown'"},
    {"numeric(12,2)", " NOT NULL DEFAULT 0.00"},
    {"boolean", " NOT NULL DEFAULT false"},
    {"timestamp with time zone", " NOT NULL DEFAULT now()"},
    {"timestamptz", " DEFAULT now() + interval '1 day'"},
    {"date", " DEFAULT CURRENT_DATE"},
    {"jsonb", " NOT NULL DEFAULT '{}'"},
    {"uuid", " DEFAULT gen_random_uuid()"},
    {"text[]", " DEFAULT '{}'"},
    {"double precision", " DEFAULT 1.5"},
    {"smallint", " DEFAULT 1"},
    {"#", " NOT NULL DEFAULT 'first'"},
};

class Generator {
 public:
  explicit Generator(const GenerateOptions& options) : options_(options), random_(options.seed) {}

  std::vector<GeneratedFile> Run() {
    std::vector<GeneratedFile> files;
    files.push_back({"types.sql", Types()});
    for (int table = 0; table < options_.tables; ++table) {
      if (table % options_.tables_per_file == 0) files.push_back({absl::StrCat("tables_", table / options_.tables_per_file, ".sql"), ""});
      AppendTable(table, files.back().text);
    }
    if (options_.views > 0) files.push_back({"views.sql", ""});
    for (int view = 0; view < options_.views; ++view) AppendView(view, files.back().text);
    return files;
  }

 private:
  // std::uniform_int_distribution differs between standard libraries.
  int Random(int below) { return static_cast<int>(random_() % static_cast<uint64_t>(below)); }
  const char* Word() { return kWords[Random(static_cast<int>(std::size(kWords)))]; }

  static std::string SchemaName(int table) { return absl::StrCat("part", table % kSchemas); }
  static std::string TableName(int table) { return absl::StrCat(SchemaName(table), ".", kWords[table % static_cast<int>(std::size(kWords))], "_", table); }
  static std::string IndexName(int table, int number) { return absl::StrCat("index_", table, "_", number); }

  static std::string Types() {
    std::string text = "-- Made by benchmarks/generate.\n";
    for (int i = 0; i < kSchemas; ++i) absl::StrAppend(&text, "CREATE SCHEMA part", i, ";\n");
    for (int i = 0; i < kEnums; ++i) absl::StrAppend(&text, "CREATE TYPE part", i % kSchemas, ".state_", i, " AS ENUM ('first', 'second', 'third');\n");
    return text;
  }

  std::string ColumnText(const ColumnShape& shape, const std::string& name) {
    std::string type = shape.type;
    if (type == "#") {
      int i = Random(kEnums);
      type = absl::StrCat("part", i % kSchemas, ".state_", i);
    }
    return absl::StrCat("  ", name, " ", type, shape.rest, ",\n");
  }

  void AppendTable(int table, std::string& out) {
    std::string name = TableName(table);
    absl::StrAppend(&out, "CREATE TABLE ", name, " (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  parent_id bigint,\n  total numeric(10,2) NOT NULL DEFAULT 0,\n",
                    "  title varchar(100) NOT NULL,\n");
    int extra = 7 + Random(3);
    for (int i = 0; i < extra; ++i) out += ColumnText(kShapes[Random(static_cast<int>(std::size(kShapes)))], absl::StrCat(Word(), "_", i));
    if (IsChanged(table)) out += "  added text,\n";
    if (table > 0) absl::StrAppend(&out, "  CONSTRAINT parent_", table, "_fkey FOREIGN KEY (parent_id) REFERENCES ", TableName(Random(table)), " (id) ON DELETE CASCADE,\n");
    absl::StrAppend(&out, "  CONSTRAINT total_", table, "_check CHECK (total >= 0 AND length(title) > ", Random(3), ")\n);\n");
    absl::StrAppend(&out, "CREATE INDEX ", IndexName(table, 1), " ON ", name, " (parent_id);\n");
    AppendSecondIndex(table, name, out);
    if (table % 5 == 0) absl::StrAppend(&out, "COMMENT ON TABLE ", name, " IS 'The ", Word(), "s of ", Word(), "';\n");
    out += "\n";
  }

  bool IsChanged(int table) const { return options_.changed > 0 && table % std::max(1, options_.tables / options_.changed) == 0; }

  void AppendView(int view, std::string& out) {
    absl::StrAppend(&out, "CREATE VIEW ", SchemaName(view), ".view_", view, " AS\n  SELECT a.id, a.title, a.total, b.id AS other_id, b.title AS other_title,\n",
                    "    a.total + b.total AS both_totals, lower(a.title) AS lower_title, coalesce(a.parent_id, 0) AS parent,\n",
                    "    CASE WHEN a.total > b.total THEN 'more' ELSE 'less' END AS compared, b.total * ", view % 7 + 1, " AS times\n  FROM ",
                    TableName(Random(options_.tables)), " a\n  JOIN ", TableName(Random(options_.tables)), " b ON b.id = a.parent_id\n  WHERE a.total > ", view % 10,
                    " AND b.title <> '';\n\n");
  }

  static void AppendSecondIndex(int table, const std::string& name, std::string& out) {
    absl::StrAppend(&out, "CREATE INDEX ", IndexName(table, 2), " ON ", name);
    switch (table % 3) {
      case 0: out += " (lower(title));\n"; return;
      case 1: out += " (total DESC) WHERE total > 0;\n"; return;
      default: out += " (title, total);\n"; return;
    }
  }

  GenerateOptions options_;
  std::mt19937_64 random_;
};

}  // namespace

std::vector<GeneratedFile> GenerateSchema(const GenerateOptions& options) { return Generator(options).Run(); }

}  // namespace benchmarks
