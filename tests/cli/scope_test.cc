// --schemas and --exclude.
#include "cli/scope.h"

#include <gtest/gtest.h>

namespace cli_test {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::Object;

schema::Database Sample() {
  schema::DatabaseBuilder builder;
  auto add = [&](schema::ObjectKey key, schema::Body body) { builder.Add(Object{std::move(key), {}, std::move(body), {}, nullptr, 0}); };
  add(MakeKey(Kind::kSchema, {"public"}), schema::Schema{});
  add(MakeKey(Kind::kSchema, {"audit"}), schema::Schema{});
  schema::Extension citext;
  citext.in_schema = "audit";
  add(MakeKey(Kind::kExtension, {"citext"}), citext);
  add(MakeKey(Kind::kTable, {"public", "orders"}), schema::Table{});
  add(MakeKey(Kind::kColumn, {"public", "orders", "id"}), schema::Column{});
  add(MakeKey(Kind::kColumn, {"public", "orders", "old_id"}), schema::Column{});
  add(MakeKey(Kind::kTable, {"public", "odd.name"}), schema::Table{});
  add(MakeKey(Kind::kTable, {"audit", "log"}), schema::Table{});
  add(MakeKey(Kind::kColumn, {"audit", "log", "id"}), schema::Column{});
  schema::Unmodelled function, publication;
  function.what = "function";
  publication.what = "publication";
  add(MakeKey(Kind::kUnmodelled, {"public", "function add(integer, integer)"}), function);
  add(MakeKey(Kind::kUnmodelled, {"publication p"}), publication);
  return std::move(builder).Freeze();
}

std::string Names(const std::vector<schema::ObjectKey>& keys) {
  std::string names;
  for (const schema::ObjectKey& key : keys) names += (names.empty() ? "" : "; ") + key.ToString();
  return names;
}

TEST(Scope, LeavesOutObjectsAndWhatIsBelowThem) {
  const struct {
    cli::Scope scope;
    const char* left_out;
  } kRows[] = {{{}, ""},
               {{{"public"}, {}}, "schema audit; extension citext; publication p"},
               {{{"audit"}, {}}, "schema public; publication p"},
               {{{}, {"audit"}}, "schema audit"},
               {{{}, {"audit.*"}}, "table audit.log"},
               {{{}, {"*.orders"}}, "table public.orders"},
               {{{}, {"public.orders.old_*"}}, "column public.orders.old_id"},
               {{{}, {"public.\"odd.name\""}}, "table public.\"odd.name\""},
               {{{}, {"public.add"}}, "function add(integer, integer) in public"},
               {{{}, {"p", "citext"}}, "extension citext; publication p"}};
  for (const auto& row : kRows) {
    cli::Scoped scoped = cli::Apply(Sample(), row.scope);
    EXPECT_EQ(Names(scoped.left_out), row.left_out);
    for (const schema::ObjectPtr& object : scoped.database.objects()) EXPECT_TRUE(cli::InScope(*object, row.scope)) << object->key.ToString();
  }
}

}  // namespace
}  // namespace cli_test
