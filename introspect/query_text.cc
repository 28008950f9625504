#include "introspect/query_text.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "introspect/embedded.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

int MajorOf(absl::string_view mark) {
  int major = 0;
  CHECK(absl::SimpleAtoi(mark, &major));
  return major;
}

}  // namespace

std::string ForMajor(absl::string_view text, int major) {
  std::string kept;
  kept.reserve(text.size());
  bool open = false;
  bool keep = true;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    absl::string_view mark = line;
    if (!absl::ConsumePrefix(&mark, "--:")) {
      if (keep) absl::StrAppend(&kept, line, "\n");
      continue;
    }
    open = mark != "end";
    keep = true;
    if (absl::ConsumePrefix(&mark, "since ")) {
      keep = major >= MajorOf(mark);
    } else if (absl::ConsumePrefix(&mark, "until ")) {
      keep = major <= MajorOf(mark);
    } else {
      CHECK(!open);
    }
  }
  CHECK(!open);
  return kept;
}

std::string QueryText(absl::string_view name, int major) {
  absl::string_view text = EmbeddedFile(name);
  CHECK(!text.empty());
  return ForMajor(text, major);
}

}  // namespace introspect
