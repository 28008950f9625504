// expression_check: whether the resolver sees one meaning in a schema's source text and in what a server prints for it.
//
//   expression_check DATABASE_URL schema.sql [--server-version 150018] [--verbose]
//
// The database must have been made from the file (psql -f). Each expression of each object that both sides have is compared by its tree; what differs
// or is opaque is printed with both texts and both trees, and the last line counts. Exit status 1 when any two trees differ.
// Of a check k1 and its mutant m1 (generate_expressions --mutants) the trees must differ exactly when the server prints different texts for them: BLIND
// is a difference that is not seen, SPLIT one that is none.
// generate_expressions writes files for it by the thousand.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "introspect/introspect.h"
#include "schema/database.h"
#include "schema/tree.h"

namespace {

using schema::Object;

struct Counts {
  int equal = 0, different = 0, opaque_source = 0, opaque_live = 0, unmatched = 0;
  int mutants = 0, without_effect = 0, blind = 0, split = 0;
};

std::vector<const schema::Expr*> ExpressionsOf(const Object& object) {
  std::vector<const schema::Expr*> expressions;
  schema::ForEachExpr(object, [&](const schema::Expr& expr) { expressions.push_back(&expr); });
  return expressions;
}

bool IsOpaque(const schema::Expr& expr) { return expr.tree == nullptr || expr.tree->op == schema::Op::kOpaque; }

void Show(const char* what, const Object& object, const schema::Expr& source, const schema::Expr& live) {
  std::cout << what << " " << object.key.ToString() << "\n  source " << source.sql << "\n  server " << live.sql << "\n";
  if (source.tree != nullptr) std::cout << "  source " << schema::Dump(*source.tree) << "\n";
  if (live.tree != nullptr) std::cout << "  server " << schema::Dump(*live.tree) << "\n";
}

void CompareObject(const Object& source, const Object& live, bool verbose, Counts& counts) {
  std::vector<const schema::Expr*> left = ExpressionsOf(source);
  std::vector<const schema::Expr*> right = ExpressionsOf(live);
  if (left.size() != right.size()) {
    ++counts.unmatched;
    std::cout << "UNMATCHED " << source.key.ToString() << ": " << left.size() << " expressions in the source, " << right.size() << " on the server\n";
    return;
  }
  for (size_t i = 0; i < left.size(); ++i) {
    if (IsOpaque(*left[i]) || IsOpaque(*right[i])) {
      ++(IsOpaque(*left[i]) ? counts.opaque_source : counts.opaque_live);
      Show("OPAQUE", source, *left[i], *right[i]);
    } else if (*left[i] == *right[i]) {
      ++counts.equal;
      if (verbose) Show("EQUAL", source, *left[i], *right[i]);
    } else {
      ++counts.different;
      Show("DIFFERENT", source, *left[i], *right[i]);
    }
  }
}

// `source` and `live` are of the check, the others of its mutant.
void CompareMutant(const Object& source, const Object& live, const Object& mutant_source, const Object& mutant_live, Counts& counts) {
  const schema::Expr &one = *ExpressionsOf(source).front(), &other = *ExpressionsOf(mutant_source).front();
  if (IsOpaque(one) || IsOpaque(other)) return;
  bool is_same = ExpressionsOf(live).front()->sql == ExpressionsOf(mutant_live).front()->sql;
  ++counts.mutants;
  if (is_same) ++counts.without_effect;
  if (is_same == (one == other)) return;
  ++(is_same ? counts.split : counts.blind);
  Show(is_same ? "SPLIT" : "BLIND", source, one, other);
}

// Every check of `source` with a mutant beside it, where the server took both.
void CompareMutants(const schema::Database& source, const schema::Database& live, Counts& counts) {
  for (const schema::ObjectPtr& object : source.objects()) {
    if (object->key.kind != schema::Kind::kCheck || object->key.name().substr(0, 1) != "k") continue;
    schema::ObjectKey key = object->key.Parent(schema::Kind::kTable).Child(schema::Kind::kCheck, "m" + std::string(object->key.name().substr(1)));
    const Object *mutant = source.Find(key), *live_one = live.Find(object->key), *live_mutant = live.Find(key);
    if (mutant != nullptr && live_one != nullptr && live_mutant != nullptr) CompareMutant(*object, *live_one, *mutant, *live_mutant, counts);
  }
}

void PrintAll(const std::vector<schema::Diagnostic>& diagnostics, const schema::SourceSet& sources) {
  for (const schema::Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == schema::Severity::kError || diagnostic.code == "W0303") std::cout << schema::Format(diagnostic, sources);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  bool verbose = false;
  int server_version = 0;
  std::vector<std::string> plain;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--verbose") verbose = true;
    else if (arguments[i] == "--server-version" && i + 1 < arguments.size()) server_version = std::stoi(arguments[++i]);
    else plain.push_back(arguments[i]);
  }
  if (plain.size() != 2) {
    std::cerr << "usage: expression_check DATABASE_URL schema.sql [--server-version N] [--verbose]\n";
    return 3;
  }
  absl::StatusOr<schema::DatabaseBuilder> builder = introspect::Introspect(plain[0]);
  if (!builder.ok()) {
    std::cerr << builder.status().message() << "\n";
    return 3;
  }
  std::vector<schema::Diagnostic> diagnostics;
  compiler::Resolve(*builder, diagnostics);
  schema::Database live = std::move(*builder).Freeze();
  PrintAll(diagnostics, schema::SourceSet());

  std::ifstream file(plain[1]);
  std::stringstream text;
  text << file.rdbuf();
  schema::SourceSet sources;
  sources.Add(plain[1], text.str());
  schema::SourceSet for_messages = sources;
  compiler::CompileOptions options;
  options.server_version = server_version != 0 ? server_version : live.origin().server_version;
  options.live = &live.origin();
  compiler::CompileResult result = compiler::Compile(std::move(sources), options);
  PrintAll(result.diagnostics, for_messages);

  Counts counts;
  for (const schema::ObjectPtr& object : result.database.objects()) {
    const Object* other = live.Find(object->key);
    if (other != nullptr) CompareObject(*object, *other, verbose, counts);
    else if (!ExpressionsOf(*object).empty()) ++counts.unmatched;
  }
  CompareMutants(result.database, live, counts);
  if (counts.mutants > 0) {
    std::cout << "mutants " << counts.mutants << ", without effect " << counts.without_effect << ", blind " << counts.blind << ", split " << counts.split << "\n";
  }
  std::cout << "equal " << counts.equal << ", different " << counts.different << ", opaque in the source " << counts.opaque_source << ", opaque on the server "
            << counts.opaque_live << ", unmatched " << counts.unmatched << "\n";
  return counts.different + counts.blind + counts.split == 0 ? 0 : 1;
}
