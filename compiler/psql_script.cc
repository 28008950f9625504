#include "compiler/psql_script.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "compiler/lexical.h"

namespace compiler {
namespace {

using schema::Diagnostic;
using schema::Severity;
using schema::SourceSpan;

enum class Effect {
  kNone,       // nothing that changes the schema
  kSends,      // sends the statement before it, as a semicolon does
  kExecutes,   // sends it, and runs what comes back as statements
  kIncludes,   // reads another file
  kBranches,   // makes what follows depend on a variable
  kQuits,      // nothing behind it is read
};

struct Command {
  absl::string_view name;
  Effect effect;
};

// Commands that are not listed have Effect::kNone.
constexpr Command kCommands[] = {
    {"g", Effect::kSends},       {"gx", Effect::kSends},          {"gset", Effect::kSends},          {"gdesc", Effect::kSends},
    {"crosstabview", Effect::kSends}, {"watch", Effect::kSends},  {"gexec", Effect::kExecutes},      {"i", Effect::kIncludes},
    {"ir", Effect::kIncludes},   {"include", Effect::kIncludes},  {"include_relative", Effect::kIncludes}, {"if", Effect::kBranches},
    {"elif", Effect::kBranches}, {"else", Effect::kBranches},     {"q", Effect::kQuits},             {"quit", Effect::kQuits},
};

Effect EffectOf(absl::string_view name) {
  for (const Command& command : kCommands) {
    if (command.name == name) return command.effect;
  }
  return Effect::kNone;
}

void Blank(std::string& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

size_t LineEnd(absl::string_view text, size_t offset) {
  size_t end = text.find('\n', offset);
  return end == absl::string_view::npos ? text.size() : end;
}

// Where the data that follows a COPY … FROM stdin ends: behind the line "\.", or at the end of the text.
size_t EndOfCopyData(absl::string_view text, size_t offset) {
  while (offset < text.size()) {
    size_t end = LineEnd(text, offset);
    absl::string_view line = text.substr(offset, end - offset);
    if (absl::EndsWith(line, "\r")) line.remove_suffix(1);
    offset = end + 1;
    if (line == "\\.") return std::min(offset, text.size());
  }
  return text.size();
}

class ScriptReader {
 public:
  ScriptReader(absl::string_view text, int32_t file, std::vector<Diagnostic>& diagnostics) : text_(text), out_(text), file_(file), diagnostics_(diagnostics) {}

  std::string Read() {
    for (size_t i = 0; i < text_.size();) i = Step(i);
    return std::move(out_);
  }

 private:
  // Reads one lexeme, meta-command or data block. Returns where the next one starts.
  size_t Step(size_t i) {
    if (text_[i] == '\\') return MetaCommand(i);
    LexemeAt lexeme = NextLexeme(text_, i);
    absl::string_view word = text_.substr(i, lexeme.end - i);
    if (lexeme.kind == Lexeme::kWord) {
      if (words_ == 0) copy_ = IsKeyword(word, "copy");
      if (IsKeyword(word, "stdin")) stdin_ = IsKeyword(last_word_, "from");
      last_word_ = word;
      ++words_;
    }
    if (lexeme.kind != Lexeme::kSymbol || word != ";") return lexeme.end;
    bool data_follows = copy_ && stdin_;
    StartStatement();
    if (!data_follows) return lexeme.end;
    size_t begin = LineEnd(text_, lexeme.end);
    if (begin < text_.size()) ++begin;
    size_t end = EndOfCopyData(text_, begin);
    Blank(out_, begin, end);
    return end;
  }

  size_t MetaCommand(size_t begin) {
    size_t name_end = begin + 1;
    while (name_end < text_.size() && ((text_[name_end] >= 'a' && text_[name_end] <= 'z') || text_[name_end] == '_')) ++name_end;
    size_t end = LineEnd(text_, begin);
    SourceSpan span{file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin)};
    Effect effect = EffectOf(text_.substr(begin + 1, name_end - begin - 1));
    absl::string_view command = text_.substr(begin, name_end - begin);
    Blank(out_, begin, end);
    switch (effect) {
      case Effect::kNone: break;
      case Effect::kSends: Send(begin); break;
      case Effect::kExecutes:
        Send(begin);
        Report(Severity::kWarning, "W0302", span, absl::StrCat(command, " runs what only a server can compute"), "state the objects that it makes");
        break;
      case Effect::kIncludes:
        Report(Severity::kWarning, "W0306", span, absl::StrCat(command, " is not followed"), "name the included file as a source of its own");
        break;
      case Effect::kBranches:
        Report(Severity::kWarning, "W0306", span, absl::StrCat(command, " is not evaluated: all branches are read"), "");
        break;
      case Effect::kQuits: Blank(out_, begin, text_.size()); return text_.size();
    }
    return end;
  }

  void Send(size_t at) {
    out_[at] = ';';
    StartStatement();
  }

  void StartStatement() {
    words_ = 0;
    copy_ = stdin_ = false;
    last_word_ = {};
  }

  void Report(Severity severity, const char* code, const SourceSpan& span, std::string message, std::string hint) {
    diagnostics_.push_back({severity, code, span, std::move(message), std::move(hint)});
  }

  absl::string_view text_;
  std::string out_;
  int32_t file_;
  std::vector<Diagnostic>& diagnostics_;
  // Of the statement being read.
  int words_ = 0;
  bool copy_ = false;
  bool stdin_ = false;
  absl::string_view last_word_;
};

}  // namespace

std::optional<std::string> BlankPsqlCommands(absl::string_view text, int32_t file, std::vector<Diagnostic>& diagnostics) {
  if (!absl::StrContains(text, '\\')) return std::nullopt;
  return ScriptReader(text, file, diagnostics).Read();
}

}  // namespace compiler
