#include "schema/support/source.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace schema {
namespace {

// Lines of generated SQL can be megabytes long; an excerpt shows a window of this many bytes around the place.
constexpr size_t kWindow = 160;

bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

int CountCharacters(absl::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuationByte(c); }));
}

}  // namespace

SourceFile::SourceFile(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  const char* begin = text_.data();
  const char* end = begin + text_.size();
  for (const char* p = begin; p < end && (p = static_cast<const char*>(std::memchr(p, '\n', end - p))) != nullptr;) {
    line_starts_.push_back(static_cast<uint32_t>(++p - begin));
  }
}

LineColumn SourceFile::At(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  int line = static_cast<int>(next - line_starts_.begin());
  uint32_t start = line_starts_[line - 1];
  return {line, 1 + CountCharacters(absl::string_view(text_).substr(start, offset - start))};
}

absl::string_view SourceFile::Line(int line) const {
  if (line < 1 || line > static_cast<int>(line_starts_.size())) return "";
  uint32_t start = line_starts_[line - 1];
  uint32_t end = line < static_cast<int>(line_starts_.size()) ? line_starts_[line] : static_cast<uint32_t>(text_.size());
  absl::string_view text = absl::string_view(text_).substr(start, end - start);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

bool SourceFile::IsHidden(uint32_t offset) const {
  auto next = std::upper_bound(hidden_.begin(), hidden_.end(), offset, [](uint32_t at, const auto& range) { return at < range.first; });
  return next != hidden_.begin() && offset - (next - 1)->first < (next - 1)->second;
}

int32_t SourceSet::Add(std::string name, std::string text) {
  files_.emplace_back(std::move(name), std::move(text));
  return static_cast<int32_t>(files_.size()) - 1;
}

std::string SourceSet::Place(const SourceSpan& span) const {
  if (!span.known() || span.file >= static_cast<int32_t>(files_.size())) return "";
  const SourceFile& file = files_[span.file];
  LineColumn at = file.At(span.offset);
  return absl::StrCat(file.name(), ":", at.line, ":", at.column);
}

std::string Excerpt(const SourceSet& sources, const SourceSpan& span) {
  if (!span.known() || span.file >= static_cast<int32_t>(sources.files().size())) return "";
  const SourceFile& file = sources.files()[span.file];
  LineColumn at = file.At(span.offset);
  absl::string_view line = file.Line(at.line);
  size_t start_of_line = line.data() - file.text().data();
  size_t in_line = std::min<size_t>(span.offset - start_of_line, line.size());
  if (line.size() > kWindow) {
    size_t from = in_line > kWindow / 2 ? in_line - kWindow / 2 : 0;
    while (from > 0 && IsContinuationByte(line[from])) --from;
    size_t to = std::min(line.size(), from + kWindow);
    while (to < line.size() && IsContinuationByte(line[to])) ++to;
    line = line.substr(from, to - from);
    in_line -= from;
  }
  size_t marked = std::clamp<size_t>(span.length, 1, std::max<size_t>(1, line.size() - in_line));
  std::string pad;
  for (char c : line.substr(0, in_line)) {
    if (c == '\t') pad += '\t';
    else if (!IsContinuationByte(c)) pad += ' ';
  }
  int carets = std::max(1, CountCharacters(line.substr(in_line, marked)));
  std::string shown(line);
  size_t start_of_window = line.data() - file.text().data();
  for (size_t i = 0; i < shown.size(); ++i) {
    if (file.IsHidden(static_cast<uint32_t>(start_of_window + i))) shown[i] = '*';
  }
  return absl::StrFormat("%5d | %s\n      | %s%s\n", at.line, shown, pad, std::string(carets, '^'));
}

}  // namespace schema
