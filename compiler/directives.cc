#include "compiler/directives.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "compiler/lexical.h"

namespace compiler {
namespace {

using schema::Object;
using schema::SourceSpan;

constexpr absl::string_view kMarker = "lockstep:";

enum class Verb { kRenamedFrom, kBackfill, kUsing, kIgnore };

struct Directive {
  Verb verb = Verb::kIgnore;
  std::string argument;
  SourceSpan span;       // of the comment
  bool alone = false;    // nothing but space before it on its line
};

struct VerbRow {
  absl::string_view words;
  Verb verb;
};
constexpr VerbRow kVerbs[] = {{"renamed from", Verb::kRenamedFrom}, {"backfill", Verb::kBackfill}, {"using", Verb::kUsing}, {"ignore", Verb::kIgnore}};

// The words of the comment behind the marker; nullopt when it is an ordinary comment.
std::optional<absl::string_view> BehindMarker(absl::string_view comment) {
  if (!absl::ConsumePrefix(&comment, "--")) {
    absl::ConsumePrefix(&comment, "/*");
    absl::ConsumeSuffix(&comment, "*/");
  }
  comment = absl::StripAsciiWhitespace(comment);
  if (!absl::ConsumePrefix(&comment, kMarker)) return std::nullopt;
  return absl::StripAsciiWhitespace(comment);
}

// The last part of a name as the parser would read it.
std::string ReadName(absl::string_view text) {
  std::string name;
  for (size_t i = 0; i < text.size();) {
    LexemeAt lexeme = NextLexeme(text, i);
    absl::string_view word = text.substr(i, lexeme.end - i);
    if (lexeme.kind == Lexeme::kWord) name = absl::AsciiStrToLower(word);
    if (lexeme.kind == Lexeme::kQuoted && word.size() > 2) name = std::string(word.substr(1, word.size() - 2));
    i = lexeme.end;
  }
  return name;
}

class DirectiveReader {
 public:
  DirectiveReader(Workspace& workspace, int32_t file) : workspace_(workspace), file_(file), text_(workspace.sources().files()[file].text()) {}

  std::vector<Directive> Read() {
    std::vector<Directive> directives;
    bool blank_line = true;
    for (size_t i = 0; i < text_.size();) {
      LexemeAt lexeme = NextLexeme(text_, i);
      absl::string_view word = text_.substr(i, lexeme.end - i);
      if (lexeme.kind == Lexeme::kComment) {
        if (std::optional<absl::string_view> words = BehindMarker(word); words.has_value()) {
          SourceSpan span{file_, static_cast<uint32_t>(i), static_cast<uint32_t>(word.size())};
          if (std::optional<Directive> directive = Parse(*words, span); directive.has_value()) {
            directive->alone = blank_line;
            directives.push_back(*std::move(directive));
          }
        }
      }
      size_t newline = word.rfind('\n');
      if (newline != absl::string_view::npos) {
        blank_line = lexeme.kind == Lexeme::kSpace || lexeme.kind == Lexeme::kComment;
      } else if (lexeme.kind != Lexeme::kSpace && lexeme.kind != Lexeme::kComment) {
        blank_line = false;
      }
      i = lexeme.end;
    }
    return directives;
  }

 private:
  std::optional<Directive> Parse(absl::string_view words, const SourceSpan& span) {
    for (const VerbRow& row : kVerbs) {
      if (!absl::StartsWithIgnoreCase(words, row.words)) continue;
      absl::string_view argument = absl::StripAsciiWhitespace(words.substr(row.words.size()));
      Directive directive{row.verb, std::string(argument), span, false};
      if (row.verb == Verb::kRenamedFrom) directive.argument = ReadName(argument);
      if (!directive.argument.empty()) return directive;
      Report(span, absl::StrCat("directive \"", row.words, "\" needs something behind it"), "");
      return std::nullopt;
    }
    Report(span, absl::StrCat("directive \"", words.substr(0, words.find(' ')), "\" is not known"), "known are: renamed from, backfill, using, ignore");
    return std::nullopt;
  }

