// What goes to standard error: diagnostics in rustc style, notes. Decides how much of it, and whether in colour.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "cli/options.h"
#include "render/render.h"
#include "schema/support/diagnostic.h"
#include "schema/support/source.h"

namespace cli {

// How results look on standard output: --color, NO_COLOR (no-color.org), TERM and whether it is a terminal decide.
render::TextStyle StyleOfOutput(const Options& options);

class Reporter {
 public:
  explicit Reporter(const Options& options);

  // Errors always; warnings and notes unless --quiet. On a terminal, of each code of which a schema may have thousands (kinds that are not
  // modelled) the first few are shown and the rest counted; --verbose shows all.
  void Diagnostics(const std::vector<schema::Diagnostic>& diagnostics, const schema::SourceSet& sources) const;
  // A failure, with a place when it has one.
  void Error(const absl::Status& status, const schema::SourceSet& sources = {}) const;
  // The plan is there, and may not run as it is.
  void Blocked(absl::string_view message) const;
  void Warning(absl::string_view message) const;
  // For people only: left out by --quiet.
  void Note(absl::string_view message) const;

 private:
  void Print(const schema::Diagnostic& diagnostic, const schema::SourceSet& sources) const;

  bool quiet_;
  bool verbose_;
  bool terminal_;
  bool color_;
};

}  // namespace cli
