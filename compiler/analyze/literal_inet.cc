// Network addresses: inet_in, cidr_in (network.c) and their output. Abbreviated addresses ("10/8") are left alone.
#include <arpa/inet.h>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "compiler/analyze/literal.h"

namespace compiler::analyze {

std::optional<std::string> NormalizeInet(absl::string_view text, bool is_cidr) {
  std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(absl::StripAsciiWhitespace(text), absl::MaxSplits('/', 1));
  std::string address(parts.first);
  bool six = address.find(':') != std::string::npos;
  const int family = six ? AF_INET6 : AF_INET;
  const int width = six ? 128 : 32;
  unsigned char bytes[16];
  if (inet_pton(family, address.c_str(), bytes) != 1) return std::nullopt;
  int bits = width;
  bool has_bits = parts.first.size() < absl::StripAsciiWhitespace(text).size();
  if (has_bits && (!absl::SimpleAtoi(parts.second, &bits) || bits < 0 || bits > width)) return std::nullopt;
  char printed[INET6_ADDRSTRLEN];
  if (inet_ntop(family, bytes, printed, sizeof(printed)) == nullptr) return std::nullopt;
  return is_cidr || bits != width ? absl::StrCat(printed, "/", bits) : std::string(printed);
}

}  // namespace compiler::analyze
