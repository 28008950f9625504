#include "tests/live/scratch_database.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "compiler/compile.h"
#include "introspect/connection.h"
#include "introspect/introspect.h"
#include "schema/support/status.h"

namespace tests {
namespace {

std::string Environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

// The URL with another database: what stands between the authority and the query.
std::string WithDatabase(const std::string& url, const std::string& database) {
  size_t path = url.find('/', url.find("//") + 2);
  size_t query = url.find('?');
  std::string parameters = query == std::string::npos ? "" : url.substr(query);
  return absl::StrCat(url.substr(0, std::min(path, query)), "/", database, parameters);
}

std::string ShellQuoted(absl::string_view text) { return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'"); }

absl::Status Execute(const Server& server, const std::string& sql) {
  ASSIGN_OR_RETURN(introspect::Connection connection, introspect::Connection::Open(server.url, 10));
  return connection.Execute(sql);
}

// What a command wrote to both of its streams; its failure as an error.
absl::Status RunCommand(const std::string& command) {
  FILE* pipe = popen(absl::StrCat(command, " 2>&1").c_str(), "r");
  if (pipe == nullptr) return absl::InternalError("popen failed");
  std::string output;
  char buffer[4096];
  for (size_t length; (length = fread(buffer, 1, sizeof(buffer), pipe)) > 0;) output.append(buffer, length);
  if (pclose(pipe) == 0) return absl::OkStatus();
  return absl::UnknownError(output);
}

}  // namespace

std::vector<Server> Servers() {
  std::vector<Server> servers;
  for (absl::string_view word : absl::StrSplit(Environment("LOCKSTEP_SERVERS"), ' ', absl::SkipEmpty())) {
    Server server;
    CHECK(absl::SimpleAtoi(word, &server.major));
    server.url = Environment(absl::StrCat("LOCKSTEP_SERVER_", word));
    CHECK(!server.url.empty());
    servers.push_back(std::move(server));
  }
  return servers;
}

ScratchDatabase::ScratchDatabase(Server server, std::string name)
    : server_(std::move(server)), name_(std::move(name)), url_(WithDatabase(server_.url, name_)) {}

ScratchDatabase::ScratchDatabase(ScratchDatabase&& other) noexcept
    : server_(std::move(other.server_)), name_(std::exchange(other.name_, "")), url_(std::move(other.url_)) {}

ScratchDatabase::~ScratchDatabase() {
  if (name_.empty()) return;
  absl::Status dropped = Execute(server_, absl::StrCat("DROP DATABASE ", name_, " WITH (FORCE)"));
  if (!dropped.ok()) std::fprintf(stderr, "%s is left behind: %s\n", name_.c_str(), dropped.ToString().c_str());
}

absl::StatusOr<ScratchDatabase> ScratchDatabase::Create(const Server& server) {
  static std::atomic<int> count = 0;
  std::string name = absl::StrCat("lockstep_test_", getpid(), "_", ++count);
  // Copying the files takes a fifth of the time of the default since 15, which writes them to the log.
  const char* strategy = server.major >= 15 ? " STRATEGY file_copy" : "";
  RETURN_IF_ERROR(Execute(server, absl::StrCat("CREATE DATABASE ", name, " TEMPLATE template0", strategy)));
  return ScratchDatabase(server, std::move(name));
}

absl::Status ScratchDatabase::Run(absl::string_view script) const {
  char path[] = "/tmp/lockstep_script_XXXXXX";
  int file = mkstemp(path);
  if (file < 0) return absl::InternalError("mkstemp failed");
  close(file);
  std::ofstream(path, std::ios::binary) << script;
  absl::Status status = RunCommand(absl::StrCat("PGOPTIONS='-c client_min_messages=warning' psql -Xq -o /dev/null -v ON_ERROR_STOP=1 -d ",
                                                ShellQuoted(url_), " -f ", path));
  unlink(path);
  return status;
}

absl::StatusOr<schema::Database> ScratchDatabase::Read() const {
  ASSIGN_OR_RETURN(schema::DatabaseBuilder builder, introspect::Introspect(url_));
  std::vector<schema::Diagnostic> diagnostics;
  compiler::Resolve(builder, diagnostics);
  return std::move(builder).Freeze();
}

absl::Status CreateRoles(const Server& server, const schema::Database& database) {
  std::set<std::string> roles = {"lockstep_owner", "lockstep_reader", "lockstep_writer"};  // those of the cases (tests/README.md), wherever they are named
  for (const schema::ObjectPtr& object : database.objects()) {
    if (object->common.owner.has_value()) roles.insert(*object->common.owner);
    for (const schema::Grant& grant : object->common.grants) roles.insert(grant.grantee);
    if (const auto* column = object->body.If<schema::Column>(); column != nullptr && column->identity.has_value()) {
      for (const schema::Grant& grant : column->identity->grants) roles.insert(grant.grantee);
    }
    if (const auto* policy = object->body.If<schema::Policy>()) roles.insert(policy->roles.begin(), policy->roles.end());
  }
  std::string sql;
  for (const std::string& role : roles) {
    if (role.empty() || role.rfind("pg_", 0) == 0) continue;
    // Other tests may create it at the same time.
    absl::StrAppend(&sql, "DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ", schema::QuoteLiteral(role), ") THEN CREATE ROLE ",
                    schema::QuoteIdentifier(role), "; END IF; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$;");
  }
  return sql.empty() ? absl::OkStatus() : Execute(server, sql);
}

}  // namespace tests
