// Names inside raw parse trees: reading lists of names, finding and rewriting the names that an expression mentions.
#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

struct A_Const;  // of libpg_query (nodes.h)
struct FuncCall;
struct List;
struct Node;
struct RangeVar;
struct TypeName;

namespace compiler {

// The strings of a list of String nodes: the parts of a qualified name, a list of column names.
std::vector<std::string> Strings(const ::List* list);
// The last part of a qualified name. REQUIRES: the list is not empty.
absl::string_view LastString(const ::List* list);
// "public.orders", as written, for messages.
std::string WrittenName(const ::List* list);
std::string WrittenName(const ::RangeVar& name);

// The name of a type, of a function, or of a relation in a string that becomes a regclass: nextval('public.orders_id_seq').
class ObjectName {
 public:
  explicit ObjectName(::TypeName* type);
  explicit ObjectName(::FuncCall* call);
  explicit ObjectName(::A_Const* text);
  explicit ObjectName(::RangeVar* range);
  // One or more parts, outermost first.
  const std::vector<std::string>& parts() const { return parts_; }
  bool is_type() const { return type_ != nullptr; }
  bool is_function() const { return call_ != nullptr; }
  // Puts another name into the tree. Allocates in the current memory context.
  void Set(absl::string_view schema, absl::string_view name);

 private:
  ::TypeName* type_ = nullptr;
  ::FuncCall* call_ = nullptr;
  ::A_Const* text_ = nullptr;
  ::RangeVar* range_ = nullptr;
  std::vector<std::string> parts_;
};

void ForEachObjectName(::Node* raw, absl::FunctionRef<void(ObjectName&)> visit);

// The columns that an expression names, each once, in order of appearance.
std::vector<std::string> ColumnNames(::Node* raw);
bool MentionsColumn(::Node* raw, absl::string_view column);
// Rewrites references to a column of the table that the expression belongs to.
void RenameColumnIn(::Node* raw, absl::string_view old_name, absl::string_view new_name);
// Rewrites the qualifiers of column references: orders.total, public.orders.total.
void RenameTableIn(::Node* raw, absl::string_view old_name, absl::string_view new_schema, absl::string_view new_name);

// Fresh nodes, in the current memory context.
::Node* MakeString(absl::string_view text);
::List* MakeNames(absl::Span<const absl::string_view> names);

}  // namespace compiler
