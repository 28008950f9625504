#include "introspect/ask.h"

#include <functional>

#include "absl/strings/str_cat.h"
#include "introspect/connection.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

using absl::StrCat;
using schema::Expr;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;

constexpr const char* kBegin =
    "BEGIN;"
    "SET LOCAL search_path = '';"
    "SET LOCAL client_encoding = 'UTF8';"
    "SET LOCAL DateStyle = 'ISO, MDY';"
    "SET LOCAL IntervalStyle = 'postgres';"
    "SET LOCAL TimeZone = 'UTC';"
    "SET LOCAL lock_timeout = '2s';"
    "SET LOCAL statement_timeout = '30s'";
constexpr const char* kTable = "pg_temp.lockstep_question";

std::string SqlName(const ObjectKey& key) { return StrCat(schema::QuoteIdentifier(key.schema_name()), ".", schema::QuoteIdentifier(key.parts()[1])); }
std::string AsRegclass(const std::string& name) { return StrCat(schema::QuoteLiteral(name), "::pg_catalog.regclass"); }
std::string LikeTable(const ObjectKey& part) { return StrCat("CREATE TEMPORARY TABLE lockstep_question (LIKE ", SqlName(part), ")"); }
std::string DefaultOf(const std::string& table, const std::string& column) {
  return StrCat("SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS value FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
                "WHERE d.adrelid = ", AsRegclass(table), " AND a.attname = ", schema::QuoteLiteral(column));
}

// One expression: how to make it, and where the server prints the new one and the one that it has.
struct Probe {
  const Expr* before;
  Expr* after;
  std::vector<std::string> make;
  std::string print_new;
  std::string print_old;
};

class Probes {
 public:
  explicit Probes(const Object& before, Object& after) : before_(before), after_(after) { List(); }
  const std::vector<Probe>& all() const { return probes_; }

 private:
  void Add(const Expr& before, Expr& after, std::vector<std::string> make, std::string print_new, std::string print_old) {
    if (!(before == after)) probes_.push_back({&before, &after, std::move(make), std::move(print_new), std::move(print_old)});
  }
  void Add(const std::optional<Expr>& before, std::optional<Expr>& after, std::vector<std::string> make, std::string print_new, std::string print_old) {
    if (before.has_value() && after.has_value()) Add(*before, *after, std::move(make), std::move(print_new), std::move(print_old));
  }

  template <typename ViewKind>
  void ListView() {
    ViewKind& after = after_.As<ViewKind>();
    auto print = [](const std::string& name) { return StrCat("SELECT pg_catalog.pg_get_viewdef(", AsRegclass(name), ") AS value"); };
    Add(before_.As<ViewKind>().query, after.query, {StrCat("CREATE TEMPORARY VIEW lockstep_question AS ", after.query.sql)}, print(kTable), print(SqlName(after_.key)));
  }

  void ListCheck() {
    auto& after = after_.As<schema::Check>();
    auto print = [](const std::string& table, absl::string_view name) {
      return StrCat("SELECT pg_catalog.pg_get_expr(conbin, conrelid) AS value FROM pg_catalog.pg_constraint WHERE conrelid = ", AsRegclass(table), " AND conname = ", schema::QuoteLiteral(name));
    };
    Add(before_.As<schema::Check>().expression, after.expression,
        {LikeTable(after_.key), StrCat("ALTER TABLE ", kTable, " ADD CONSTRAINT question CHECK (", after.expression.sql, ")")}, print(kTable, "question"),
        print(SqlName(after_.key), after_.key.name()));
  }

  void ListColumn() {
    const auto& before = before_.As<schema::Column>();
    auto& after = after_.As<schema::Column>();
    std::string name(after_.key.name()), quoted = schema::QuoteIdentifier(name);
    if (after.default_value.has_value()) {
      Add(before.default_value, after.default_value, {LikeTable(after_.key), StrCat("ALTER TABLE ", kTable, " ALTER COLUMN ", quoted, " SET DEFAULT ", after.default_value->sql)},
          DefaultOf(kTable, name), DefaultOf(SqlName(after_.key), name));
    }
    if (before.generated.has_value() && after.generated.has_value()) {
      Add(before.generated->value, after.generated->value,
          {LikeTable(after_.key), StrCat("ALTER TABLE ", kTable, " DROP COLUMN ", quoted),
           StrCat("ALTER TABLE ", kTable, " ADD COLUMN ", quoted, " ", schema::FormatType(after.type), " GENERATED ALWAYS AS (", after.generated->value.sql, ") STORED")},
          DefaultOf(kTable, name), DefaultOf(SqlName(after_.key), name));
    }
  }

