// Small things done to text: patterns, passwords, encodings.
#include <gtest/gtest.h>

#include "cli/glob.h"
#include "cli/read_file.h"
#include "cli/redact.h"

namespace cli_test {
namespace {

TEST(Glob, Matches) {
  const struct {
    const char* pattern;
    const char* text;
    bool fits;
  } kRows[] = {{"orders", "orders", true},
               {"orders", "order", false},
               {"*", "", true},
               {"tmp_*", "tmp_1", true},
               {"*_old", "a_old", true},
               {"*_old", "a_older", false},
               {"a*b*c", "aXbYbZc", true},
               {"a*b*c", "aXcYb", false},
               {"?", "x", true},
               {"?", "", false},
               {"[a-c]1", "b1", true},
               {"[!a-c]1", "b1", false},
               {"\\*", "*", true},
               {"\\*", "x", false},
               {"[", "[", true},
               {"*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
               {"", "", true},
               {"", "x", false},
               {"**", "abc", true}};
  for (const auto& row : kRows) EXPECT_EQ(cli::GlobMatches(row.pattern, row.text), row.fits) << row.pattern << " on " << row.text;
}

TEST(Redact, HidesPasswords) {
  const struct {
    const char* text;
    const char* shown;
  } kRows[] = {
      {"postgres://bob:secret@host/db", "postgres://bob:***@host/db"},
      {"postgres://bob:se@cr:et@host/db", "postgres://bob:***@host/db"},
      {"postgres://bob@host/db", "postgres://bob@host/db"},
      {"postgres://host:5432/db", "postgres://host:5432/db"},
      {"cannot reach \"postgresql://bob:secret@host\": no route", "cannot reach \"postgresql://bob:***@host\": no route"},
      {"postgres:///db?password=secret&sslmode=require", "postgres:///db?password=***&sslmode=require"},
      {"host=h password=secret dbname=d", "host=h password=*** dbname=d"},
      {"host=h password = 'se cr\\'et' dbname=d", "host=h password = *** dbname=d"},
      {"sslpassword=secret", "sslpassword=***"},
      {"a postgres://u:one@h and postgres://v:two@i", "a postgres://u:***@h and postgres://v:***@i"},
      {"schema/passwords.sql", "schema/passwords.sql"},
      {"password", "password"},
  };
  for (const auto& row : kRows) EXPECT_EQ(cli::Redact(row.text), row.shown);
}

TEST(Utf8, FindsTheFirstByteThatIsNone) {
  const struct {
    std::string text;
    size_t at;
  } kRows[] = {{"", std::string::npos}, {"größe ✓ 😀", std::string::npos}, {"a\xE9", 1},      {"\xC0\x80", 0},     {"\xED\xA0\x80", 0},
               {"\xF4\x90\x80\x80", 0}, {std::string("ab\0c", 4), 2},     {"ab\xE2\x9C", 2}, {"\xE0\x80\x80", 0}, {"\x80", 0}};
  for (const auto& row : kRows) EXPECT_EQ(cli::FindInvalidUtf8(row.text), row.at) << row.text;
}

}  // namespace
}  // namespace cli_test
