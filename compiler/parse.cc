#include "compiler/parse.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "compiler/lexical.h"
#include "compiler/nodes.h"
#include "schema/support/ascii.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

using schema::Diagnostic;
using schema::ErrorAt;
using schema::Severity;
using schema::SourceSpan;

// Large enough to make the cost per call vanish, small enough that text and trees of a piece stay in the cache. Measured with 10,000 CREATE
// TABLE: 64 KB 62 ms, 256 KB 125 ms, all at once 120 to 390 ms.
constexpr size_t kPieceSize = 64 * 1024;
// Of a file's first piece, since the visitor may give the file up at its first statements.
constexpr size_t kFirstPieceSize = 2 * 1024;
// What the trees of a piece mostly need: the first block of a context, which is not given back between pieces.
constexpr size_t kPieceMemory = 2 * 1024 * 1024;

MemoryContext Context(void* context) { return static_cast<MemoryContext>(context); }

// A frame that PG_TRY may leave by longjmp holds plain C values only.
::Node* CopyOrNull(const ::Node* node, MemoryContext context) {
  void* volatile copy = nullptr;
  MemoryContext before = MemoryContextSwitchTo(context);
  PG_TRY();
  { copy = copyObjectImpl(node); }
  PG_CATCH();
  { FlushErrorState(); }
  PG_END_TRY();
  MemoryContextSwitchTo(before);
  return static_cast<::Node*>(copy);
}

// Byte offset of the character `position` (from 1) of the text.
size_t ByteOffset(absl::string_view text, int position) {
  size_t i = 0;
  for (int character = 1; i < text.size(); ++i) {
    bool starts_character = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (starts_character && character++ == position) break;
  }
  return i;
}

// Keywords that are no plain names any more, and the major version since which.
struct NewKeyword {
  absl::string_view word;
  int since;
};
constexpr NewKeyword kNewKeywords[] = {{"json_array", 16},  {"json_arrayagg", 16},  {"json_object", 16}, {"json_objectagg", 16}, {"system_user", 16},
                                       {"json", 17},        {"json_scalar", 17},    {"json_serialize", 17}, {"json_exists", 17}, {"json_query", 17},
                                       {"json_value", 17},  {"json_table", 17},     {"merge_action", 17}};

bool IsNewKeyword(absl::string_view word, int server_version) {
  return std::any_of(std::begin(kNewKeywords), std::end(kNewKeywords),
                     [&](const NewKeyword& keyword) { return server_version < keyword.since * 10000 && IsKeyword(word, keyword.word); });
}

struct Piece {
  List* statements = nullptr;
  bool failed = false;
  std::string message;
  int position = 0;  // of the error, in characters from 1; 0: unknown
};

class FileParser {
 public:
  FileParser(int32_t file, absl::string_view text, int server_version, MemoryContext piece, std::vector<Diagnostic>& diagnostics,
             absl::FunctionRef<bool(const ParsedStatement&)> visit)
      : file_(file), text_(text), server_version_(server_version), context_(piece), diagnostics_(diagnostics), visit_(visit) {}

  void Parse(size_t begin) {
    for (size_t size = kFirstPieceSize; begin < text_.size() && !stopped_; size = kPieceSize) {
      size_t end = GuessBoundary(begin, size);
      if (TryParse({begin, end})) {
        begin = end;
        continue;
      }
      begin = ParseExactly(begin);
    }
  }

 private:
  // A line that ends in a semicolon mostly ends a statement. Where it does not (in a string, comment, function body or rule), the piece ends
  // inside something open, which the parser always refuses: a wrong guess costs time, never meaning.
  size_t GuessBoundary(size_t begin, size_t size) const {
    if (text_.size() - begin <= size) return text_.size();
    size_t at = text_.substr(begin, size).rfind(";\n");
    if (at != absl::string_view::npos) return begin + at + 2;
    return size < kPieceSize ? GuessBoundary(begin, kPieceSize) : text_.size();
  }

  // Splits lexically, parses about one piece, and each statement by itself where that fails. Returns where to go on.
  size_t ParseExactly(size_t begin) {
    std::vector<TextRange> statements = SplitStatements(text_, begin, begin + kPieceSize, InnerSemicolons::kKeep);
    if (statements.empty()) return text_.size();
    size_t end = std::min(statements.back().end + 1, text_.size());
    if (TryParse({begin, end})) return end;
    for (const TextRange& statement : statements) {
      if (!stopped_) ParseStatement(statement);
    }
    return end;
  }

