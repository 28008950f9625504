#include "schema/support/status.h"

#include <cstring>

#include "absl/strings/cord.h"

namespace schema {
namespace {

constexpr absl::string_view kSpanUrl = "lockstep/span";
constexpr absl::string_view kCodeUrl = "lockstep/code";
constexpr absl::string_view kHintUrl = "lockstep/hint";

std::string TextPayload(const absl::Status& status, absl::string_view url) {
  auto payload = status.GetPayload(url);
  return payload.has_value() ? std::string(*payload) : std::string();
}

}  // namespace

absl::Status MakeErrorAt(const SourceSpan& span, absl::string_view code, absl::string_view message) {
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kSpanUrl, absl::Cord(absl::string_view(reinterpret_cast<const char*>(&span), sizeof(span))));
  status.SetPayload(kCodeUrl, absl::Cord(code));
  return status;
}

absl::Status WithHint(absl::Status status, absl::string_view hint) {
  if (!hint.empty()) status.SetPayload(kHintUrl, absl::Cord(hint));
  return status;
}

std::optional<SourceSpan> SpanOf(const absl::Status& status) {
  std::string bytes = TextPayload(status, kSpanUrl);
  if (bytes.size() != sizeof(SourceSpan)) return std::nullopt;
  SourceSpan span;
  std::memcpy(&span, bytes.data(), sizeof(span));
  return span;
}

std::string CodeOf(const absl::Status& status) { return TextPayload(status, kCodeUrl); }
std::string HintOf(const absl::Status& status) { return TextPayload(status, kHintUrl); }

}  // namespace schema
