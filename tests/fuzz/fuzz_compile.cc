// Any bytes as SQL: the compiler reports errors and never crashes, and what it makes of them does not depend on the run.
#include <cstddef>
#include <cstdint>

#include "compiler/compile.h"
#include "schema/support/status.h"

namespace {

constexpr size_t kMaxSize = 8192;

compiler::CompileResult CompileBytes(const std::string& text, int server_version) {
  schema::SourceSet sources;
  sources.Add("fuzz.sql", text);
  return compiler::Compile(std::move(sources), {.server_version = server_version});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > kMaxSize) return -1;
  std::string text(reinterpret_cast<const char*>(data), size);
  int server_version = size % 2 == 0 ? 180000 : 140000;
  compiler::CompileResult first = CompileBytes(text, server_version);
  for (const schema::Diagnostic& diagnostic : first.diagnostics) schema::Format(diagnostic, *first.database.origin().sources);
  compiler::CompileResult second = CompileBytes(text, server_version);
  CHECK(first.database.Fingerprint() == second.database.Fingerprint());
  CHECK(first.diagnostics.size() == second.diagnostics.size());
  return 0;
}
