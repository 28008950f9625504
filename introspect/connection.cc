#include "introspect/connection.h"

#include <pqxx/pqxx>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "introspect/connection_string.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

struct StateCode {
  absl::string_view prefix;  // of the SQLSTATE (appendix "Error Codes")
  absl::StatusCode code;
};
constexpr StateCode kStateCodes[] = {
    {"42501", absl::StatusCode::kPermissionDenied},  // insufficient_privilege
    {"40", absl::StatusCode::kAborted},              // serialization failures, a query in the way of recovery on a standby
    {"57014", absl::StatusCode::kDeadlineExceeded},  // query_canceled
    {"55P03", absl::StatusCode::kDeadlineExceeded},  // lock_not_available
    {"57P", absl::StatusCode::kUnavailable},         // shutdown
    {"08", absl::StatusCode::kUnavailable},          // connection exceptions
    {"42P01", absl::StatusCode::kAborted},           // undefined_table, from functions that look at the catalogs as they are now
};

// The first line of the server's message without its severity: "ERROR:  permission denied …".
absl::string_view Message(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text.substr(0, text.find('\n')));
  for (absl::string_view severity : {"ERROR:", "FATAL:"}) {
    if (absl::StartsWith(text, severity)) return absl::StripLeadingAsciiWhitespace(text.substr(severity.size()));
  }
  return text;
}

absl::Status ToStatus(const pqxx::sql_error& error) {
  absl::string_view message = Message(error.what());
  // pg_get_expr and its kin read the catalogs as they are now, not as of the snapshot, and meet what has been dropped since.
  if (absl::StartsWith(message, "cache lookup failed") || absl::StartsWith(message, "could not open relation")) return absl::AbortedError(message);
  for (const StateCode& row : kStateCodes) {
    if (absl::StartsWith(error.sqlstate(), row.prefix)) return absl::Status(row.code, message);
  }
  return absl::UnknownError(message);
}

}  // namespace

const Row::Cell& Row::Find(absl::string_view column) const {
  const size_t count = cells_.size();
  for (size_t tried = 0; tried < count; ++tried) {
    size_t i = next_ + tried;
    if (i >= count) i -= count;
    if ((*names_)[i] != column) continue;
    next_ = i + 1 == count ? 0 : i + 1;
    return cells_[i];
  }
  std::fprintf(stderr, "lockstep: no column \"%s\" in the query\n", std::string(column).c_str());
  CHECK(!"the column is in the query");
}

bool Row::IsNull(absl::string_view column) const { return Find(column).text == nullptr; }

absl::string_view Row::Text(absl::string_view column) const {
  const Cell& cell = Find(column);
  return {cell.text, cell.length};
}

std::optional<std::string> Row::OptionalString(absl::string_view column) const {
  const Cell& cell = Find(column);
  if (cell.text == nullptr) return std::nullopt;
  return std::string(cell.text, cell.length);
}

char Row::Letter(absl::string_view column) const {
  absl::string_view text = Text(column);
  return text.empty() ? '\0' : text[0];
}

int64_t Row::Integer(absl::string_view column) const {
  const Cell& cell = Find(column);
  if (cell.text == nullptr) return 0;
  int64_t value = 0;
  CHECK(absl::SimpleAtoi(absl::string_view(cell.text, cell.length), &value));
  return value;
}

std::optional<int> Row::OptionalInt(absl::string_view column) const {
  if (IsNull(column)) return std::nullopt;
  return static_cast<int>(Integer(column));
}

std::vector<std::string> Row::Strings(absl::string_view column) const {
  absl::string_view text = Text(column);
  std::vector<std::string> elements;
  if (text.size() <= 2) return elements;  // NULL or {}
  size_t i = 1;
  while (i < text.size()) {
    std::string element;
    if (text[i] == '"') {
      for (++i; text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
        element += text[i];
      }
      ++i;
    } else {
      while (text[i] != ',' && text[i] != '}') element += text[i++];
      if (element == "NULL") element.clear();
    }
    elements.push_back(std::move(element));
    ++i;  // the comma or the closing brace
  }
  return elements;
}

std::vector<int64_t> Row::Integers(absl::string_view column) const {
  std::vector<int64_t> elements;
  for (absl::string_view element : absl::StrSplit(Text(column), absl::ByAnyChar(" ,{}"), absl::SkipEmpty())) {
    CHECK(absl::SimpleAtoi(element, &elements.emplace_back()));
  }
  return elements;
}

struct Rows::Result {
  pqxx::result result;
  std::vector<std::string> names;
};

Rows::Rows(std::unique_ptr<Result> result) : result_(std::move(result)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows::~Rows() = default;

size_t Rows::size() const { return static_cast<size_t>(result_->result.size()); }

absl::Status Rows::ForEach(const std::function<absl::Status(const Row&)>& visit) const {
  Row row;
  row.names_ = &result_->names;
  row.cells_.resize(result_->names.size());
  for (const auto& source : result_->result) {
    for (size_t i = 0; i < row.cells_.size(); ++i) {
      const auto field = source[static_cast<pqxx::row::size_type>(i)];
      row.cells_[i] = field.is_null() ? Row::Cell{} : Row::Cell{field.c_str(), field.size()};
    }
    row.next_ = 0;
    RETURN_IF_ERROR(visit(row));
  }
  return absl::OkStatus();
}

struct Connection::Session {
  explicit Session(const std::string& options) : connection(options), transaction(connection), backend(connection.backendpid()) {}
  pqxx::connection connection;
  pqxx::nontransaction transaction;  // sends what it is given and adds nothing
  int backend;
};

Connection::Connection(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection::~Connection() = default;

absl::StatusOr<Connection> Connection::Open(absl::string_view connection, int timeout_seconds) {
  RETURN_IF_ERROR(CheckConnectionString(connection));
  try {
    return Connection(std::make_unique<Session>(WithDefaults(connection, timeout_seconds)));
  } catch (const std::exception& error) {
    return ConnectError(connection, error.what());
  }
}

absl::StatusOr<Rows> Connection::Query(absl::string_view sql) {
  try {
    auto result = std::make_unique<Rows::Result>();
    result->result = session_->transaction.exec(std::string(sql));
    // libpqxx 6 silently connects anew when the connection broke, and the transaction and its settings would be gone.
    if (session_->connection.backendpid() != session_->backend) return absl::UnavailableError("the connection to the server was lost");
    for (pqxx::row::size_type i = 0; i < result->result.columns(); ++i) result->names.push_back(result->result.column_name(i));
    return Rows(std::move(result));
  } catch (const pqxx::sql_error& error) {
    return ToStatus(error);
  } catch (const pqxx::broken_connection&) {
    return absl::UnavailableError("the connection to the server was lost");
  } catch (const std::exception& error) {
    return absl::UnknownError(Message(error.what()));
  }
}

absl::Status Connection::Execute(absl::string_view sql) { return Query(sql).status(); }

int Connection::server_version() const { return session_->connection.server_version(); }

}  // namespace introspect