  // A parenthesis that is never closed makes the rest of a file one statement: then the semicolons in it are tried as ends too, and what parses
  // is taken. The first error is the one to report.
  void ParseStatement(const TextRange& range) {
    Piece piece;
    if (TryParse(range, &piece) || TryQuotingKeywords(range, piece)) return;
    Report(range, piece);
    std::vector<TextRange> parts = SplitStatements(text_.substr(0, range.end), range.begin, range.end, InnerSemicolons::kSplit);
    if (parts.size() < 2) return;
    size_t failed_at = range.begin + ByteOffset(text_.substr(range.begin, range.end - range.begin), piece.position);
    bool behind_error = false;
    for (const TextRange& part : parts) {
      Piece part_piece;
      if (TryParse(part, &part_piece)) {
        behind_error = true;
      } else if (behind_error && part.begin > failed_at) {
        Report(part, part_piece);
      }
    }
  }

  // A new keyword at the error, or right before it, is quoted, until the statement parses or none is left. Places behind a quoted word are a little
  // too far to the right.
  bool TryQuotingKeywords(const TextRange& range, Piece piece) {
    std::string text(text_.substr(range.begin, range.end - range.begin));
    for (int attempt = 0; attempt < 100 && piece.position > 0; ++attempt) {
      size_t at = ByteOffset(text, piece.position);
      TextRange word{text.size(), text.size()};
      for (size_t i = 0; i < text.size() && i <= at;) {
        LexemeAt lexeme = NextLexeme(text, i);
        if (lexeme.kind == Lexeme::kWord && IsNewKeyword(absl::string_view(text).substr(i, lexeme.end - i), server_version_)) word = {i, lexeme.end};
        else if (lexeme.kind > Lexeme::kComment && lexeme.end <= at) word = {text.size(), text.size()};
        i = lexeme.end;
      }
      if (word.begin == text.size()) return false;
      text.insert(word.end, "\"");
      text.insert(word.begin, "\"");
      if (TryParse(range, text, &piece)) return true;
    }
    return false;
  }

  bool TryParse(const TextRange& range, Piece* failure = nullptr) {
    return TryParse(range, text_.substr(range.begin, range.end - range.begin), failure);
  }

  // Parses `text`, which stands in the range.
  bool TryParse(const TextRange& range, absl::string_view text, Piece* failure) {
    MemoryContextReset(context_);
    buffer_.assign(text.data(), text.size());
    PgQueryInternalParsetreeAndError result = pg_query_raw_parse(buffer_.c_str(), PG_QUERY_PARSE_DEFAULT);
    free(result.stderr_buffer);
    if (result.error != nullptr) {
      if (failure != nullptr) {
        failure->message = result.error->message;
        failure->position = result.error->cursorpos;
      }
      pg_query_free_error(result.error);
      return false;
    }
    SourceSpan base{file_, static_cast<uint32_t>(range.begin), 0};
    for (int i = 0; i < list_length(result.tree) && !stopped_; ++i) {
      const RawStmt* raw = list_nth_node(RawStmt, result.tree, i);
      SourceSpan span = base;
      span.offset += raw->stmt_location;
      size_t rest = buffer_.size() - raw->stmt_location;
      absl::string_view statement = absl::string_view(buffer_).substr(raw->stmt_location, raw->stmt_len > 0 ? raw->stmt_len : rest);
      while (!statement.empty() && (statement.back() == ' ' || statement.back() == '\n')) statement.remove_suffix(1);
      span.length = static_cast<uint32_t>(statement.size());
      stopped_ = !visit_({raw->stmt, base, span});
    }
    return true;
  }

  void Report(const TextRange& range, const Piece& piece) {
    absl::string_view statement = text_.substr(range.begin, range.end - range.begin);
    size_t at = piece.position > 0 ? ByteOffset(statement, piece.position) : 0;
    if (piece.position == 0) {
      while (at < statement.size() && NextLexeme(statement, at).kind <= Lexeme::kComment) at = NextLexeme(statement, at).end;
    }
    size_t length = at < statement.size() ? NextLexeme(statement, at).end - at : 0;
    SourceSpan span{file_, static_cast<uint32_t>(range.begin + at), static_cast<uint32_t>(std::min<size_t>(length, 200))};
    diagnostics_.push_back({Severity::kError, "E0101", span, piece.message, ""});
  }

  int32_t file_;
  absl::string_view text_;
  int server_version_;
  MemoryContext context_;
  std::vector<Diagnostic>& diagnostics_;
  absl::FunctionRef<bool(const ParsedStatement&)> visit_;
  std::string buffer_;
  bool stopped_ = false;
};