  void Report(const SourceSpan& span, std::string message, std::string hint) {
    workspace_.Report({schema::Severity::kError, "E0201", span, std::move(message), std::move(hint)});
  }

  Workspace& workspace_;
  int32_t file_;
  absl::string_view text_;
};

// Finds the object that a directive belongs to, among those of its file.
class Targets {
 public:
  Targets(Workspace& workspace, int32_t file) : file_(workspace.sources().files()[file]) {
    workspace.builder().ForEach([&](Object& object) {
      if (object.span.file == file) objects_.push_back(&object);
    });
    // By place; of two that start together the longer first, so that a column stands before its sequence.
    std::stable_sort(objects_.begin(), objects_.end(), [](const Object* a, const Object* b) {
      return a->span.offset != b->span.offset ? a->span.offset < b->span.offset : a->span.length > b->span.length;
    });
  }

  Object* For(const Directive& directive) const { return directive.alone ? Below(directive) : OnLine(directive); }

 private:
  static uint32_t End(const Object& object) { return object.span.offset + object.span.length; }

  // The first object that starts behind the comment, with nothing but space and comments between them.
  Object* Below(const Directive& directive) const {
    uint32_t end = directive.span.offset + directive.span.length;
    for (Object* object : objects_) {
      if (object->span.offset < end) continue;
      return IsBlank(absl::string_view(file_.text()).substr(end, object->span.offset - end)) ? object : nullptr;
    }
    return nullptr;
  }

  // The definition before the comment that starts or ends on its line: the last complete one that lies in no other complete one, or else the
  // innermost one that is still open, as the table in "CREATE TABLE orders (  -- lockstep: …".
  Object* OnLine(const Directive& directive) const {
    int line = file_.At(directive.span.offset).line;
    Object* complete = nullptr;
    Object* open = nullptr;
    for (Object* object : objects_) {
      if (object->span.offset > directive.span.offset) break;
      bool starts_here = file_.At(object->span.offset).line == line;
      bool is_complete = End(*object) <= directive.span.offset;
      bool ends_here = is_complete && file_.At(End(*object)).line == line;
      if (!starts_here && !ends_here) continue;
      if (!is_complete) {
        if (starts_here) open = object;
      } else if (complete == nullptr || End(*object) > End(*complete)) {
        complete = object;
      }
    }
    return complete != nullptr ? complete : open;
  }

  const schema::SourceFile& file_;
  std::vector<Object*> objects_;
};

void Attach(const Directive& directive, Object& object) {
  auto hints = object.hints == nullptr ? std::make_shared<schema::Hints>() : std::make_shared<schema::Hints>(*object.hints);
  switch (directive.verb) {
    case Verb::kRenamedFrom: hints->renamed_from = directive.argument; break;
    case Verb::kBackfill: hints->backfill = directive.argument; break;
    case Verb::kUsing: hints->using_expression = directive.argument; break;
    case Verb::kIgnore: return;  // for the policy of `check`, which reads the source itself
  }
  object.hints = std::move(hints);
}

}  // namespace

void AttachDirectives(Workspace& workspace) {
  for (size_t file = 0; file < workspace.sources().files().size(); ++file) {
    if (!absl::StrContains(workspace.sources().files()[file].text(), kMarker)) continue;
    std::vector<Directive> directives = DirectiveReader(workspace, static_cast<int32_t>(file)).Read();
    if (directives.empty()) continue;
    Targets targets(workspace, static_cast<int32_t>(file));
    for (const Directive& directive : directives) {
      Object* object = targets.For(directive);
      if (object != nullptr) Attach(directive, *object);
      else workspace.Warn("W0304", directive.span, "this directive belongs to no definition", "put it on the line of the definition, or directly above it");
    }
  }
}

}  // namespace compiler
