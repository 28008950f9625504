// OVER and WINDOW: transformWindowDefinitions, transformFrameOffset (parse_clause.c); GROUPING (parse_agg.c).
#include "compiler/analyze/coerce.h"
#include "compiler/analyze/query.h"

namespace compiler::analyze {
namespace {

// The frame as bits; whether it was spelled out, and with BETWEEN, makes no difference.
int FrameBits(int options) { return options & ~(FRAMEOPTION_NONDEFAULT | FRAMEOPTION_BETWEEN); }

const WindowDef* FindWindow(const Analysis& analysis, absl::string_view name) {
  for (const WindowDef* window : analysis.scope == nullptr ? std::vector<const WindowDef*>() : analysis.scope->windows) {
    if (window->name != nullptr && name == window->name) return window;
  }
  return nullptr;
}

// ROWS and GROUPS count; RANGE takes what is added to the values of the one ORDER BY column.
absl::StatusOr<Value> Offset(const Analysis& analysis, const ::Node* raw, int options, TypeId ordered) {
  ASSIGN_OR_RETURN(Value value, Analyze(analysis, raw));
  TypeId target = analysis.known.int8;
  if ((options & FRAMEOPTION_RANGE) != 0) {
    bool time = ordered == analysis.known.date || ordered == analysis.known.timestamp || ordered == analysis.known.timestamptz || ordered == analysis.known.time ||
                ordered == analysis.known.timetz;
    if (value.type != analysis.known.unknown) return value;
    target = time ? analysis.known.interval : ordered;
  }
  return CoerceToTarget(analysis, std::move(value), target, -1, Coercion::kAssignment, "the frame offset");
}

absl::StatusOr<Value> Partition(const Analysis& analysis, const WindowDef& raw) {
  ASSIGN_OR_RETURN(std::vector<Value> items, AnalyzeList(analysis, raw.partitionClause));
  for (Value& item : items) item = UnknownAsText(analysis, std::move(item));
  return ListOf(analysis, items.empty() ? "" : "partition", std::move(items));
}

absl::StatusOr<Value> Define(const Analysis& analysis, const WindowDef& raw, int depth) {
  // OVER w is the window itself; OVER (w …) takes its partition and order.
  const char* base_name = raw.name != nullptr ? raw.name : raw.refname;
  const WindowDef* base = base_name == nullptr ? nullptr : FindWindow(analysis, base_name);
  if (base_name != nullptr && (base == nullptr || depth > 100)) return analysis.Error(raw.location, "E0107", "window \"", base_name, "\" does not exist");
  WindowDef definition;  // the base by what it says alone
  if (base != nullptr) {
    definition = *base;
    definition.name = nullptr;
  }
  if (raw.name != nullptr) return Define(analysis, definition, depth + 1);
  std::vector<Value> parts;
  ASSIGN_OR_RETURN(Value partition, Partition(analysis, raw));
  ASSIGN_OR_RETURN(Value order, AnalyzeSortList(analysis, raw.orderClause, "order"));
  if (base != nullptr) {
    ASSIGN_OR_RETURN(Value whole, Define(analysis, definition, depth + 1));
    for (const schema::NodePtr& part : whole.node->children) {
      if (part->text == "partition") partition.node = std::make_shared<schema::Node>(*part);
      if (part->text == "order" && order.node->text.empty()) order.node = std::make_shared<schema::Node>(*part);
    }
  }
  TypeId ordered = analysis.known.unknown;
  if (!order.node->children.empty()) ordered = analysis.catalog.Id(order.node->children[0]->children[0]->type);
  if (!partition.node->text.empty()) parts.push_back(std::move(partition));
  if (!order.node->text.empty()) parts.push_back(std::move(order));
  for (const ::Node* offset : {raw.startOffset, raw.endOffset}) {
    if (offset == nullptr) continue;
    ASSIGN_OR_RETURN(Value value, Offset(analysis, offset, raw.frameOptions, ordered));
    parts.push_back(std::move(value));
  }
  return ListOf(analysis, absl::StrCat("window ", FrameBits(raw.frameOptions)), std::move(parts));
}

}  // namespace

absl::StatusOr<Value> AnalyzeWindow(const Analysis& analysis, const WindowDef& raw) { return Define(analysis, raw, 0); }

absl::StatusOr<Value> AnalyzeGrouping(const Analysis& analysis, const GroupingFunc& raw) {
  ASSIGN_OR_RETURN(std::vector<Value> arguments, AnalyzeList(analysis, raw.args));
  return analysis.Make(Op::kGrouping, analysis.known.int4, "", std::move(arguments), raw.location);
}

}  // namespace compiler::analyze
