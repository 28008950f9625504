// Each stage of an offline plan by itself, over generated schemas of N tables: compile, resolve, diff, plan, dump, render. With
// LOCKSTEP_BENCHMARK_SERVER (a URL, of a database that may be filled and emptied) introspection too. The raw parse is measured by raw_parse.
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "benchmarks/generate.h"
#include "compiler/compile.h"
#include "introspect/introspect.h"
#include "planner/diff.h"
#include "planner/planner.h"
#include "render/render.h"

namespace benchmarks {
namespace {

schema::SourceSet Sources(int tables) {
  schema::SourceSet sources;
  for (GeneratedFile& file : GenerateSchema({.tables = tables})) sources.Add(std::move(file.name), std::move(file.text));
  return sources;
}

schema::Database CompileTables(int tables) { return compiler::Compile(Sources(tables), {}).database; }

// Every fourth table gets a column and an index more.
schema::Database CompileChanged(int tables) {
  schema::SourceSet sources = Sources(tables);
  schema::Database database = compiler::Compile(sources, {}).database;
  std::string changes;
  int table = 0;
  for (const schema::ObjectPtr& object : database.objects()) {
    if (object->key.kind != schema::Kind::kTable || ++table % 4 != 0) continue;
    absl::StrAppend(&changes, "ALTER TABLE ", object->key.QualifiedName(), " ADD COLUMN added text;\n");
    absl::StrAppend(&changes, "CREATE INDEX added_", table, " ON ", object->key.QualifiedName(), " (added);\n");
  }
  sources.Add("changes.sql", std::move(changes));
  return compiler::Compile(std::move(sources), {}).database;
}

// The schema as introspection would hand it over: without trees.
schema::DatabaseBuilder WithoutTrees(const schema::Database& database) {
  schema::DatabaseBuilder builder;
  builder.origin() = database.origin();
  for (const schema::ObjectPtr& object : database.objects()) {
    schema::Object copy = *object;
    schema::ForEachExpr(copy, [](schema::Expr& expr) { expr = {expr.sql, nullptr, 0}; });
    builder.Add(std::move(copy));
  }
  return builder;
}

void BM_Compile(benchmark::State& state) {
  schema::SourceSet sources = Sources(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(compiler::Compile(sources, {}));
  state.SetComplexityN(state.range(0));
}

void BM_Resolve(benchmark::State& state) {
  schema::Database database = CompileTables(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    state.PauseTiming();
    schema::DatabaseBuilder builder = WithoutTrees(database);
    std::vector<schema::Diagnostic> diagnostics;
    state.ResumeTiming();
    compiler::Resolve(builder, diagnostics);
  }
}

void BM_DiffEqual(benchmark::State& state) {
  schema::Database a = CompileTables(static_cast<int>(state.range(0))), b = CompileTables(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(planner::Diff(a, b));
}

void BM_PlanEqual(benchmark::State& state) {
  schema::Database a = CompileTables(static_cast<int>(state.range(0))), b = CompileTables(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(planner::MakePlan(a, b, {}));
}

void BM_PlanChanged(benchmark::State& state) {
  schema::Database a = CompileTables(static_cast<int>(state.range(0))), b = CompileChanged(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(planner::MakePlan(a, b, {}));
}

void BM_PlanFromNothing(benchmark::State& state) {
  schema::Database a = compiler::Compile({}, {}).database, b = CompileTables(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(planner::MakePlan(a, b, {}));
}

void BM_RenderSql(benchmark::State& state) {
  absl::StatusOr<planner::Plan> plan =
      planner::MakePlan(CompileTables(static_cast<int>(state.range(0))), CompileChanged(static_cast<int>(state.range(0))), {});
  for (auto _ : state) benchmark::DoNotOptimize(render::PlanAsSql(*plan));
}

void BM_RenderJson(benchmark::State& state) {
  absl::StatusOr<planner::Plan> plan =
      planner::MakePlan(CompileTables(static_cast<int>(state.range(0))), CompileChanged(static_cast<int>(state.range(0))), {});
  for (auto _ : state) benchmark::DoNotOptimize(render::PlanAsJson(*plan));
}

// Of the database as it is: fill it with generate_schema and psql first.
void BM_Introspect(benchmark::State& state) {
  const char* server = std::getenv("LOCKSTEP_BENCHMARK_SERVER");
  if (server == nullptr) {
    state.SkipWithError("LOCKSTEP_BENCHMARK_SERVER is not set");
    return;
  }
  for (auto _ : state) {
    auto builder = introspect::Introspect(server);
    if (!builder.ok()) state.SkipWithError(std::string(builder.status().message()).c_str());
    else state.counters["objects"] = static_cast<double>(builder->size());
  }
}

void Sizes(benchmark::internal::Benchmark* benchmark) { benchmark->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond); }

BENCHMARK(BM_Compile)->Apply(Sizes)->Complexity(benchmark::oN);
BENCHMARK(BM_Resolve)->Apply(Sizes);
BENCHMARK(BM_DiffEqual)->Apply(Sizes);
BENCHMARK(BM_PlanEqual)->Apply(Sizes);
BENCHMARK(BM_PlanChanged)->Apply(Sizes);
BENCHMARK(BM_PlanFromNothing)->Apply(Sizes);
BENCHMARK(BM_RenderSql)->Apply(Sizes);
BENCHMARK(BM_RenderJson)->Apply(Sizes);
BENCHMARK(BM_Introspect)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace benchmarks

BENCHMARK_MAIN();
