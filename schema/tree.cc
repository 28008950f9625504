#include "schema/tree.h"

#include "absl/strings/str_cat.h"
#include "schema/fields.h"
#include "schema/support/stable_hash.h"

namespace schema {

template <>
struct EnumNames<Op> {
  static constexpr const char* kNames[] = {
      "const",    "column", "param",    "call",      "operator", "scalar_array", "cast",      "and",   "or",    "not",    "is_null",  "is_bool",
      "distinct", "nullif", "case",     "coalesce",  "greatest", "least",        "array",     "row",   "row_compare",     "subscript", "field",
      "collate",  "sql_value", "aggregate", "window", "subquery", "xml",         "json",      "grouping", "change", "select", "target", "from", "join",
      "sort_by",  "common_table", "values", "set_operation", "list", "opaque"};
};
static_assert(std::size(EnumNames<Op>::kNames) == static_cast<size_t>(Op::kOpaque) + 1);

namespace {

void AddToHash(const Node& node, StableHash& hash) {
  hash.Add(static_cast<uint64_t>(node.op) | static_cast<uint64_t>(node.flags) << 8 | static_cast<uint64_t>(node.children.size()) << 40);
  hash.Add(node.type.schema);
  hash.Add(node.type.name);
  hash.Add(static_cast<uint64_t>(static_cast<uint32_t>(node.type.typmod)) << 1 | (node.type.array ? 1 : 0));
  hash.Add(node.object.path);
  hash.Add(static_cast<uint64_t>(node.object.kind));
  hash.Add(node.text);
  for (const NodePtr& child : node.children) AddToHash(*child, hash);
}

constexpr std::pair<Node::Flag, const char*> kFlagNames[] = {
    {Node::kFlagNull, "null"},         {Node::kFlagNot, "not"},     {Node::kFlagAll, "all"},
    {Node::kFlagDistinct, "distinct"}, {Node::kFlagVariadic, "variadic"}, {Node::kFlagStar, "star"},
    {Node::kFlagDescending, "desc"},   {Node::kFlagNullsFirst, "nulls_first"}, {Node::kFlagLateral, "lateral"},   {Node::kFlagVolatile, "volatile"}};

void AddToDump(const Node& node, std::string& out) {
  absl::StrAppend(&out, "(", EnumName(node.op));
  for (auto [flag, name] : kFlagNames) {
    if (node.Has(flag)) absl::StrAppend(&out, " ", name);
  }
  if (!node.text.empty()) absl::StrAppend(&out, " ", node.text);
  if (!node.object.empty()) absl::StrAppend(&out, " [", node.object.ToString(), "]");
  for (const NodePtr& child : node.children) {
    out += ' ';
    AddToDump(*child, out);
  }
  if (!node.type.empty()) absl::StrAppend(&out, " :: ", FormatType(node.type));
  out += ')';
}

}  // namespace

bool Equal(const Node& a, const Node& b) {
  if (a.op != b.op || a.flags != b.flags || a.children.size() != b.children.size()) return false;
  if (a.text != b.text || !(a.type == b.type) || !(a.object == b.object)) return false;
  for (size_t i = 0; i < a.children.size(); ++i) {
    if (a.children[i] != b.children[i] && !Equal(*a.children[i], *b.children[i])) return false;
  }
  return true;
}

uint64_t Hash(const Node& node) {
  StableHash hash;
  AddToHash(node, hash);
  return hash.Finish();
}

std::string Dump(const Node& node) {
  std::string out;
  AddToDump(node, out);
  return out;
}

void Walk(const Node& node, const std::function<void(const Node&)>& visit) {
  visit(node);
  for (const NodePtr& child : node.children) Walk(*child, visit);
}

NodePtr Rewrite(const NodePtr& node, const std::function<bool(Node&)>& edit) {
  Node copy = *node;
  bool changed = edit(copy);
  for (NodePtr& child : copy.children) {
    NodePtr rewritten = Rewrite(child, edit);
    changed = changed || rewritten != child;
    child = std::move(rewritten);
  }
  return changed ? std::make_shared<const Node>(std::move(copy)) : node;
}

}  // namespace schema
