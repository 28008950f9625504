// Throw-away databases on the servers that the environment names: LOCKSTEP_SERVERS="15 18", and for each major its LOCKSTEP_SERVER_<major>,
// the URL of a database whose user is a superuser (scripts/with-servers sets them).
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "schema/database.h"

namespace tests {

struct Server {
  int major = 0;
  std::string url;
  int version() const { return major * 10000; }  // as CompileOptions::server_version
};

// None when the environment names none; then there is nothing to run.
std::vector<Server> Servers();

// A database of its own, empty at first, dropped with the object.
class ScratchDatabase {
 public:
  static absl::StatusOr<ScratchDatabase> Create(const Server& server);
  ScratchDatabase(ScratchDatabase&& other) noexcept;
  ~ScratchDatabase();

  const std::string& url() const { return url_; }
  // Runs a script as `psql -v ON_ERROR_STOP=1 -f` runs it. What psql said, when it failed.
  absl::Status Run(absl::string_view script) const;
  // The schema as `lockstep` sees it: introspected, resolved, frozen.
  absl::StatusOr<schema::Database> Read() const;

 private:
  ScratchDatabase(Server server, std::string name);
  Server server_;
  std::string name_;
  std::string url_;
};

// Creates the roles that the schema names as owners and grantees, where they do not exist yet. Roles stay: they belong to the server.
absl::Status CreateRoles(const Server& server, const schema::Database& database);

}  // namespace tests
