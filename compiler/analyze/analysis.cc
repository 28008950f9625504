#include "compiler/analyze/analysis.h"

#include <algorithm>

namespace compiler::analyze {

schema::SourceSpan Analysis::Span(int location, size_t length) const {
  schema::SourceSpan span = context.base;
  if (!span.known() || location < 0 || span.length != 0) return span;
  span.offset += static_cast<uint32_t>(location);
  span.length = static_cast<uint32_t>(length);
  return span;
}

Value Analysis::Make(Op op, TypeId type, std::string text, std::vector<Value> children, int location) const {
  auto node = std::make_shared<schema::Node>();
  node->op = op;
  if (type != kNoType) node->type = catalog.Ref(type);
  node->text = std::move(text);
  node->children.reserve(children.size());
  for (Value& child : children) node->children.push_back(std::move(child.node));
  return {std::move(node), type, -1, location};
}

Value Analysis::Constant(TypeId type, std::string text, int location) const { return Make(Op::kConst, type, std::move(text), {}, location); }

Value Analysis::NullConstant(TypeId type, int location) const {
  Value value = Constant(type, "", location);
  value.node->flags |= schema::Node::kFlagNull;
  return value;
}

int32_t CommonTypmod(absl::Span<const Value> values) {
  if (values.empty()) return -1;
  bool same = std::all_of(values.begin(), values.end(), [&](const Value& v) { return v.type == values[0].type && v.typmod == values[0].typmod; });
  return same ? values[0].typmod : -1;
}

}  // namespace compiler::analyze
