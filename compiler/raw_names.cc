#include "compiler/raw_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "compiler/lexical.h"
#include "compiler/nodes.h"
#include "compiler/parse.h"
#include "schema/object_key.h"

namespace compiler {
namespace {

constexpr absl::string_view kSequenceFunctions[] = {"nextval", "currval", "setval"};

::Node* AsNode(void* cell) { return static_cast<::Node*>(cell); }

char* CopyText(absl::string_view text) {
  char* copy = static_cast<char*>(palloc(text.size() + 1));
  std::copy(text.begin(), text.end(), copy);
  copy[text.size()] = '\0';
  return copy;
}

A_Const* AsStringConstant(::Node* node) {
  if (node == nullptr || !IsA(node, A_Const)) return nullptr;
  auto* constant = reinterpret_cast<A_Const*>(node);
  return !constant->isnull && nodeTag(&constant->val.node) == T_String ? constant : nullptr;
}

bool IsNamed(const List* names, absl::string_view name) { return list_length(names) > 0 && LastString(names) == name; }

// The parts of a relation's name in a string, as stringToQualifiedNameList (regproc.c) reads them.
std::vector<std::string> SplitQualifiedName(absl::string_view text) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < text.size();) {
    LexemeAt lexeme = NextLexeme(text, i);
    absl::string_view word = text.substr(i, lexeme.end - i);
    i = lexeme.end;
    if (lexeme.kind == Lexeme::kWord) parts.push_back(absl::AsciiStrToLower(word));
    if (lexeme.kind != Lexeme::kQuoted || word.size() < 2) continue;
    std::string part;
    for (size_t k = 1; k + 1 < word.size(); ++k) {
      part += word[k];
      if (word[k] == '"') ++k;
    }
    parts.push_back(std::move(part));
  }
  if (parts.empty()) parts.emplace_back();
  return parts;
}

A_Const* RegclassConstant(::Node* node) {
  if (IsA(node, TypeCast)) {
    auto* cast = reinterpret_cast<TypeCast*>(node);
    return IsNamed(cast->typeName->names, "regclass") ? AsStringConstant(cast->arg) : nullptr;
  }
  if (!IsA(node, FuncCall)) return nullptr;
  auto* call = reinterpret_cast<FuncCall*>(node);
  if (list_length(call->args) == 0 || list_length(call->funcname) == 0) return nullptr;
  absl::string_view name = LastString(call->funcname);
  bool takes_sequence = std::find(std::begin(kSequenceFunctions), std::end(kSequenceFunctions), name) != std::end(kSequenceFunctions);
  return takes_sequence ? AsStringConstant(AsNode(linitial(call->args))) : nullptr;
}

void ForEachColumnRef(::Node* raw, absl::FunctionRef<void(ColumnRef&)> visit) {
  WalkRaw(raw, [&](::Node* node) {
    if (IsA(node, ColumnRef)) visit(*reinterpret_cast<ColumnRef*>(node));
    return true;
  });
}

// The String at `index` of the fields; null for "*".
String* FieldAt(const ColumnRef& ref, int index) {
  ::Node* field = AsNode(list_nth(ref.fields, index));
  return IsA(field, String) ? reinterpret_cast<String*>(field) : nullptr;
}

String* LastField(const ColumnRef& ref) { return FieldAt(ref, list_length(ref.fields) - 1); }

}  // namespace

std::vector<std::string> Strings(const List* list) {
  std::vector<std::string> strings;
  strings.reserve(list_length(list));
  for (int i = 0; i < list_length(list); ++i) strings.emplace_back(strVal(list_nth(list, i)));
  return strings;
}

absl::string_view LastString(const List* list) { return strVal(llast(list)); }

std::string WrittenName(const List* list) {
  std::string text;
  for (const std::string& part : Strings(list)) absl::StrAppend(&text, text.empty() ? "" : ".", part);
  return text;
}

std::string WrittenName(const RangeVar& name) {
  return name.schemaname == nullptr ? std::string(name.relname) : absl::StrCat(name.schemaname, ".", name.relname);
}

