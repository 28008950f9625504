#include "compiler/kinds/signature.h"

#include "absl/strings/str_join.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {

absl::StatusOr<std::string> TypeText(Context& context, const ::TypeName& name) {
  ::TypeName plain = name;
  plain.setof = false;
  if (plain.pct_type) return WrittenName(plain.names) + "%TYPE";
  absl::StatusOr<schema::TypeRef> type = ResolveType(context, plain);
  if (type.ok()) {
    type->typmod = -1;  // functions do not keep it
    return schema::FormatType(*type);
  }
  if (MissingToken(type.status()).has_value()) return type.status();
  return WrittenName(plain.names) + (plain.arrayBounds == nullptr ? "" : "[]");
}

absl::StatusOr<std::string> TypeList(Context& context, const List* types) {
  std::vector<std::string> texts;
  for (int i = 0; i < list_length(types); ++i) {
    const ::Node* node = NodeAt(types, i);
    if (node == nullptr) {
      texts.emplace_back("NONE");
      continue;
    }
    ASSIGN_OR_RETURN(std::string text, TypeText(context, As<::TypeName>(*node)));
    texts.push_back(std::move(text));
  }
  return absl::StrJoin(texts, ", ");
}

}  // namespace compiler
