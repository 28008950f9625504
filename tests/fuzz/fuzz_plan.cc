// Two halves of the input as two schemas: planning from one to the other never crashes, and the compiler can read every plan.
#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "compiler/compile.h"
#include "planner/planner.h"
#include "render/render.h"

namespace {

constexpr size_t kMaxSize = 8192;

compiler::CompileResult CompileText(const std::string& text) {
  schema::SourceSet sources;
  sources.Add("fuzz.sql", text);
  return compiler::Compile(std::move(sources), {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > kMaxSize) return -1;
  std::string text(reinterpret_cast<const char*>(data), size), before, after;
  size_t middle = text.find("\n-- to --\n");
  if (middle == std::string::npos) middle = size / 2;
  before = text.substr(0, middle);
  after = text.substr(middle);

  compiler::CompileResult from = CompileText(before), to = CompileText(after);
  absl::StatusOr<planner::Plan> plan = planner::MakePlan(from.database, to.database, {});
  if (!plan.ok()) return 0;
  std::string sql = render::PlanAsSql(*plan);
  render::RollbackAsSql(*plan, plan->steps.size());
  render::PlanAsText(*plan, {});
  render::PlanAsJson(*plan);
  CompileText(absl::StrCat(before, "\n;", sql));
  return 0;
}
