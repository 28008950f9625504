// Intervals: interval_in (DecodeInterval and DecodeISO8601Interval, datetime.c), AdjustIntervalForTypmod (timestamp.c) and EncodeInterval in its
// postgres style. Fractions of years that are no whole number of months are left alone: how they are rounded differs between versions.
#include <cmath>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "compiler/analyze/literal.h"

namespace compiler::analyze {
namespace {

constexpr int64_t kSecond = 1000000;
constexpr int64_t kMinute = 60 * kSecond;
constexpr int64_t kHour = 60 * kMinute;
constexpr int64_t kDay = 24 * kHour;

// The fields of a typmod: bits numbered as in datetime.h.
constexpr int kMonthBit = 1 << 1, kYearBit = 1 << 2, kDayBit = 1 << 3, kHourBit = 1 << 10, kMinuteBit = 1 << 11, kSecondBit = 1 << 12;
constexpr int kFullRange = 0x7fff;

struct Interval {
  int64_t months = 0, days = 0, micros = 0;
};

struct Unit {
  absl::string_view name;
  int64_t months, days, micros;
};
constexpr Unit kUnits[] = {
    {"us", 0, 0, 1},          {"usec", 0, 0, 1},      {"usecs", 0, 0, 1},     {"microsecond", 0, 0, 1}, {"microseconds", 0, 0, 1},
    {"ms", 0, 0, 1000},       {"msec", 0, 0, 1000},   {"msecs", 0, 0, 1000},  {"millisecond", 0, 0, 1000}, {"milliseconds", 0, 0, 1000},
    {"s", 0, 0, kSecond},     {"sec", 0, 0, kSecond}, {"secs", 0, 0, kSecond}, {"second", 0, 0, kSecond}, {"seconds", 0, 0, kSecond},
    {"m", 0, 0, kMinute},     {"min", 0, 0, kMinute}, {"mins", 0, 0, kMinute}, {"minute", 0, 0, kMinute}, {"minutes", 0, 0, kMinute},
    {"h", 0, 0, kHour},       {"hr", 0, 0, kHour},    {"hrs", 0, 0, kHour},   {"hour", 0, 0, kHour},    {"hours", 0, 0, kHour},
    {"d", 0, 1, 0},           {"day", 0, 1, 0},       {"days", 0, 1, 0},      {"w", 0, 7, 0},           {"week", 0, 7, 0},
    {"weeks", 0, 7, 0},       {"mon", 1, 0, 0},       {"mons", 1, 0, 0},      {"month", 1, 0, 0},       {"months", 1, 0, 0},
    {"y", 12, 0, 0},          {"yr", 12, 0, 0},       {"yrs", 12, 0, 0},      {"year", 12, 0, 0},       {"years", 12, 0, 0},
    {"decade", 120, 0, 0},    {"decades", 120, 0, 0}, {"dec", 120, 0, 0},     {"decs", 120, 0, 0},      {"c", 1200, 0, 0},
    {"century", 1200, 0, 0},  {"centuries", 1200, 0, 0}, {"millennium", 12000, 0, 0}, {"millennia", 12000, 0, 0}};

const Unit* FindUnit(absl::string_view name) {
  for (const Unit& unit : kUnits) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

// A number as written: whole part and millionths, each with the sign.
struct Number {
  int64_t whole = 0, millionths = 0;
  bool negative = false;
};

class Parser {
 public:
  Parser(absl::string_view text, int range) : rest_(text), range_(range) {}

  std::optional<Interval> Parse() {
    Skip();
    if (Peek() == '@') {
      rest_.remove_prefix(1);
      Skip();
    }
    if (rest_.empty()) return std::nullopt;
    while (!rest_.empty()) {
      if (Word() == "ago") {
        TakeWord();
        Skip();
        if (!rest_.empty()) return std::nullopt;
        return Interval{-total_.months, -total_.days, -total_.micros};
      }
      if (!TakeField()) return std::nullopt;
      Skip();
    }
    return total_;
  }

  std::optional<Interval> ParseIso8601() {
    rest_.remove_prefix(1);  // P
    bool time = false;
    while (!rest_.empty()) {
      if (Peek() == 'T') {
        time = true;
        rest_.remove_prefix(1);
        continue;
      }
      Number number;
      if (!TakeNumber(number) || rest_.empty()) return std::nullopt;
      char letter = rest_[0];
      rest_.remove_prefix(1);
      absl::string_view name = time ? (letter == 'H' ? "hour" : letter == 'M' ? "minute" : letter == 'S' ? "second" : "")
                                    : (letter == 'Y' ? "year" : letter == 'M' ? "month" : letter == 'W' ? "week" : letter == 'D' ? "day" : "");
      const Unit* unit = FindUnit(name);
      if (unit == nullptr || !Add(number, *unit)) return std::nullopt;
    }
    return total_;
  }

 private:
  char Peek() const { return rest_.empty() ? '\0' : rest_[0]; }
  void Skip() {
    while (!rest_.empty() && absl::ascii_isspace(static_cast<unsigned char>(rest_[0]))) rest_.remove_prefix(1);
  }
  std::string Word() const {
    size_t n = 0;
    while (n < rest_.size() && absl::ascii_isalpha(static_cast<unsigned char>(rest_[n]))) ++n;
    return absl::AsciiStrToLower(rest_.substr(0, n));
  }
  void TakeWord() { rest_.remove_prefix(Word().size()); }

  int64_t Digits(size_t most, size_t& count) {
    int64_t value = 0;
    count = 0;
    while (count < rest_.size() && count < most && absl::ascii_isdigit(static_cast<unsigned char>(rest_[count]))) value = value * 10 + (rest_[count++] - '0');
    rest_.remove_prefix(count);
    return value;
  }

  // ".25" as millionths; false when there are more digits than that.
  bool TakeFraction(int64_t& millionths) {
    millionths = 0;
    if (Peek() != '.') return true;
    rest_.remove_prefix(1);
    size_t count = 0;
    millionths = Digits(6, count);
    for (; count < 6; ++count) millionths *= 10;
    return !absl::ascii_isdigit(static_cast<unsigned char>(Peek()));
  }

  bool TakeNumber(Number& number) {
    number.negative = Peek() == '-';
    if (Peek() == '-' || Peek() == '+') rest_.remove_prefix(1);
    size_t count = 0;
    number.whole = Digits(9, count);
    if (absl::ascii_isdigit(static_cast<unsigned char>(Peek()))) return false;
    if (count == 0 && Peek() != '.') return false;
    if (!TakeFraction(number.millionths)) return false;
    if (number.negative) {
      number.whole = -number.whole;
      number.millionths = -number.millionths;
    }
    return true;
  }

  bool Add(const Number& number, const Unit& unit) {
    if (number.millionths != 0 && unit.months != 0 && !AddFractionOfMonths(number.millionths * unit.months, unit)) return false;
    total_.months += number.whole * unit.months;
    total_.days += number.whole * unit.days;
    total_.micros += number.whole * unit.micros;
    if (number.millionths == 0 || unit.months != 0) return true;
    if (unit.days != 0) {
      // A fraction of a week spills into days, the rest into time.
      int64_t scaled = number.millionths * unit.days;
      total_.days += scaled / 1000000;
      total_.micros += scaled % 1000000 * (kDay / 1000000);
      return true;
    }
    if (unit.micros < 1000) return false;  // rounding of parts of microseconds
    total_.micros += number.millionths * (unit.micros / 1000) / 1000;
    return true;
  }

  // Of a year: months. Of a month: days of 30, and the rest as time.
  bool AddFractionOfMonths(int64_t millionths, const Unit& unit) {
    if (unit.months != 1) {
      total_.months += millionths / 1000000;
      return millionths % 1000000 == 0;
    }
    int64_t scaled = millionths * 30;
    total_.days += scaled / 1000000;
    total_.micros += scaled % 1000000 * (kDay / 1000000);
    return true;
  }

  // HH:MM[:SS[.ffffff]] after the hours.
  bool TakeClock(const Number& hours) {
    if (hours.millionths != 0) return false;
    rest_.remove_prefix(1);
    size_t count = 0;
    int64_t minutes = Digits(9, count);
    if (count == 0 || minutes > 59) return false;
    int64_t seconds = 0, fraction = 0;
    bool has_seconds = Peek() == ':';
    if (has_seconds) {
      rest_.remove_prefix(1);
      seconds = Digits(9, count);
      if (count == 0 || seconds > 60 || !TakeFraction(fraction)) return false;
    }
    int64_t first = hours.negative ? -hours.whole : hours.whole;
    // Two fields mean minutes and seconds when the type says so.
    bool minute_to_second = !has_seconds && range_ == (kMinuteBit | kSecondBit);
    int64_t micros = minute_to_second ? first * kMinute + minutes * kSecond : first * kHour + minutes * kMinute + seconds * kSecond + fraction;
    total_.micros += hours.negative ? -micros : micros;
    return true;
  }

  // What a bare number counts: the smallest field of the type, or seconds.
  const Unit* UnitOfRange() const {
    if (range_ & kSecondBit) return FindUnit("second");
    if (range_ == kYearBit) return FindUnit("year");
    if (range_ == kMonthBit || range_ == (kYearBit | kMonthBit)) return FindUnit("month");
    if (range_ == kDayBit) return FindUnit("day");
    if (range_ == kHourBit || range_ == (kDayBit | kHourBit)) return FindUnit("hour");
    return FindUnit("minute");
  }

  bool TakeField() {
    Number number;
    if (!TakeNumber(number)) return false;
    if (Peek() == ':') return TakeClock(number);
    if (Peek() == '-') return TakeYearMonth(number);
    bool spaced = absl::ascii_isspace(static_cast<unsigned char>(Peek()));
    Skip();
    std::string word = Word();
    if (word.empty() || word == "ago") {
      // "1 2:03:04" is a day and a time (SQL style); a bare number elsewhere takes the unit of the type.
      if (spaced && range_ == kFullRange && AheadIsClock()) return Add(number, *FindUnit("day"));
      if (!rest_.empty() && word != "ago") return false;
      return Add(number, range_ == kFullRange ? *FindUnit("second") : *UnitOfRange());
    }
    const Unit* unit = FindUnit(word);
    if (unit == nullptr) return false;
    TakeWord();
    return Add(number, *unit);
  }

  bool AheadIsClock() const {
    size_t n = 0;
    while (n < rest_.size() && absl::ascii_isdigit(static_cast<unsigned char>(rest_[n]))) ++n;
    return n > 0 && n < rest_.size() && rest_[n] == ':';
  }

  // 1-6: a year and six months.
  bool TakeYearMonth(const Number& years) {
    if (years.millionths != 0) return false;
    rest_.remove_prefix(1);
    size_t count = 0;
    int64_t months = Digits(2, count);
    if (count == 0 || months > 11) return false;
    total_.months += years.whole * 12 + (years.negative ? -months : months);
    return true;
  }

  absl::string_view rest_;
  int range_;
  Interval total_;
};

// AdjustIntervalForTypmod: fields below the smallest one named are cut off.
void CutToFields(Interval& interval, int range) {
  if (range == kFullRange) return;
  if (range == kYearBit) interval.months = interval.months / 12 * 12;
  if ((range & (kDayBit | kHourBit | kMinuteBit | kSecondBit)) == 0) interval.days = 0;
  int64_t unit = range & kSecondBit ? 1 : range & kMinuteBit ? kMinute : range & kHourBit ? kHour : 0;
  interval.micros = unit == 0 ? 0 : interval.micros / unit * unit;
}

std::string Print(const Interval& interval) {
  std::string text;
  bool before = false;
  auto field = [&](int64_t value, absl::string_view name) {
    if (value == 0) return;
    absl::StrAppend(&text, text.empty() ? "" : " ", before && value > 0 ? "+" : "", value, " ", name, value == 1 ? "" : "s");
    before = value < 0;
  };
  field(interval.months / 12, "year");
  field(interval.months % 12, "mon");
  field(interval.days, "day");
  if (interval.micros == 0 && !text.empty()) return text;
  bool minus = interval.micros < 0;
  uint64_t micros = minus ? -static_cast<uint64_t>(interval.micros) : static_cast<uint64_t>(interval.micros);
  uint64_t seconds = micros / kSecond;
  absl::StrAppend(&text, text.empty() ? "" : " ", minus ? "-" : before ? "+" : "",
                  absl::StrFormat("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
  if (micros % kSecond == 0) return text;
  absl::StrAppendFormat(&text, ".%06d", micros % kSecond);
  while (text.back() == '0') text.pop_back();
  return text;
}

}  // namespace

std::optional<std::string> NormalizeInterval(absl::string_view text, int32_t typmod) {
  text = absl::StripAsciiWhitespace(text);
  int range = typmod < 0 ? kFullRange : (typmod >> 16) & 0x7fff;
  int precision = typmod < 0 ? 0xffff : typmod & 0xffff;
  if (precision != 0xffff) return std::nullopt;  // rounding of seconds
  Parser parser(text, range);
  std::optional<Interval> interval = text.size() > 1 && text[0] == 'P' ? parser.ParseIso8601() : parser.Parse();
  if (!interval.has_value()) return std::nullopt;
  CutToFields(*interval, range);
  return Print(*interval);
}

}  // namespace compiler::analyze