struct Walk {
  absl::FunctionRef<bool(::Node*)>* visit;
  int depth;
  bool too_deep;
};

bool WalkStep(::Node* node, void* state) {
  Walk* walk = static_cast<Walk*>(state);
  if (node == nullptr) return false;
  if (walk->depth >= kMaxDepth) {
    walk->too_deep = true;
    return false;
  }
  if (!(*walk->visit)(node)) return false;
  ++walk->depth;
  // The walker of raw trees does not know RETURN.
  bool stop = IsA(node, ReturnStmt) ? WalkStep(reinterpret_cast<ReturnStmt*>(node)->returnval, state) : raw_expression_tree_walker_impl(node, WalkStep, state);
  --walk->depth;
  return stop;
}

}  // namespace

ParseMemory::ParseMemory() {
  lasting_ = pg_query_enter_memory_context();
  piece_ = AllocSetContextCreateInternal(Context(lasting_), "piece", kPieceMemory, kPieceMemory, ALLOCSET_DEFAULT_MAXSIZE);
}

ParseMemory::~ParseMemory() { pg_query_exit_memory_context(Context(lasting_)); }

::Node* ParseMemory::Keep(const ::Node* node) { return node == nullptr ? nullptr : CopyOrNull(node, Context(lasting_)); }

void ParseMemory::WithLasting(absl::FunctionRef<void()> make) {
  MemoryContext before = MemoryContextSwitchTo(Context(lasting_));
  make();
  MemoryContextSwitchTo(before);
}

void ParseMemory::WithScratch(absl::FunctionRef<void()> work) {
  MemoryContextSwitchTo(Context(piece_));
  work();
  MemoryContextSwitchTo(Context(lasting_));
  MemoryContextReset(Context(piece_));
}

// Makes the piece's memory current for the length of a parse.
class PieceMemory {
 public:
  explicit PieceMemory(ParseMemory& memory) : before_(MemoryContextSwitchTo(Context(memory.piece_))), piece_(Context(memory.piece_)) {}
  ~PieceMemory() {
    MemoryContextReset(piece_);
    MemoryContextSwitchTo(before_);
  }
  MemoryContext context() const { return piece_; }

 private:
  MemoryContext before_;
  MemoryContext piece_;
};

void ParseFile(int32_t file, absl::string_view text, size_t begin, int server_version, ParseMemory& memory, std::vector<Diagnostic>& diagnostics,
               absl::FunctionRef<bool(const ParsedStatement&)> visit) {
  PieceMemory piece(memory);
  FileParser(file, text, server_version, piece.context(), diagnostics, visit).Parse(begin);
}

absl::Status CheckEncoding(int32_t file, absl::string_view text) {
  for (size_t i = 0; i < text.size();) {
    i = schema::EndOfAscii(text, i);
    if (i == text.size()) break;
    unsigned char lead = static_cast<unsigned char>(text[i]);
    SourceSpan span{file, static_cast<uint32_t>(i), 1};
    if (lead == 0) return ErrorAt(span, "E0101", "the text holds a NUL byte");
    size_t length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0;
    bool valid = length > 0 && i + length <= text.size();
    for (size_t k = 1; valid && k < length; ++k) valid = (static_cast<unsigned char>(text[i + k]) & 0xC0) == 0x80;
    if (valid && length > 2) {  // no overlong forms, surrogates, or code points above 0x10FFFF
      unsigned char second = static_cast<unsigned char>(text[i + 1]);
      valid = !(lead == 0xE0 && second < 0xA0) && !(lead == 0xED && second >= 0xA0) && !(lead == 0xF0 && second < 0x90) && !(lead == 0xF4 && second >= 0x90);
    }
    if (!valid) return schema::WithHint(ErrorAt(span, "E0101", "the text is not valid UTF-8"), "store the file in UTF-8");
    i += length;
  }
  return absl::OkStatus();
}

void WalkRaw(::Node* node, absl::FunctionRef<bool(::Node*)> visit) {
  Walk walk{&visit, 0, false};
  WalkStep(node, &walk);
}

bool IsTooDeep(::Node* node) {
  auto go_on = [](::Node*) { return true; };
  absl::FunctionRef<bool(::Node*)> visit = go_on;
  Walk walk{&visit, 0, false};
  WalkStep(node, &walk);
  return walk.too_deep;
}

}  // namespace compiler
