// Dates and times in ISO order, as date_in, time_in, timestamp_in and their output functions (date.c, timestamp.c, datetime.c) have them. Month names,
// other orders and zone names are left alone: what they mean depends on settings or on the server's zone tables.
#include <cstdint>
#include <cstdio>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "compiler/analyze/literal.h"

namespace compiler::analyze {
namespace {

constexpr int64_t kMicrosPerSecond = 1000000;
constexpr int64_t kMicrosPerDay = 86400 * kMicrosPerSecond;

// Days from 1970-01-01 in the proleptic Gregorian calendar.
int64_t DaysFromCivil(int64_t year, int month, int day) {
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t of_era = year - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct Civil {
  int64_t year;
  int month, day;
};
Civil CivilFromDays(int64_t days) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int64_t of_era = days - era * 146097;
  int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t shifted = (5 * of_year + 2) / 153;
  int day = static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1);
  int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {year_of_era + era * 400 + (month <= 2), month, day};
}

// Reads from the front of `text`.
class Reader {
 public:
  explicit Reader(absl::string_view text) : rest_(text) {}
  bool Done() const { return rest_.empty(); }
  bool Take(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  char Peek() const { return rest_.empty() ? '\0' : rest_[0]; }
  void SkipSpaces() {
    while (!rest_.empty() && absl::ascii_isspace(static_cast<unsigned char>(rest_[0]))) rest_.remove_prefix(1);
  }
  // A number of `least` to `most` digits; -1 when there is none.
  int64_t Number(size_t least, size_t most) {
    size_t n = 0;
    int64_t value = 0;
    while (n < rest_.size() && n < most && absl::ascii_isdigit(static_cast<unsigned char>(rest_[n]))) value = value * 10 + (rest_[n++] - '0');
    if (n < least) return -1;
    rest_.remove_prefix(n);
    return value;
  }
  size_t DigitsAhead() const {
    size_t n = 0;
    while (n < rest_.size() && absl::ascii_isdigit(static_cast<unsigned char>(rest_[n]))) ++n;
    return n;
  }
  absl::string_view rest() const { return rest_; }

 private:
  absl::string_view rest_;
};

std::optional<int64_t> ReadDate(Reader& reader) {
  int64_t year, month, day;
  if (reader.DigitsAhead() == 8) {
    year = reader.Number(4, 4);
    month = reader.Number(2, 2);
    day = reader.Number(2, 2);
  } else {
    if (reader.DigitsAhead() < 4) return std::nullopt;
    year = reader.Number(4, 6);
    char separator = reader.Peek();
    if ((separator != '-' && separator != '/') || !reader.Take(separator)) return std::nullopt;
    month = reader.Number(1, 2);
    if (!reader.Take(separator)) return std::nullopt;
    day = reader.Number(1, 2);
  }
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || month < 1 || month > 12) return std::nullopt;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day < 1 || day > kDays[month - 1] + (month == 2 && leap)) return std::nullopt;
  return DaysFromCivil(year, static_cast<int>(month), static_cast<int>(day));
}

// Microseconds since midnight.
std::optional<int64_t> ReadTime(Reader& reader) {
  int64_t hour = reader.Number(1, 2);
  if (hour < 0 || !reader.Take(':')) return std::nullopt;
  int64_t minute = reader.Number(1, 2);
  int64_t second = 0;
  int64_t micros = 0;
  if (reader.Take(':')) {
    second = reader.Number(1, 2);
    if (reader.Take('.')) {
      size_t digits = reader.DigitsAhead();
      if (digits > 6) return std::nullopt;
      micros = digits == 0 ? 0 : reader.Number(1, 6);
      for (; digits < 6; ++digits) micros *= 10;
    }
  }
  if (minute < 0 || minute > 59 || second < 0 || second > 60 || hour > 24) return std::nullopt;
  int64_t total = ((hour * 60 + minute) * 60 + second) * kMicrosPerSecond + micros;
  if (total > kMicrosPerDay) return std::nullopt;
  return total;
}

struct Zone {
  bool given = false;
  int seconds = 0;  // east of UTC
};

