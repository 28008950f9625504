// Text to raw parse trees: the only file that calls libpg_query's parser and owns its memory.
//
//   ParseMemory memory;
//   ParseFile(0, text, 0, 180000, memory, diagnostics, [&](const ParsedStatement& s) { … s.node …; return true; });
//
// A file is parsed in pieces of some 64 KB, whose trees are given back after use: the memory stays small and in the cache, which makes this
// several times faster than one parse of the whole. What must live longer is copied with ParseMemory::Keep.
// After a syntax error the other statements are still parsed, so that one run reports them all (E0101).
#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "schema/support/diagnostic.h"
#include "schema/support/source.h"

struct Node;  // of libpg_query (nodes.h)

namespace compiler {

// Owns everything the parser allocates on this thread. One at a time per thread; current while it lives, so that nodes can be made.
class ParseMemory {
 public:
  ParseMemory();
  ~ParseMemory();
  ParseMemory(const ParseMemory&) = delete;
  ParseMemory& operator=(const ParseMemory&) = delete;

  // A copy that lives as long as this. Null when the tree is too deep to be copied.
  ::Node* Keep(const ::Node* node);
  template <typename T>
  T* KeepAs(const T* node) { return reinterpret_cast<T*>(Keep(reinterpret_cast<const ::Node*>(node))); }
  // Makes the memory of this object current while `make` runs, so that nodes made there live as long as this.
  void WithLasting(absl::FunctionRef<void()> make);
  // Runs `work` with memory of its own, which is given back at its end. Not while a file is being parsed.
  void WithScratch(absl::FunctionRef<void()> work);

 private:
  friend class PieceMemory;
  void* lasting_;  // MemoryContext
  void* piece_;    // MemoryContext, emptied after each piece
};

struct ParsedStatement {
  const ::Node* node = nullptr;
  schema::SourceSpan base;  // where byte 0 of the parsed text stands: node locations are relative to it
  schema::SourceSpan span;  // the statement
};

// Words that PostgreSQL 18's grammar keeps for itself and that an older server takes as names (json as a function's name) are read as names for such
// a server, where the statement is wrong otherwise.
// Parses `text`, which stands for the file's text byte by byte, from byte `begin` on (where a statement begins), and calls visit for each statement in
// order, until it returns false. Trees live until the piece is done.
void ParseFile(int32_t file, absl::string_view text, size_t begin, int server_version, ParseMemory& memory, std::vector<schema::Diagnostic>& diagnostics,
               absl::FunctionRef<bool(const ParsedStatement&)> visit);

// An error (E0101) at the first byte that is no valid UTF-8, or NUL; ok otherwise. The scanner does not look.
absl::Status CheckEncoding(int32_t file, absl::string_view text);

// Calls visit for the node and all below it, parents first; goes no deeper where visit returns false. Stops at nodes nested deeper than
// kMaxDepth. Follows raw_expression_tree_walker.
void WalkRaw(::Node* node, absl::FunctionRef<bool(::Node*)> visit);
inline constexpr int kMaxDepth = 2000;
// True when the tree is nested deeper than that: no expression written by a person, and a danger to every recursive function.
bool IsTooDeep(::Node* node);

}  // namespace compiler
