// Places, diagnostics and hashes: schema/support.
#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "schema/support/diagnostic.h"
#include "schema/support/source.h"
#include "schema/support/stable_hash.h"
#include "schema/support/status.h"

namespace schema {
namespace {

struct PlaceCase {
  uint32_t offset;
  int line;
  int column;
};

TEST(SourceFileTest, LineAndColumnFromOneInCharacters) {
  SourceFile file("a.sql", "ab\ngröße x\n\nlast");
  for (const PlaceCase& c : std::initializer_list<PlaceCase>{
           {0, 1, 1}, {1, 1, 2}, {2, 1, 3}, {3, 2, 1}, {5, 2, 3}, {7, 2, 4}, {11, 2, 7}, {12, 2, 8}, {13, 3, 1}, {14, 4, 1}, {18, 4, 5}, {999, 4, 5}}) {
    EXPECT_EQ(file.At(c.offset).line, c.line) << c.offset;
    EXPECT_EQ(file.At(c.offset).column, c.column) << c.offset;
  }
  EXPECT_EQ(file.Line(2), "größe x");
  EXPECT_EQ(file.Line(3), "");
  EXPECT_EQ(file.Line(4), "last");
  EXPECT_EQ(file.Line(5), "");
  EXPECT_EQ(SourceFile("b.sql", "a\r\nb").Line(1), "a");
  EXPECT_EQ(SourceFile("empty.sql", "").At(0).line, 1);
}

TEST(SourceSetTest, Place) {
  SourceSet sources;
  sources.Add("a.sql", "x");
  int32_t file = sources.Add("b.sql", "x\n  y");
  EXPECT_EQ(sources.Place({file, 4, 1}), "b.sql:2:3");
  EXPECT_EQ(sources.Place({}), "");
}

TEST(DiagnosticTest, LooksAsPromised) {
  SourceSet sources;
  sources.Add("schema/orders.sql", "CREATE TABLE orders (\n  CHECK (custmer_id > 0)\n);\n");
  absl::Status status = WithHint(ErrorAt({0, 31, 10}, "E0107", "column \"", "custmer_id", "\" does not exist in table public.orders"),
                                 DidYouMean("custmer_id", {"customer_id", "id"}));
  EXPECT_EQ(Format(FromStatus(status), sources),
            "schema/orders.sql:2:10: error[E0107]: column \"custmer_id\" does not exist in table public.orders\n"
            "    2 |   CHECK (custmer_id > 0)\n"
            "      |          ^^^^^^^^^^\n"
            "      = help: did you mean \"customer_id\"?\n");
}

TEST(DiagnosticTest, ExcerptKeepsTabsAndCountsCharacters) {
  SourceSet sources;
  sources.Add("a.sql", "\tgröße x");
  EXPECT_EQ(Excerpt(sources, {0, 9, 1}), "    1 | \tgröße x\n      | \t      ^\n");
  EXPECT_EQ(Excerpt(sources, {0, 1, 7}), "    1 | \tgröße x\n      | \t^^^^^\n");
}

TEST(DiagnosticTest, ExcerptOfAVeryLongLineIsAWindow) {
  SourceSet sources;
  sources.Add("a.sql", absl::StrCat(std::string(5000, 'a'), "X", std::string(5000, 'b')));
  std::string excerpt = Excerpt(sources, {0, 5000, 1});
  EXPECT_LT(excerpt.size(), 400u);
  size_t line = excerpt.find('X'), caret = excerpt.find('^') - excerpt.find('\n') - 1;
  EXPECT_EQ(line, caret);
}

TEST(DiagnosticTest, OtherStatusesHaveNoPlace) {
  Diagnostic diagnostic = FromStatus(absl::InternalError("broken"));
  EXPECT_EQ(diagnostic.code, "E0001");
  EXPECT_FALSE(diagnostic.span.known());
  EXPECT_EQ(Format(diagnostic, {}), "error[E0001]: broken\n");
}

TEST(DiagnosticTest, CodesAreDistinctAndSorted) {
  auto codes = DiagnosticCodes();
  for (size_t i = 1; i < codes.size(); ++i) EXPECT_LT(std::string(codes[i - 1].code), codes[i].code);
}

struct CloseCase {
  const char* name;
  const char* closest;
};

TEST(ClosestNameTest, TypingMistakesOnly) {
  const std::vector<std::string> names = {"customer_id", "customers", "id", "order_status", "total"};
  for (const CloseCase& c : std::initializer_list<CloseCase>{
           {"custmer_id", "customer_id"}, {"costumers", "customers"}, {"order_statsu", "order_status"}, {"idd", "id"}, {"toatl", "total"}, {"address", ""}, {"", ""}}) {
    EXPECT_EQ(ClosestName(c.name, names), c.closest) << c.name;
  }
  EXPECT_EQ(DidYouMean("toatl", names), "did you mean \"total\"?");
  EXPECT_EQ(DidYouMean("address", names), "");
}

// Fingerprints are printed and stored: another value here breaks every saved plan and snapshot.
TEST(StableHashTest, GoldenValues) {
  auto hash = [](std::initializer_list<absl::string_view> texts) {
    StableHash hash;
    for (absl::string_view text : texts) hash.Add(text);
    return hash.Finish();
  };
  EXPECT_EQ(hash({}), 0x685C1E9E305EEF81ull);
  EXPECT_EQ(hash({"orders"}), 0xF0AE2CA5C57802C5ull);
  EXPECT_EQ(hash({"a text of more than eight bytes"}), 0x206A3532E26981B5ull);
  EXPECT_NE(hash({"ab", "c"}), hash({"a", "bc"}));
  EXPECT_NE(hash({"a"}), hash({absl::string_view("a\0", 2)}));
}

// A text counts as its length, its words of eight bytes, and the rest as the low bytes of one more.
TEST(StableHashTest, TailsOfEveryLength) {
  const std::string bytes("\xff\0b\x80" "d\1fghi\0\xfel\0\0o", 16);
  for (size_t size = 0; size < bytes.size(); ++size) {
    StableHash of_text, of_numbers;
    of_text.Add(absl::string_view(bytes).substr(0, size));
    of_numbers.Add(static_cast<uint64_t>(size));
    for (size_t begin = 0; begin <= size; begin += 8) {
      uint64_t number = 0;
      for (size_t i = begin; i < std::min(size, begin + 8); ++i) number |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * (i - begin));
      of_numbers.Add(number);
    }
    EXPECT_EQ(of_text.Finish(), of_numbers.Finish()) << size;
  }
}

TEST(StatusTest, MacrosPassErrorsOn) {
  auto fail = []() -> absl::StatusOr<int> { return ErrorAt({0, 1, 2}, "E0101", "no"); };
  auto use = [&]() -> absl::Status {
    ASSIGN_OR_RETURN(int value, fail());
    return value == 0 ? absl::OkStatus() : absl::OkStatus();
  };
  absl::Status status = use();
  EXPECT_EQ(CodeOf(status), "E0101");
  EXPECT_EQ(SpanOf(status), (SourceSpan{0, 1, 2}));
  EXPECT_EQ(HintOf(status), "");
  EXPECT_EQ(HintOf(WithHint(status, "do this")), "do this");
  EXPECT_EQ(SpanOf(absl::InternalError("x")), std::nullopt);
}

}  // namespace
}  // namespace schema