  void ListIndex() {
    const auto& before = before_.As<schema::Index>();
    auto& after = after_.As<schema::Index>();
    std::string index = StrCat(schema::QuoteIdentifier(after_.key.schema_name()), ".", schema::QuoteIdentifier(after_.key.name()));
    auto on = [&](const std::string& what) { return std::vector<std::string>{LikeTable(after_.key), StrCat("CREATE INDEX lockstep_question_index ON ", kTable, " ", what)}; };
    const std::string made = "pg_temp.lockstep_question_index";
    for (size_t i = 0; i < before.parts.size() && before.parts.size() == after.parts.size(); ++i) {
      if (!after.parts[i].expression.has_value()) continue;
      Add(before.parts[i].expression, after.parts[i].expression, on(StrCat("((", after.parts[i].expression->sql, "))")),
          StrCat("SELECT pg_catalog.pg_get_indexdef(", AsRegclass(made), ", 1, false) AS value"),
          StrCat("SELECT pg_catalog.pg_get_indexdef(", AsRegclass(index), ", ", i + 1, ", false) AS value"));
    }
    auto predicate = [](const std::string& name) { return StrCat("SELECT pg_catalog.pg_get_expr(indpred, indrelid) AS value FROM pg_catalog.pg_index WHERE indexrelid = ", AsRegclass(name)); };
    if (after.predicate.has_value()) Add(before.predicate, after.predicate, on(StrCat("((1)) WHERE ", after.predicate->sql)), predicate(made), predicate(index));
  }

  void ListPolicy() {
    auto& after = after_.As<schema::Policy>();
    auto print = [](const char* column, const std::string& table, absl::string_view name) {
      return StrCat("SELECT pg_catalog.pg_get_expr(", column, ", polrelid) AS value FROM pg_catalog.pg_policy WHERE polrelid = ", AsRegclass(table), " AND polname = ", schema::QuoteLiteral(name));
    };
    auto list = [&](const char* column, const std::optional<Expr>& before, std::optional<Expr>& wanted) {
      if (!wanted.has_value()) return;
      Add(before, wanted, {LikeTable(after_.key), StrCat("CREATE POLICY question ON ", kTable, " USING (", wanted->sql, ")")}, print("polqual", kTable, "question"),
          print(column, SqlName(after_.key), after_.key.name()));
    };
    list("polqual", before_.As<schema::Policy>().using_expression, after.using_expression);
    list("polwithcheck", before_.As<schema::Policy>().with_check, after.with_check);
  }

  void List() {
    if (before_.key.kind != after_.key.kind) return;
    switch (after_.key.kind) {
      case Kind::kView: return ListView<schema::View>();
      case Kind::kMaterializedView: return ListView<schema::MaterializedView>();
      case Kind::kCheck: return ListCheck();
      case Kind::kColumn: return ListColumn();
      case Kind::kIndex: return ListIndex();
      case Kind::kPolicy: return ListPolicy();
      default: return;
    }
  }

  const Object& before_;
  Object& after_;
  std::vector<Probe> probes_;
};

absl::StatusOr<std::string> Value(Connection& connection, const std::string& query) {
  ASSIGN_OR_RETURN(Rows rows, connection.Query(query));
  std::string value;
  RETURN_IF_ERROR(rows.ForEach([&](const Row& row) {
    value = row.String("value");
    return absl::OkStatus();
  }));
  return value;
}

// What the server cannot make, because the table has no such column yet or the expression means nothing to it, is not the same.
absl::StatusOr<bool> IsSame(Connection& connection, const Probe& probe) {
  RETURN_IF_ERROR(connection.Execute("SAVEPOINT question"));
  auto compare = [&]() -> absl::StatusOr<bool> {
    for (const std::string& statement : probe.make) RETURN_IF_ERROR(connection.Execute(statement));
    ASSIGN_OR_RETURN(std::string wanted, Value(connection, probe.print_new));
    ASSIGN_OR_RETURN(std::string present, Value(connection, probe.print_old));
    return !present.empty() && wanted == present;
  };
  absl::StatusOr<bool> same = compare();
  if (!same.ok() && absl::IsUnavailable(same.status())) return same;
  RETURN_IF_ERROR(connection.Execute("ROLLBACK TO SAVEPOINT question"));
  return same.ok() && *same;
}

}  // namespace

bool CanAsk(const Question& question) {
  Object after = *question.after;
  return !Probes(*question.before, after).all().empty();
}

absl::StatusOr<Answers> Ask(absl::string_view connection_string, const std::vector<Question>& questions) {
  ASSIGN_OR_RETURN(Connection connection, Connection::Open(connection_string, 0));
  RETURN_IF_ERROR(connection.Execute(kBegin));
  ASSIGN_OR_RETURN(std::string read_only, Value(connection, "SELECT pg_catalog.current_setting('transaction_read_only') AS value"));
  if (read_only == "on") return absl::FailedPreconditionError("the session is read-only, so that nothing can be asked");
  Answers answers;
  for (const Question& question : questions) {
    Object after = *question.after;
    bool any = false;
    Probes probes(*question.before, after);
    for (const Probe& probe : probes.all()) {
      ASSIGN_OR_RETURN(bool same, IsSame(connection, probe));
      ++answers.asked;
      if (!same) continue;
      ++answers.same;
      *probe.after = *probe.before;
      any = true;
    }
    answers.objects.push_back(any ? std::optional<Object>(std::move(after)) : std::nullopt);
  }
  RETURN_IF_ERROR(connection.Execute("ROLLBACK"));
  return answers;
}

}  // namespace introspect
