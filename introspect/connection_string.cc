#include "introspect/connection_string.h"

#include <cstdlib>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

constexpr absl::string_view kForm =
    "write it as postgresql://user:password@host:port/database, special characters as %XX, or as \"host=… dbname=…\"";

// The URI after its scheme; absent for key=value strings.
bool ConsumeScheme(absl::string_view& connection) {
  return absl::ConsumePrefix(&connection, "postgresql://") || absl::ConsumePrefix(&connection, "postgres://");
}

std::string PercentDecoded(absl::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    uint32_t byte = 0;
    if (text[i] == '%' && i + 2 < text.size() && absl::SimpleHexAtoi(text.substr(i + 1, 2), &byte)) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

void AddSecret(std::vector<std::string>& secrets, absl::string_view secret) {
  if (secret.empty()) return;
  secrets.push_back(std::string(secret));
  std::string decoded = PercentDecoded(secret);
  if (decoded != secret) secrets.push_back(std::move(decoded));
}

// The values of password and of the passphrase options: `key=value` in key=value strings and in the query part of URIs.
void AddNamedSecrets(std::vector<std::string>& secrets, absl::string_view text, absl::string_view separators) {
  for (absl::string_view key : {"sslpassword", "password"}) {
    for (size_t at = text.find(key); at != absl::string_view::npos; at = text.find(key, at + 1)) {
      absl::string_view value = absl::StripLeadingAsciiWhitespace(text.substr(at + key.size()));
      if (!absl::ConsumePrefix(&value, "=")) continue;
      value = absl::StripLeadingAsciiWhitespace(value);
      bool quoted = absl::ConsumePrefix(&value, "'");
      AddSecret(secrets, value.substr(0, value.find_first_of(quoted ? absl::string_view("'") : separators)));
    }
  }
}

std::vector<std::string> Secrets(absl::string_view connection) {
  std::vector<std::string> secrets;
  if (const char* password = std::getenv("PGPASSWORD"); password != nullptr) AddSecret(secrets, password);
  if (!ConsumeScheme(connection)) {
    AddNamedSecrets(secrets, connection, " \t\n");
    return secrets;
  }
  size_t query = connection.find('?');
  if (query != absl::string_view::npos) AddNamedSecrets(secrets, connection.substr(query), "&");
  size_t at = connection.find('@');
  size_t colon = connection.find(':');
  if (at != absl::string_view::npos && colon < at) AddSecret(secrets, connection.substr(colon + 1, at - colon - 1));
  return secrets;
}

struct Hint {
  const char* said;
  const char* hint;
};
// What libpq and the server say (fe-connect.c, auth.c, postinit.c), and what to do about it.
constexpr Hint kHints[] = {
    {"password authentication failed", "check user and password: in the connection string, in PGPASSWORD, or in ~/.pgpass"},
    {"no password supplied", "give the password in the connection string, in PGPASSWORD, or in ~/.pgpass"},
    {"Peer authentication failed", "connect as the operating system's user of that name, or over TCP with host=localhost and a password"},
    {"no pg_hba.conf entry", "the server's pg_hba.conf does not let this user in from here; sslmode=require may be needed"},
    {"could not translate host name", "check the spelling of the host and the name service"},
    {"Connection refused", "is the server running there, and listening on this port?"},
    {"No such file or directory", "is the server running? a host that begins with \"/\" is the folder of its socket"},
    {"Connection timed out", "is the host reachable, and does a firewall let the port through?"},
    {"timeout expired", "is the host reachable, and does a firewall let the port through?"},
    {"too many clients", "the server's max_connections is used up; try again later"},
    {"remaining connection slots", "the server's max_connections is used up; try again later"},
    {"the database system is starting up", "try again in a moment"},
    {"server closed the connection", "does a PostgreSQL server listen there?"},
    {"does not support SSL", "add sslmode=prefer or sslmode=disable"},
    {"certificate verify failed", "check sslrootcert, or the name in the server's certificate"},
    {"definition of service", "check PGSERVICE and the service file (PGSERVICEFILE, ~/.pg_service.conf)"},
};
constexpr Hint kMissing[] = {
    {"database \"", "check the name of the database; \"psql -l\" lists them"},
    {"role \"", "check the user's name"},
};

absl::string_view HintFor(absl::string_view message) {
  for (const Hint& row : kHints) {
    if (absl::StrContains(message, row.said)) return row.hint;
  }
  if (!absl::StrContains(message, "does not exist")) return "";
  for (const Hint& row : kMissing) {
    if (absl::StrContains(message, row.said)) return row.hint;
  }
  return "";
}

// The first line; libpq explains in further ones, and says the same for each address of a host.
absl::string_view FirstLine(absl::string_view message) {
  message = absl::StripAsciiWhitespace(message);
  return absl::StripTrailingAsciiWhitespace(message.substr(0, message.find('\n')));
}

// What conninfo_parse and conninfo_uri_parse_options (fe-connect.c) say of a malformed string. They quote parts of it.
bool IsAboutTheString(absl::string_view message) {
  for (absl::string_view said : {"in connection info string", "in URI", "URI query parameter", "connection option", "percent-encoded",
                                 "unterminated quoted string", "unexpected character", "unexpected spaces", "IPv6 host address"}) {
    if (absl::StrContains(message, said)) return true;
  }
  return false;
}

}  // namespace

std::string WithDefaults(absl::string_view connection, int timeout_seconds) {
  absl::string_view rest = connection;
  bool uri = ConsumeScheme(rest);
  char separator = !uri ? ' ' : absl::StrContains(rest, '?') ? '&' : '?';
  std::string result(connection);
  auto add = [&](absl::string_view setting) {
    result += separator;
    absl::StrAppend(&result, setting);
    if (uri) separator = '&';
  };
  if (!absl::StrContains(rest, "fallback_application_name")) add("fallback_application_name=lockstep");
  if (timeout_seconds > 0 && !absl::StrContains(rest, "connect_timeout") && std::getenv("PGCONNECT_TIMEOUT") == nullptr) {
    add(absl::StrCat("connect_timeout=", timeout_seconds));
  }
  return result;
}

absl::Status CheckConnectionString(absl::string_view connection) {
  absl::string_view rest = connection;
  if (!ConsumeScheme(rest)) return absl::OkStatus();
  // libpq takes what stands before the first "@" or "/" as user and password (conninfo_uri_parse_options).
  rest = rest.substr(0, rest.find('?'));
  size_t at = rest.rfind('@');
  if (at == absl::string_view::npos) return absl::OkStatus();
  size_t wrong = rest.substr(0, at).find_first_of("@/");
  if (wrong == absl::string_view::npos) return absl::OkStatus();
  absl::string_view code = rest[wrong] == '@' ? "%40" : "%2F";
  return schema::WithHint(
      absl::InvalidArgumentError(absl::StrCat("the connection string holds a \"", rest.substr(wrong, 1), "\" that is not written as ", code)), kForm);
}

std::string Redact(absl::string_view connection, absl::string_view message) {
  std::string result(message);
  for (const std::string& secret : Secrets(connection)) result = absl::StrReplaceAll(result, {{secret, "***"}});
  return result;
}

absl::Status ConnectError(absl::string_view connection, absl::string_view message) {
  if (IsAboutTheString(message)) {
    return schema::WithHint(absl::InvalidArgumentError("the connection string is not well-formed"), kForm);
  }
  return schema::WithHint(absl::UnavailableError(absl::StrCat("cannot connect: ", Redact(connection, FirstLine(message)))), HintFor(message));
}

}  // namespace introspect
