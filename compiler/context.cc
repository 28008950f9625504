#include "compiler/context.h"

#include "absl/strings/cord.h"
#include "compiler/lexical.h"
#include "compiler/server_only.h"
#include "compiler/statements.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::SourceSpan;

constexpr absl::string_view kMissingUrl = "lockstep/missing";
constexpr absl::string_view kMakerUrl = "lockstep/maker";

std::optional<std::string> PayloadOf(const absl::Status& status, absl::string_view url) {
  if (status.ok()) return std::nullopt;
  auto payload = status.GetPayload(url);
  return payload.has_value() ? std::optional<std::string>(*payload) : std::nullopt;
}

}  // namespace

SourceSpan Context::At(int location, size_t length) const {
  if (location < 0 || task_.base.length != 0) return task_.span;
  return {task_.base.file, task_.base.offset + static_cast<uint32_t>(location), static_cast<uint32_t>(length)};
}

SourceSpan Context::ElementAt(int location) const {
  if (location < 0 || task_.base.length != 0) return task_.span;
  SourceSpan span = At(location, 1);
  const std::string& text = workspace_.sources().files()[span.file].text();
  if (span.offset < text.size()) span.length = static_cast<uint32_t>(EndOfElement(text, span.offset) - span.offset);
  return span;
}

absl::Status Context::Missing(std::string token, const SourceSpan& at, absl::string_view code, absl::string_view message, absl::string_view name,
                              absl::FunctionRef<std::vector<std::string>()> candidates) const {
  absl::Status status = ErrorAt(at, code, message);
  if (attempt_ == Attempt::kLast) {
    if (std::string place = MadeByServer(workspace_, NamesIn(token)); !place.empty()) {
      status.SetPayload(kMakerUrl, absl::Cord(place));
      return status;
    }
    std::string hint = name.empty() ? std::string() : schema::DidYouMean(name, candidates());
    std::string server_only = workspace_.sources().Place(workspace_.server_only());
    if (hint.empty() && !server_only.empty()) hint = absl::StrCat("if the statement at ", server_only, " makes it, which only a server can tell, state it in plain SQL");
    return schema::WithHint(std::move(status), hint);
  }
  status.SetPayload(kMissingUrl, absl::Cord(token));
  return status;
}

absl::StatusOr<schema::Expr> Context::Pend(const ::Node* raw, ExpressionUse use) {
  PendingExpression pending{nullptr, use, task_.base, task_.span, task_.settings};
  if (!workspace_.expressions().Keep(raw, pending)) return ErrorAt(At(exprLocation(raw)), "E0114", "the expression is nested too deeply");
  return workspace_.expressions().Add(pending);
}

schema::Expr Context::PendMade(::Node* raw, ExpressionUse use) {
  return workspace_.expressions().Add({raw, use, task_.base, task_.span, task_.settings});
}

absl::Status Context::RunOrWait(absl::Status status, absl::FunctionRef<::Node*()> make) {
  std::optional<std::string> token = MissingToken(status);
  if (!token.has_value()) return status;
  Task part = task_;
  part.order = -1;
  workspace_.memory().WithLasting([&] { part.node = make(); });
  workspace_.waiting().Wait(part, *std::move(token));
  return absl::OkStatus();
}

void Context::Execute(const ::Node* node, const Settings& settings) {
  Task part = task_;
  part.order = -1;
  part.node = node;
  part.settings = workspace_.Use(settings);
  RunTask(workspace_, part, nullptr, attempt_);
}

std::optional<std::string> MissingToken(const absl::Status& status) { return PayloadOf(status, kMissingUrl); }
std::optional<std::string> MakerOfMissing(const absl::Status& status) { return PayloadOf(status, kMakerUrl); }

absl::Status AlreadyExists(Context& context, const SourceSpan& at, absl::string_view what, const SourceSpan& first) {
  absl::Status status = ErrorAt(at, "E0102", what, " already exists");
  std::string place = context.workspace().sources().Place(first);
  return schema::WithHint(std::move(status), place.empty() ? "" : absl::StrCat("it is defined at ", place));
}

}  // namespace compiler
