// What may be said about a connection string and about what libpq says of it: never a password.
//
//   WithDefaults("postgresql://app@db/shop", 0)            ->  "postgresql://app@db/shop?fallback_application_name=lockstep"
//   CheckConnectionString("postgresql://app:p@ss@db/shop") ->  error: the password holds an "@" that is not written as %40
//
// The string is otherwise left to libpq (chapter "Connection Strings"), with the environment, service files and password files it knows.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace introspect {

// The string with `fallback_application_name=lockstep`, which PGAPPNAME and application_name override, and, with a timeout, `connect_timeout`.
std::string WithDefaults(absl::string_view connection, int timeout_seconds);

// Refuses what libpq would misread so that parts of a password would become a host name or a port, and then appear in its messages.
absl::Status CheckConnectionString(absl::string_view connection);

// What libpq or the server said when connecting, as one line with a hint and without the string's password. Code kUnavailable, or
// kInvalidArgument when the string itself is at fault.
absl::Status ConnectError(absl::string_view connection, absl::string_view message);

// `message` with every password of the string (and PGPASSWORD) replaced by "***".
std::string Redact(absl::string_view connection, absl::string_view message);

}  // namespace introspect
