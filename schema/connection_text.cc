#include "schema/connection_text.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace schema {
namespace {

// What libpq takes that lets somebody in.
constexpr absl::string_view kSecrets[] = {"password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key"};

bool IsSecret(absl::string_view keyword) { return std::find(std::begin(kSecrets), std::end(kSecrets), keyword) != std::end(kSecrets); }

bool IsSpace(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }

std::string QuoteValue(const std::string& value) {
  bool plain = !value.empty() && std::none_of(value.begin(), value.end(), [](char c) { return IsSpace(c) || c == '\'' || c == '\\'; });
  if (plain) return value;
  std::string quoted = "'";
  for (char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

// "host=db 'application name'=…": conninfo_parse. nullopt when it is no such list.
std::optional<Pairs> ParsePairs(absl::string_view text) {
  Pairs pairs;
  size_t i = 0;
  auto skip_spaces = [&] {
    while (i < text.size() && IsSpace(text[i])) ++i;
  };
  for (skip_spaces(); i < text.size(); skip_spaces()) {
    std::string name, value;
    while (i < text.size() && text[i] != '=' && !IsSpace(text[i])) name += text[i++];
    skip_spaces();
    if (i >= text.size() || text[i] != '=') return std::nullopt;
    ++i;
    skip_spaces();
    bool quoted = i < text.size() && text[i] == '\'';
    if (quoted) ++i;
    for (; i < text.size() && !(quoted ? text[i] == '\'' : IsSpace(text[i])); ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      value += text[i];
    }
    if (quoted) {
      if (i >= text.size()) return std::nullopt;
      ++i;
    }
    pairs.emplace_back(std::move(name), std::move(value));
  }
  return pairs;
}

// "postgresql://user:password@host/db?keyword=value".
PublicConnection FromUri(absl::string_view uri) {
  PublicConnection result;
  size_t authority = uri.find("://") + 3;
  size_t end = std::min(uri.find_first_of("/?", authority), uri.size());
  absl::string_view host = uri.substr(authority, end - authority);
  std::string user;
  // A password may hold an unescaped '@'; no host does.
  if (size_t at = host.rfind('@'); at != absl::string_view::npos) {
    absl::string_view info = host.substr(0, at);
    size_t colon = info.find(':');
    result.had_secrets = colon != absl::string_view::npos;
    user = absl::StrCat(info.substr(0, colon), "@");
    host = host.substr(at + 1);
  }
  size_t query = std::min(uri.find('?', end), uri.size());
  std::vector<absl::string_view> kept;
  if (query < uri.size()) {
    for (absl::string_view parameter : absl::StrSplit(uri.substr(query + 1), '&')) {
      if (IsSecret(parameter.substr(0, parameter.find('=')))) result.had_secrets = true;
      else kept.push_back(parameter);
    }
  }
  result.text = absl::StrCat(uri.substr(0, authority), user, host, uri.substr(end, query - end), kept.empty() ? "" : "?", absl::StrJoin(kept, "&"));
  return result;
}

}  // namespace

PublicConnection WithoutSecrets(absl::string_view connection) {
  if (absl::StartsWith(connection, "postgresql://") || absl::StartsWith(connection, "postgres://")) return FromUri(connection);
  PublicConnection result;
  std::optional<Pairs> pairs = ParsePairs(connection);
  if (!pairs.has_value()) {
    result.had_secrets = true;
    return result;
  }
  for (const auto& [name, value] : *pairs) {
    if (IsSecret(name)) result.had_secrets = true;
    else absl::StrAppend(&result.text, result.text.empty() ? "" : " ", name, "=", QuoteValue(value));
  }
  return result;
}

}  // namespace schema
