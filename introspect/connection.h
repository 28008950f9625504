// One session with a server and typed access to what a query returns. The only header of this folder behind which libpqxx stands: its exceptions
// become absl::Status in connection.cc, and its types (they differ between libpqxx 6 and 7) appear nowhere else.
//
//   ASSIGN_OR_RETURN(Connection connection, Connection::Open("postgresql://app@db/shop", 0));
//   ASSIGN_OR_RETURN(Rows rows, connection.Query("SELECT nspname AS name FROM pg_namespace"));
//   RETURN_IF_ERROR(rows.ForEach([&](const Row& row) { names.push_back(row.Text("name")); return absl::OkStatus(); }));
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace introspect {

using Oid = uint32_t;

// One row while ForEach visits it: views into the result, read by the names of the query's columns. Naming a column that the query does not have
// is a mistake of ours and ends the program. NULL reads as "", 0, false, empty list; where that matters, ask the Optional… form.
class Row {
 public:
  bool IsNull(absl::string_view column) const;
  absl::string_view Text(absl::string_view column) const;
  std::string String(absl::string_view column) const { return std::string(Text(column)); }
  std::optional<std::string> OptionalString(absl::string_view column) const;
  bool Bool(absl::string_view column) const { return Text(column) == "t"; }
  // The single letter of a "char" column, 0 when it is empty or NULL.
  char Letter(absl::string_view column) const;
  int64_t Integer(absl::string_view column) const;
  std::optional<int> OptionalInt(absl::string_view column) const;
  Oid OidOf(absl::string_view column) const { return static_cast<Oid>(Integer(column)); }
  // The elements of a one-dimensional text[] in array_out's form; a NULL element reads as "".
  std::vector<std::string> Strings(absl::string_view column) const;
  // The elements of an int2vector, oidvector, int2[] or oid[].
  std::vector<int64_t> Integers(absl::string_view column) const;

 private:
  friend class Rows;
  struct Cell {
    const char* text = nullptr;  // null: NULL
    size_t length = 0;
  };
  const Cell& Find(absl::string_view column) const;

  const std::vector<std::string>* names_ = nullptr;
  std::vector<Cell> cells_;
  // Where the next column is looked for first: rows are mostly read in the order of the SELECT list.
  mutable size_t next_ = 0;
};

class Rows {
 public:
  Rows(Rows&&) noexcept;
  ~Rows();
  size_t size() const;
  // Calls visit for each row, in order; stops at the first error and returns it.
  absl::Status ForEach(const std::function<absl::Status(const Row&)>& visit) const;

 private:
  friend class Connection;
  struct Result;
  explicit Rows(std::unique_ptr<Result> result);
  std::unique_ptr<Result> result_;
};

class Connection {
 public:
  // Errors: ConnectError (connection_string.h). `timeout_seconds` bounds connecting; 0: as libpq does.
  static absl::StatusOr<Connection> Open(absl::string_view connection, int timeout_seconds);
  Connection(Connection&&) noexcept;
  ~Connection();

  // Runs SQL text as it stands, without a transaction of its own. Errors: kUnavailable when the connection is lost; kAborted for what running the
  // same again can cure (objects dropped meanwhile, a conflict with recovery); kDeadlineExceeded; kPermissionDenied; kUnknown for the rest.
  absl::StatusOr<Rows> Query(absl::string_view sql);
  absl::Status Execute(absl::string_view sql);
  // As server_version_num: 160004.
  int server_version() const;

 private:
  struct Session;
  explicit Connection(std::unique_ptr<Session> session);
  std::unique_ptr<Session> session_;
};

}  // namespace introspect