std::optional<Zone> ReadZone(Reader& reader) {
  reader.SkipSpaces();
  if (reader.Done()) return Zone{};
  std::string name = absl::AsciiStrToLower(reader.rest());
  if (name == "z" || name == "utc" || name == "gmt" || name == "zulu") return Zone{true, 0};
  bool negative = reader.Peek() == '-';
  if (!reader.Take('+') && !reader.Take('-')) return std::nullopt;
  size_t digits = reader.DigitsAhead();
  int64_t hours = reader.Number(1, 2);
  int64_t minutes = 0;
  int64_t seconds = 0;
  if (digits == 4) minutes = reader.Number(2, 2);
  else if (reader.Take(':')) minutes = reader.Number(2, 2);
  if (reader.Take(':')) seconds = reader.Number(2, 2);
  if (!reader.Done() || hours < 0 || hours > 15 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return std::nullopt;
  int total = static_cast<int>((hours * 60 + minutes) * 60 + seconds);
  return Zone{true, negative ? -total : total};
}

std::string PrintDate(int64_t days) {
  Civil civil = CivilFromDays(days);
  return absl::StrFormat("%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

std::string PrintTime(int64_t micros) {
  int64_t seconds = micros / kMicrosPerSecond;
  std::string text = absl::StrFormat("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  int64_t fraction = micros % kMicrosPerSecond;
  if (fraction == 0) return text;
  absl::StrAppendFormat(&text, ".%06d", fraction);
  while (text.back() == '0') text.pop_back();
  return text;
}

std::optional<std::string> Infinity(absl::string_view text) {
  std::string word = absl::AsciiStrToLower(text);
  if (word == "infinity" || word == "+infinity") return "infinity";
  if (word == "-infinity") return "-infinity";
  return std::nullopt;
}

// The zone as timetz_out prints it: +HH[:MM].
std::string PrintZone(int seconds) {
  int size = seconds < 0 ? -seconds : seconds;
  std::string text = absl::StrFormat("%c%02d", seconds < 0 ? '-' : '+', size / 3600);
  if (size % 3600 != 0) absl::StrAppendFormat(&text, ":%02d", size / 60 % 60);
  return text;
}

}  // namespace

std::optional<std::string> NormalizeDate(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (std::optional<std::string> special = Infinity(text)) return special;
  if (absl::AsciiStrToLower(text) == "epoch") return "1970-01-01";
  Reader reader(text);
  std::optional<int64_t> days = ReadDate(reader);
  if (!days.has_value()) return std::nullopt;
  // A time of day after the date is allowed and dropped.
  reader.SkipSpaces();
  if (!reader.Done()) {
    reader.Take('T');
    if (!ReadTime(reader).has_value() || !ReadZone(reader).has_value()) return std::nullopt;
  }
  return PrintDate(*days);
}

std::optional<std::string> NormalizeTime(absl::string_view text, bool with_zone) {
  text = absl::StripAsciiWhitespace(text);
  if (absl::AsciiStrToLower(text) == "allballs") return with_zone ? "00:00:00+00" : "00:00:00";
  Reader reader(text);
  if (reader.DigitsAhead() >= 4) {  // a date before the time of day is dropped
    if (!ReadDate(reader).has_value()) return std::nullopt;
    if (!reader.Take('T')) reader.SkipSpaces();
  }
  std::optional<int64_t> micros = ReadTime(reader);
  if (!micros.has_value()) return std::nullopt;
  if (!with_zone) {
    if (!ReadZone(reader).has_value()) return std::nullopt;
    return PrintTime(*micros);
  }
  std::optional<Zone> zone = ReadZone(reader);
  if (!zone.has_value()) return std::nullopt;
  return PrintTime(*micros) + PrintZone(zone->seconds);
}

std::optional<std::string> NormalizeTimestamp(absl::string_view text, bool with_zone) {
  text = absl::StripAsciiWhitespace(text);
  if (std::optional<std::string> special = Infinity(text)) return special;
  if (absl::AsciiStrToLower(text) == "epoch") return with_zone ? "1970-01-01 00:00:00+00" : "1970-01-01 00:00:00";
  Reader reader(text);
  std::optional<int64_t> days = ReadDate(reader);
  if (!days.has_value()) return std::nullopt;
  int64_t micros = 0;
  if (!reader.Done()) {
    if (!reader.Take('T') && !reader.Take('t')) reader.SkipSpaces();
    if (!reader.Done() && absl::ascii_isdigit(static_cast<unsigned char>(reader.Peek()))) {
      std::optional<int64_t> time = ReadTime(reader);
      if (!time.has_value()) return std::nullopt;
      micros = *time;
    }
  }
  std::optional<Zone> zone = ReadZone(reader);
  if (!zone.has_value()) return std::nullopt;
  int64_t total = *days * kMicrosPerDay + micros;
  // Without a zone the session's is meant; the server's print always has one. UTC is the best guess, and right wherever servers run in UTC.
  if (with_zone) total -= zone->seconds * kMicrosPerSecond;
  int64_t day = total / kMicrosPerDay;
  int64_t time = total % kMicrosPerDay;
  if (time < 0) {
    time += kMicrosPerDay;
    --day;
  }
  return absl::StrCat(PrintDate(day), " ", PrintTime(time), with_zone ? "+00" : "");
}

}  // namespace compiler::analyze
