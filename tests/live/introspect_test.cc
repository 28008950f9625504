// Law L6 on schemas that hold each kind and field: what a server makes of the text, read back, is what the compiler makes of it. Every file of
// tests/live/schemas on every server of LOCKSTEP_SERVERS; what a version does not have stands between the marks of introspect/query_text.h.
// What cannot be seen by comparing (connection errors, what is read at all) has tests of its own.
#include "introspect/introspect.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "compiler/compile.h"
#include "gtest/gtest.h"
#include "introspect/connection_string.h"
#include "introspect/query_text.h"
#include "schema/support/status.h"
#include "tests/live/live_laws.h"
#include "tests/live/scratch_database.h"

namespace tests {
namespace {

const std::string kFolder = LOCKSTEP_ROOT "/tests/live/schemas";

std::vector<std::string> SchemaNames() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string ReadSchema(const std::string& name, int major) {
  std::ifstream in(absl::StrCat(kFolder, "/", name, ".sql"), std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return introspect::ForMajor(text.str(), major);
}

class IntrospectTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (Servers().empty()) GTEST_SKIP() << "LOCKSTEP_SERVERS names no server";
  }
};

TEST_P(IntrospectTest, ReadsWhatTheCompilerCompiles) {
  for (const Server& server : Servers()) {
    CaseFile test_case;
    test_case.prose = GetParam();
    test_case.from = {{absl::StrCat(GetParam(), ".sql"), ReadSchema(GetParam(), server.major)}};
    std::string wrong = CheckIntrospection(test_case, server);
    EXPECT_EQ(wrong, "") << "server " << server.major;
  }
}

INSTANTIATE_TEST_SUITE_P(Schemas, IntrospectTest, testing::ValuesIn(SchemaNames()), [](const auto& info) { return info.param; });

std::vector<std::string> UnmodelledKeys(const schema::Database& database) {
  std::vector<std::string> keys;
  for (const schema::ObjectPtr& object : database.objects()) {
    if (object->key.kind == schema::Kind::kUnmodelled) keys.push_back(object->key.ToString());
  }
  return keys;
}

// The objects that are not modelled have the same names on both sides, so that they can be told apart from those of the source.
TEST(UnmodelledTest, HasTheNamesOfTheCompiler) {
  for (const Server& server : Servers()) {
    std::string sql = ReadSchema("unmodelled", server.major);
    absl::StatusOr<ScratchDatabase> database = ScratchDatabase::Create(server);
    ASSERT_TRUE(database.ok()) << database.status();
    schema::SourceSet sources;
    sources.Add("unmodelled.sql", sql);
    schema::Database compiled = compiler::Compile(std::move(sources), {.server_version = server.version()}).database;
    ASSERT_TRUE(CreateRoles(server, compiled).ok());
    absl::Status loaded = database->Run(sql);
    ASSERT_TRUE(loaded.ok()) << loaded;
    absl::StatusOr<schema::Database> live = database->Read();
    ASSERT_TRUE(live.ok()) << live.status();
    EXPECT_EQ(UnmodelledKeys(*live), UnmodelledKeys(compiled)) << "server " << server.major;
  }
}

TEST(OriginTest, TellsWhereTheSchemaIsFrom) {
  for (const Server& server : Servers()) {
    absl::StatusOr<ScratchDatabase> database = ScratchDatabase::Create(server);
    ASSERT_TRUE(database.ok()) << database.status();
    ASSERT_TRUE(database->Run("CREATE EXTENSION citext").ok());
    absl::StatusOr<schema::Database> live = database->Read();
    ASSERT_TRUE(live.ok()) << live.status();
    EXPECT_EQ(live->origin().server_version / 10000, server.major);
    EXPECT_TRUE(live->origin().live);
    EXPECT_NE(live->origin().current_user, "");
    EXPECT_TRUE(absl::StartsWith(live->origin().description, "database lockstep_test_")) << live->origin().description;
    ASSERT_EQ(live->origin().external_types.size(), 1u);
    EXPECT_EQ(live->origin().external_types[0], (schema::ExternalType{"public", "citext", "citext"}));
  }
}

struct ConnectionErrorCase {
  const char* connection;
  const char* said;
  const char* hint;
};
// None of these needs a server.
constexpr ConnectionErrorCase kConnectionErrors[] = {
    {"postgresql://app:s3cret@localhost:1/shop", "Connection refused", "is the server running"},
    {"host=/nonexistent dbname=shop password=s3cret", "No such file or directory", "is the server running"},
    {"postgresql://app:s3cret@no-such-host.invalid/shop", "could not translate host name", "check the spelling"},
    {"postgresql://app:s3c@ret@localhost/shop", "not written as %40", "postgresql://user:password@host"},
    {"postgresql://app:s3c/ret@localhost/shop", "not written as %2F", "postgresql://user:password@host"},
    {"postgresql://app:s3c%zzret@localhost/shop", "not well-formed", "postgresql://user:password@host"},
    {"host=localhost password=s3c ret", "not well-formed", "host="},
    {"service=no_such_service", "no_such_service", "service file"},
};

TEST(ConnectionErrorTest, IsOneLineWithAHintAndWithoutThePassword) {
  for (const ConnectionErrorCase& row : kConnectionErrors) {
    absl::Status status = introspect::Introspect(row.connection).status();
    EXPECT_TRUE(absl::StrContains(status.message(), row.said)) << row.connection << ": " << status;
    EXPECT_TRUE(absl::StrContains(schema::HintOf(status), row.hint)) << row.connection << ": " << schema::HintOf(status);
    EXPECT_FALSE(absl::StrContains(status.message(), "\n")) << status;
    for (const char* secret : {"s3cret", "s3c", "ret@", "ret\""}) EXPECT_FALSE(absl::StrContains(status.message(), secret)) << status;
  }
}

TEST(ConnectionStringTest, HidesPasswords) {
  EXPECT_EQ(introspect::Redact("postgresql://app:s%40cret@db/shop?sslpassword=two", "s@cret, s%40cret and two"), "***, *** and ***");
  EXPECT_EQ(introspect::Redact("host=db password = 'my secret' user=app", "app said my secret"), "app said ***");
}

TEST(ConnectionStringTest, GetsDefaults) {
  EXPECT_EQ(introspect::WithDefaults("postgresql://db/shop", 0), "postgresql://db/shop?fallback_application_name=lockstep");
  EXPECT_EQ(introspect::WithDefaults("postgresql://db/shop?port=1", 5), "postgresql://db/shop?port=1&fallback_application_name=lockstep&connect_timeout=5");
  EXPECT_EQ(introspect::WithDefaults("host=db connect_timeout=3", 5), "host=db connect_timeout=3 fallback_application_name=lockstep");
}

struct VersionCase {
  int major;
  const char* text;
};

TEST(QueryTextTest, KeepsWhatTheServerHas) {
  const std::string query = "a\n--:since 15\nb\n--:until 14\nc\n--:end\nd";
  for (const VersionCase& row : {VersionCase{14, "a\nc\nd\n"}, VersionCase{15, "a\nb\nd\n"}, VersionCase{18, "a\nb\nd\n"}}) {
    EXPECT_EQ(introspect::ForMajor(query, row.major), row.text) << row.major;
  }
}

}  // namespace
}  // namespace tests
