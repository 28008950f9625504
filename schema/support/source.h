// Source text and places in it: which file, which bytes, and how to show them to a person.
//
//   SourceFile file("schema/orders.sql", text);
//   file.LineColumn(52)  ->  {3, 3}       (both from 1; the column counts characters, not bytes)
//
// A SourceSpan is a small value that objects, steps and diagnostics carry; the file's name and text stay in the SourceSet.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace schema {

// A half-open range of bytes of one file. `file` is an index into a SourceSet, or kNoFile for what did not come from a file (a live database).
struct SourceSpan {
  static constexpr int32_t kNoFile = -1;
  int32_t file = kNoFile;
  uint32_t offset = 0;
  uint32_t length = 0;

  bool known() const { return file != kNoFile; }
  bool operator==(const SourceSpan&) const = default;
};

struct LineColumn {
  int line = 1;
  int column = 1;
};

class SourceFile {
 public:
  SourceFile(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }

  // Where byte `offset` stands. An offset past the end counts as the end.
  LineColumn At(uint32_t offset) const;
  // The text of a line (from 1), without its line break.
  absl::string_view Line(int line) const;

  // Bytes that are never shown: a password. Ranges come in order.
  void Hide(uint32_t offset, uint32_t length) { hidden_.push_back({offset, length}); }
  bool IsHidden(uint32_t offset) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
  std::vector<std::pair<uint32_t, uint32_t>> hidden_;
};

// The files of one compilation, in the order in which they are named. Spans index into it.
class SourceSet {
 public:
  // Returns the index of the new file.
  int32_t Add(std::string name, std::string text);
  const std::vector<SourceFile>& files() const { return files_; }
  std::vector<SourceFile>& files() { return files_; }
  // "schema/orders.sql:12:10", or "" for an unknown span.
  std::string Place(const SourceSpan& span) const;

 private:
  std::vector<SourceFile> files_;
};

// The excerpt under a message, rustc-style: the line, and carets below the span's part of it. Ends in a line break; "" for an unknown span.
// Hidden bytes come out as asterisks.
//      12 |   CHECK (custmer_id > 0)
//         |          ^^^^^^^^^^
std::string Excerpt(const SourceSet& sources, const SourceSpan& span);

}  // namespace schema
