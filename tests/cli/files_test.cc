// Sources found and read, results written.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/read_file.h"
#include "cli/sources.h"
#include "schema/support/status.h"
#include "tests/cli/temporary_folder.h"

namespace cli_test {
namespace {

using cli::SourceForm;

TEST(Sources, AreToldApart) {
  TemporaryFolder folder;
  std::string file = folder.Write("a.sql", ""), json = folder.Write("a.json", ""), odd = folder.Write("host=x.sql", "");
  const struct {
    std::string text;
    SourceForm form;
  } kRows[] = {{file, SourceForm::kFile},
               {folder.path(), SourceForm::kFolder},
               {folder.path() + "/", SourceForm::kFolder},
               {json, SourceForm::kSnapshot},
               {folder / "*.sql", SourceForm::kPattern},
               {"postgres://h/d", SourceForm::kLive},
               {"postgresql:///d?host=/tmp", SourceForm::kLive},
               {"host=h dbname=d", SourceForm::kLive},
               {"dbname = d", SourceForm::kLive},
               {"service=prod", SourceForm::kLive},
               {"empty:", SourceForm::kEmpty},
               {"-", SourceForm::kStandardInput},
               {odd, SourceForm::kFile}};
  for (const auto& row : kRows) {
    absl::StatusOr<cli::Source> source = cli::ParseSource(row.text);
    ASSERT_TRUE(source.ok()) << row.text << ": " << source.status();
    EXPECT_EQ(source->form, row.form) << row.text;
  }
}

TEST(Sources, SayWhatIsWrong) {
  TemporaryFolder folder;
  folder.Write("schema.sql", "");
  const struct {
    std::string text, message, hint;
  } kRows[] = {{"git:main:schema/", "not supported yet", "git worktree"},
               {"migrations:db/", "not supported yet", "throw-away database"},
               {folder / "shema.sql", "does not exist", "schema.sql"},
               {"mysql://bob:secret@h/d", "\"mysql://bob:***@h/d\" is no source", "postgres://"},
               {"nowhere/at/all", "does not exist", "a source is"}};
  for (const auto& row : kRows) {
    absl::Status status = cli::ParseSource(row.text).status();
    EXPECT_NE(std::string(status.message()).find(row.message), std::string::npos) << status;
    EXPECT_NE(schema::HintOf(status).find(row.hint), std::string::npos) << schema::HintOf(status);
  }
}

TEST(Sources, AFolderIsReadWholeAndSorted) {
  TemporaryFolder folder;
  folder.Write("b.sql", "");
  folder.Write("a/z.sql", "");
  folder.Write("a/README.md", "");
  folder.Write(".git/x.sql", "");
  folder.Write("C.SQL", "");
  std::filesystem::create_directory_symlink(folder.path(), folder / "a/loop");
  EXPECT_EQ(*cli::SqlFilesBelow(folder.path() + "/"), std::vector<std::string>({folder / "C.SQL", folder / "a/z.sql", folder / "b.sql"}));
}

TEST(Sources, AFolderWithoutSqlIsAnError) {
  TemporaryFolder folder;
  absl::Status status = cli::SqlFilesBelow(folder.path()).status();
  EXPECT_NE(std::string(status.message()).find("no *.sql"), std::string::npos) << status;
  EXPECT_EQ(schema::CodeOf(status), "E0002");
}

TEST(Sources, Patterns) {
  TemporaryFolder folder;
  for (const char* name : {"a.sql", "x/b.sql", "x/y/c.sql", "x/y/d.txt", ".hidden/e.sql"}) folder.Write(name, "");
  const struct {
    const char* pattern;
    std::vector<std::string> files;
  } kRows[] = {{"*.sql", {"a.sql"}},     {"**/*.sql", {"a.sql", "x/b.sql", "x/y/c.sql"}}, {"x/**/*.sql", {"x/b.sql", "x/y/c.sql"}},
               {"*/*.sql", {"x/b.sql"}}, {"**/y/*", {"x/y/c.sql", "x/y/d.txt"}},          {"x/[ab].sql", {"x/b.sql"}},
               {"nothing*", {}}};
  for (const auto& row : kRows) {
    std::vector<std::string> wanted;
    for (const std::string& file : row.files) wanted.push_back(folder / file);
    EXPECT_EQ(cli::FilesMatching(folder / row.pattern).value_or(std::vector<std::string>()), wanted) << row.pattern;
  }
}

TEST(ReadSqlFile, TakesUtf8AndSaysWhatElseItMet) {
  TemporaryFolder folder;
  EXPECT_EQ(*cli::ReadSqlFile(folder.Write("mark.sql", "\xEF\xBB\xBFSELECT 1;\r\n")), "SELECT 1;\r\n");
  const struct {
    const char* name;
    std::string text, message;
  } kRows[] = {{"latin1.sql", "SELECT 1;\nSELECT 'gr\xF6\xDF';", "line 2 has the byte 0xF6"},
               {"utf16.sql", std::string("\xFF\xFES\0E\0", 6), "UTF-16"},
               {"nul.sql", std::string("a\0b", 3), "byte 0x00"}};
  for (const auto& row : kRows) {
    absl::Status status = cli::ReadSqlFile(folder.Write(row.name, row.text)).status();
    EXPECT_NE(std::string(status.message()).find(row.message), std::string::npos) << status;
  }
  EXPECT_NE(std::string(cli::ReadFile(folder / "none").status().message()).find("No such file"), std::string::npos);
  EXPECT_NE(std::string(cli::ReadFile(folder.path()).status().message()).find("folder"), std::string::npos);
}

TEST(WriteFile, ReplacesWholeAndKeepsModeAndLinks) {
  TemporaryFolder folder;
  std::string real = folder.Write("real.sql", "old, and longer than the new");
  chmod(real.c_str(), 0640);
  std::filesystem::create_symlink(real, folder / "link.sql");
  ASSERT_TRUE(cli::WriteFile(folder / "link.sql", "new").ok());
  EXPECT_EQ(folder.Read("real.sql"), "new");
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.sql"));
  struct stat info = {};
  stat(real.c_str(), &info);
  EXPECT_EQ(info.st_mode & 07777, 0640u);
  EXPECT_TRUE(cli::WriteFile("/dev/null", "x").ok());
  EXPECT_FALSE(cli::WriteFile(folder.path(), "x").ok());
  EXPECT_FALSE(cli::WriteFile(folder / "no/such/folder/x", "x").ok());
}

TEST(WriteFolder, NamesLeftovers) {
  TemporaryFolder folder;
  folder.Write("out/app/old.sql", "");
  absl::StatusOr<std::vector<std::string>> leftovers = cli::WriteFolder(folder / "out/", {{"app.sql", "1"}, {"app/orders.sql", "2"}});
  ASSERT_TRUE(leftovers.ok()) << leftovers.status();
  EXPECT_EQ(*leftovers, std::vector<std::string>({folder / "out/app/old.sql"}));
  EXPECT_EQ(folder.Read("out/app/orders.sql"), "2");
}

}  // namespace
}  // namespace cli_test