ObjectName::ObjectName(::TypeName* type) : type_(type), parts_(Strings(type->names)) {}

ObjectName::ObjectName(::FuncCall* call) : call_(call), parts_(Strings(call->funcname)) {}

ObjectName::ObjectName(::A_Const* text) : text_(text), parts_(SplitQualifiedName(text->val.sval.sval)) {}

ObjectName::ObjectName(::RangeVar* range) : range_(range) {
  if (range->schemaname != nullptr) parts_.emplace_back(range->schemaname);
  parts_.emplace_back(range->relname);
}

void ObjectName::Set(absl::string_view schema, absl::string_view name) {
  parts_ = {std::string(schema), std::string(name)};
  if (type_ != nullptr) {
    type_->names = MakeNames({schema, name});
    return;
  }
  if (call_ != nullptr) {
    call_->funcname = MakeNames({schema, name});
    return;
  }
  if (range_ != nullptr) {
    // Columns go on being called by the old name.
    if (range_->alias == nullptr && name != range_->relname) {
      range_->alias = makeNode(Alias);
      range_->alias->aliasname = range_->relname;
    }
    range_->schemaname = CopyText(schema);
    range_->relname = CopyText(name);
    return;
  }
  text_->val.sval.sval = CopyText(absl::StrCat(schema::QuoteIdentifier(schema), ".", schema::QuoteIdentifier(name)));
}

void ForEachObjectName(::Node* raw, absl::FunctionRef<void(ObjectName&)> visit) {
  WalkRaw(raw, [&](::Node* node) {
    if (A_Const* text = RegclassConstant(node); text != nullptr) {
      ObjectName name(text);
      visit(name);
    }
    if (IsA(node, RangeVar)) {
      ObjectName name(reinterpret_cast<RangeVar*>(node));
      visit(name);
    }
    if (IsA(node, FuncCall)) {
      ObjectName name(reinterpret_cast<FuncCall*>(node));
      visit(name);
    }
    if (IsA(node, TypeCast) && list_length(reinterpret_cast<TypeCast*>(node)->typeName->names) > 0) {
      ObjectName name(reinterpret_cast<TypeCast*>(node)->typeName);
      visit(name);
    }
    return true;
  });
}

std::vector<std::string> ColumnNames(::Node* raw) {
  std::vector<std::string> names;
  ForEachColumnRef(raw, [&](ColumnRef& ref) {
    String* field = LastField(ref);
    if (field != nullptr && std::find(names.begin(), names.end(), field->sval) == names.end()) names.emplace_back(field->sval);
  });
  return names;
}

bool MentionsColumn(::Node* raw, absl::string_view column) {
  bool found = false;
  ForEachColumnRef(raw, [&](ColumnRef& ref) {
    String* field = LastField(ref);
    found = found || (field != nullptr && column == field->sval);
  });
  return found;
}

void RenameColumnIn(::Node* raw, absl::string_view old_name, absl::string_view new_name) {
  ForEachColumnRef(raw, [&](ColumnRef& ref) {
    String* field = LastField(ref);
    if (field != nullptr && old_name == field->sval) field->sval = CopyText(new_name);
  });
}

void RenameTableIn(::Node* raw, absl::string_view old_name, absl::string_view new_schema, absl::string_view new_name) {
  ForEachColumnRef(raw, [&](ColumnRef& ref) {
    int count = list_length(ref.fields);
    if (count < 2) return;
    String* table = FieldAt(ref, count - 2);
    if (table == nullptr || old_name != table->sval) return;
    table->sval = CopyText(new_name);
    if (count >= 3) FieldAt(ref, count - 3)->sval = CopyText(new_schema);
  });
}

::Node* MakeString(absl::string_view text) {
  String* node = makeNode(String);
  node->sval = CopyText(text);
  return reinterpret_cast<::Node*>(node);
}

::List* MakeNames(absl::Span<const absl::string_view> names) {
  List* list = nullptr;
  for (absl::string_view name : names) list = lappend(list, MakeString(name));
  return list;
}

}  // namespace compiler
