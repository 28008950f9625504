#include "compiler/analyze/choose.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

// One function with its arguments spread to those of the call: an element of FuncnameGetCandidates's list.
struct Candidate {
  const BuiltinFunction* function;
  const OwnFunction* own;
  int place;  // on the path: 0 comes first
  std::vector<TypeId> declared;
  std::vector<int> order;
  bool variadic_expanded = false;
  int defaults_used = 0;
};

// A function before it is spread.
struct Row {
  const BuiltinFunction* function;
  const OwnFunction* own;
  int place;
  absl::Span<const TypeId> parameters;

  std::vector<absl::string_view> Names() const {
    if (own != nullptr) return own->argument_names;
    if (function->argument_names.empty()) return {};
    return absl::StrSplit(function->argument_names, ',');
  }
};

// What one argument of a VARIADIC parameter is.
TypeId VariadicElement(const Analysis& analysis, TypeId parameter) {
  const KnownTypes& known = analysis.known;
  if (parameter == known.any) return known.any;
  if (parameter == known.anyarray) return known.anyelement;
  if (parameter == known.anycompatiblearray) return known.anycompatible;
  return Builtins::ElementOf(parameter);
}

// MatchNamedCall: where each parameter takes its argument from. False: a name that the function does not have, or a parameter without a value.
bool MatchNames(const Row& row, const FunctionCall& call, std::vector<int>& order) {
  const BuiltinFunction& function = *row.function;
  std::vector<absl::string_view> names = row.Names();
  if (names.empty()) return false;
  int count = function.argument_count;
  int positional = static_cast<int>(call.arguments.size() - call.argument_names.size());
  order.assign(count, -1);
  if (static_cast<int>(call.arguments.size()) > count) return false;
  for (int i = 0; i < positional; ++i) order[i] = i;
  for (size_t i = 0; i < call.argument_names.size(); ++i) {
    auto it = std::find(names.begin(), names.end(), call.argument_names[i]);
    if (it == names.end()) return false;
    int& slot = order[it - names.begin()];
    if (slot >= 0) return false;
    slot = positional + static_cast<int>(i);
  }
  for (int i = 0; i < count; ++i) {
    if (order[i] < 0 && i < count - function.default_count) return false;
  }
  return true;
}

std::optional<Candidate> Spread(const Analysis& analysis, const Row& row, const FunctionCall& call) {
  const BuiltinFunction& function = *row.function;
  absl::Span<const TypeId> parameters = row.parameters;
  int given = static_cast<int>(call.arguments.size());
  int count = function.argument_count;
  Candidate candidate{&function, row.own, row.place, {}, {}, false, 0};
  if (!call.argument_names.empty()) {
    if (!MatchNames(row, call, candidate.order)) return std::nullopt;
    candidate.declared.assign(parameters.begin(), parameters.end());
    candidate.defaults_used = count - given;
    return candidate;
  }
  bool expand = function.variadic && !call.variadic && count <= given;
  if (call.variadic && !function.variadic) return std::nullopt;
  if (count > given && given + function.default_count < count) return std::nullopt;
  if (count < given && !expand) return std::nullopt;
  candidate.declared.assign(parameters.begin(), parameters.end());
  if (expand) {
    TypeId element = VariadicElement(analysis, parameters[count - 1]);
    candidate.declared.resize(count - 1);
    candidate.declared.resize(given, element);
    candidate.variadic_expanded = element != analysis.known.any;
  }
  for (int i = 0; i < static_cast<int>(candidate.declared.size()); ++i) candidate.order.push_back(i < given ? i : -1);
  candidate.defaults_used = std::max(0, count - given);
  return candidate;
}

// Of two candidates that take the same types, the one earlier on the path wins; in one schema the one spelled out over VARIADIC, and the one with
// fewer defaults.
bool IsBetter(const Candidate& a, const Candidate& b) {
  if (a.place != b.place) return a.place < b.place;
  if (a.variadic_expanded != b.variadic_expanded) return !a.variadic_expanded;
  return a.defaults_used < b.defaults_used;
}

// The declared types in the order of the call's arguments, without those of defaults.
std::vector<TypeId> InCallOrder(const Candidate& candidate, size_t given) {
  std::vector<TypeId> types(given, kNoType);
  for (size_t i = 0; i < candidate.order.size(); ++i) {
    if (candidate.order[i] >= 0) types[candidate.order[i]] = candidate.declared[i];
  }
  return types;
}

struct Gathered {
  std::vector<Candidate> candidates;
  std::vector<std::vector<TypeId>> types;  // of each, in the order of the call
};

// Everything of this name that the call can see.
std::vector<Row> RowsOf(const Analysis& analysis, const FunctionCall& call) {
  std::vector<Row> rows;
  std::vector<absl::string_view> path = analysis.catalog.LookupPath(call.schema);
  auto place_of = [&](absl::string_view schema) { return static_cast<int>(std::find(path.begin(), path.end(), schema) - path.begin()); };
  for (const BuiltinFunction& function : analysis.builtins.Functions(call.name)) {
    if (!IsVisible(analysis, function.extension, call.schema)) continue;
    int place = place_of(function.extension.empty() ? absl::string_view("pg_catalog") : *analysis.catalog.ExtensionSchema(function.extension));
    rows.push_back({&function, nullptr, place, analysis.builtins.Arguments(function)});
  }
  for (absl::string_view schema : path) {
    for (const OwnFunction& own : analysis.catalog.OwnFunctions(schema, call.name)) {
      if (own.row.kind != 'p') rows.push_back({&own.row, &own, place_of(schema), own.arguments});
    }
  }
  return rows;
}

Gathered Gather(const Analysis& analysis, const FunctionCall& call) {
  Gathered gathered;
  for (const Row& row : RowsOf(analysis, call)) {
    std::optional<Candidate> candidate = Spread(analysis, row, call);
    if (!candidate.has_value()) continue;
    std::vector<TypeId> types = InCallOrder(*candidate, call.arguments.size());
    auto same = std::find(gathered.types.begin(), gathered.types.end(), types);
    if (same == gathered.types.end()) {
      gathered.candidates.push_back(*std::move(candidate));
      gathered.types.push_back(std::move(types));
    } else if (Candidate& other = gathered.candidates[same - gathered.types.begin()]; IsBetter(*candidate, other)) {
      other = *std::move(candidate);
    }
  }
  return gathered;
}

// The type that the name of a call stands for.
TypeId TypeOfName(const Analysis& analysis, const FunctionCall& call) {
  auto& cache = analysis.catalog.conversion_cache();
  std::string path = absl::StrCat(call.schema, absl::string_view("\0", 1), call.name);
  if (auto it = cache.find(path); it != cache.end()) return it->second;
  std::vector<std::string> name;
  if (!call.schema.empty()) name.push_back(call.schema);
  name.push_back(call.name);
  std::optional<TypeInfo> info = analysis.catalog.FindType(name);
  TypeId type = !info.has_value() || info->shape == TypeInfo::Shape::kComposite ? kNoType : analysis.catalog.Id(info->type);
  return cache.emplace(std::move(path), type).first->second;
}

// FuncNameAsType and the rules around it in func_get_detail: f(x) is x::f when f is a type and the conversion is free or through text.
TypeId AsConversion(const Analysis& analysis, const FunctionCall& call) {
  if (call.arguments.size() != 1 || !call.argument_names.empty()) return kNoType;
  TypeId target = TypeOfName(analysis, call);
  if (target == kNoType) return kNoType;
  TypeId source = call.arguments[0];
  if (source == analysis.known.unknown) return target;
  switch (FindConversion(analysis, source, target, Coercion::kExplicit).pathway) {
    case Pathway::kRelabel: return target;
    case Pathway::kInputOutput: {
      bool row = source == analysis.known.record || analysis.catalog.Facts(source).shape == TypeInfo::Shape::kComposite;
      return row && analysis.catalog.Facts(target).category == 'S' ? kNoType : target;
    }
    default: return kNoType;
  }
}

// The steps of func_select_candidate, each over what is left of the candidates (indexes into `all`).
class Selection {
 public:
  Selection(const Analysis& analysis, absl::Span<const TypeId> actual, absl::Span<const std::vector<TypeId>> all, std::vector<int> left)
      : analysis_(analysis), all_(all), left_(std::move(left)) {
    for (TypeId type : actual) {
      bool unknown = type == analysis.known.unknown;
      base_.push_back(unknown ? type : BaseType(analysis, type));
      category_.push_back(unknown ? '\0' : analysis.catalog.Facts(base_.back()).category);
      unknowns_ += unknown;
    }
  }

  int Select() {
    KeepMost([&](size_t i, TypeId type) { return type == base_[i]; });
    if (left_.size() == 1) return left_[0];
    KeepMost([&](size_t i, TypeId type) { return type == base_[i] || IsPreferred(category_[i], type); });
    if (left_.size() == 1) return left_[0];
    if (unknowns_ == 0) return kAmbiguous;
    KeepByUnknownCategories();
    if (left_.size() == 1) return left_[0];
    return AssumeKnownTypeForUnknowns();
  }

 private:
  bool IsPreferred(char category, TypeId type) const {
    TypeFacts facts = analysis_.catalog.Facts(type);
    return facts.preferred && facts.category == category;
  }

  // Keeps the candidates with the most arguments, of those with a known type, that `matches`.
  template <typename Matches>
  void KeepMost(Matches matches) {
    size_t best = 0;
    std::vector<int> kept;
    for (int index : left_) {
      size_t count = 0;
      for (size_t i = 0; i < base_.size(); ++i) count += base_[i] != analysis_.known.unknown && matches(i, all_[index][i]);
      if (count > best || kept.empty()) {
        if (count > best) kept.clear();
        best = std::max(best, count);
        kept.push_back(index);
      } else if (count == best) {
        kept.push_back(index);
      }
    }
    left_ = std::move(kept);
  }

  // The category that an untyped literal at this place must have had: string wins; else all candidates must agree. '\0': they do not.
  char CategoryOfUnknown(size_t i, bool& has_preferred) const {
    char category = '\0';
    bool conflict = false;
    has_preferred = false;
    for (int index : left_) {
      TypeFacts facts = analysis_.catalog.Facts(all_[index][i]);
      if (category == '\0') {
        category = facts.category;
        has_preferred = facts.preferred;
      } else if (facts.category == category) {
        has_preferred = has_preferred || facts.preferred;
      } else if (facts.category == 'S') {
        category = 'S';
        has_preferred = facts.preferred;
      } else {
        conflict = true;
      }
    }
    return conflict && category != 'S' ? '\0' : category;
  }

  void KeepByUnknownCategories() {
    std::vector<bool> prefer(base_.size(), false);
    for (size_t i = 0; i < base_.size(); ++i) {
      if (base_[i] != analysis_.known.unknown) continue;
      bool has_preferred = false;
      category_[i] = CategoryOfUnknown(i, has_preferred);
      if (category_[i] == '\0') return;
      prefer[i] = has_preferred;
    }
    std::vector<int> kept;
    for (int index : left_) {
      bool keep = true;
      for (size_t i = 0; keep && i < base_.size(); ++i) {
        if (base_[i] != analysis_.known.unknown) continue;
        TypeFacts facts = analysis_.catalog.Facts(all_[index][i]);
        keep = facts.category == category_[i] && (!prefer[i] || facts.preferred);
      }
      if (keep) kept.push_back(index);
    }
    if (!kept.empty()) left_ = std::move(kept);
  }

  // The last rule: if all known arguments are of one type, the untyped literals are taken to be of that type too.
  int AssumeKnownTypeForUnknowns() {
    TypeId known = kNoType;
    for (TypeId type : base_) {
      if (type == analysis_.known.unknown) continue;
      if (known != kNoType && type != known) return kAmbiguous;
      known = type;
    }
    if (known == kNoType) return kAmbiguous;
    std::vector<TypeId> assumed(base_.size(), known);
    int found = kAmbiguous;
    for (int index : left_) {
      if (!CanCoerceAll(analysis_, assumed, all_[index], Coercion::kImplicit)) continue;
      if (found != kAmbiguous) return kAmbiguous;
      found = index;
    }
    return found;
  }

  const Analysis& analysis_;
  absl::Span<const std::vector<TypeId>> all_;
  std::vector<int> left_;
  std::vector<TypeId> base_;
  std::vector<char> category_;
  size_t unknowns_ = 0;
};

}  // namespace

bool IsVisible(const Analysis& analysis, absl::string_view extension, absl::string_view qualifier) {
  if (extension.empty()) return qualifier.empty() || qualifier == "pg_catalog";
  const std::string* schema = analysis.catalog.ExtensionSchema(extension);
  if (schema == nullptr) return false;
  return qualifier.empty() ? analysis.catalog.IsOnPath(*schema) : qualifier == *schema;
}

int ChooseCandidate(const Analysis& analysis, absl::Span<const TypeId> actual, absl::Span<const std::vector<TypeId>> candidates) {
  std::vector<int> fitting;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (CanCoerceAll(analysis, actual, candidates[i], Coercion::kImplicit)) fitting.push_back(static_cast<int>(i));
  }
  if (fitting.empty()) return kNoCandidate;
  if (fitting.size() == 1) return fitting[0];
  return Selection(analysis, actual, candidates, std::move(fitting)).Select();
}

FunctionChoice ChooseFunction(const Analysis& analysis, const FunctionCall& call) {
  Gathered gathered = Gather(analysis, call);
  auto exact = std::find(gathered.types.begin(), gathered.types.end(), call.arguments);
  int chosen = exact != gathered.types.end() ? static_cast<int>(exact - gathered.types.begin()) : kNoCandidate;
  FunctionChoice choice;
  if (chosen < 0) {
    choice.target = AsConversion(analysis, call);
    if (choice.target != kNoType) {
      choice.outcome = FunctionChoice::Outcome::kConversion;
      return choice;
    }
    chosen = ChooseCandidate(analysis, call.arguments, gathered.types);
  }
  if (chosen == kNoCandidate) return choice;
  if (chosen == kAmbiguous) {
    choice.outcome = FunctionChoice::Outcome::kAmbiguous;
    return choice;
  }
  Candidate& best = gathered.candidates[chosen];
  choice.outcome = FunctionChoice::Outcome::kFunction;
  choice.function = best.function;
  choice.own = best.own;
  choice.declared = std::move(best.declared);
  choice.order = std::move(best.order);
  choice.variadic_expanded = best.variadic_expanded;
  return choice;
}

namespace {

// All operators of a name: PostgreSQL's and the extensions', and the schema's own.
struct Operators {
  absl::Span<const BuiltinOperator> rows;
  absl::Span<const CatalogView::OwnOperator> own;
};

const BuiltinOperator* FindExact(const Analysis& analysis, const Operators& operators, absl::string_view qualifier, TypeId left, TypeId right) {
  const BuiltinOperator* found = nullptr;
  for (const BuiltinOperator& row : operators.rows) {
    if (row.left != left || row.right != right || !IsVisible(analysis, row.extension, qualifier)) continue;
    if (found == nullptr || row.extension.empty()) found = &row;
  }
  for (const CatalogView::OwnOperator& own : operators.own) {
    if (found == nullptr && own.row.left == left && own.row.right == right) found = &own.row;
  }
  return found;
}

// binary_oper_exact: an untyped side is taken to be of the other side's type, and then of what that type, a domain, is over.
const BuiltinOperator* FindBinaryExact(const Analysis& analysis, const Operators& rows, absl::string_view qualifier, TypeId left, TypeId right) {
  bool was_unknown = false;
  const TypeId unknown = analysis.known.unknown;
  if (left == unknown && right != unknown) {
    left = right;
    was_unknown = true;
  } else if (right == unknown && left != unknown) {
    right = left;
    was_unknown = true;
  }
  if (const BuiltinOperator* row = FindExact(analysis, rows, qualifier, left, right); row != nullptr) return row;
  if (!was_unknown) return nullptr;
  TypeId base = BaseType(analysis, left);
  return base == left ? nullptr : FindExact(analysis, rows, qualifier, base, base);
}

const BuiltinOperator* LookUpOperator(const Analysis& analysis, const OperatorName& name, TypeId left, TypeId right, bool* ambiguous) {
  const Operators rows{analysis.builtins.Operators(name.name), analysis.catalog.OwnOperators(name.schema, name.name)};
  bool prefix = left == kNoType;
  const BuiltinOperator* exact =
      prefix ? FindExact(analysis, rows, name.schema, kNoType, right) : FindBinaryExact(analysis, rows, name.schema, left, right);
  if (exact != nullptr) return exact;
  std::vector<const BuiltinOperator*> visible;
  std::vector<std::vector<TypeId>> types;
  auto add = [&](const BuiltinOperator& row) {
    if ((row.left == kNoType) != prefix) return;
    visible.push_back(&row);
    types.push_back(prefix ? std::vector<TypeId>{row.right} : std::vector<TypeId>{row.left, row.right});
  };
  for (const BuiltinOperator& row : rows.rows) {
    if (IsVisible(analysis, row.extension, name.schema)) add(row);
  }
  for (const CatalogView::OwnOperator& own : rows.own) add(own.row);
  std::vector<TypeId> actual = prefix ? std::vector<TypeId>{right} : std::vector<TypeId>{left, right};
  int chosen = ChooseCandidate(analysis, actual, types);
  *ambiguous = chosen == kAmbiguous;
  return chosen < 0 ? nullptr : visible[chosen];
}

}  // namespace

const BuiltinOperator* ChooseOperator(const Analysis& analysis, const OperatorName& name, TypeId left, TypeId right, bool* ambiguous) {
  // The answer depends on the view alone; PostgreSQL keeps the same cache (OprCacheEntry, parse_oper.c).
  CatalogView::OperatorLookup key{name.schema, name.name, left, right};
  auto& cache = analysis.catalog.operator_cache();
  if (auto it = cache.find(key); it != cache.end()) {
    *ambiguous = it->second.ambiguous;
    return it->second.row;
  }
  const BuiltinOperator* row = LookUpOperator(analysis, name, left, right, ambiguous);
  cache.emplace(std::move(key), CatalogView::OperatorAnswer{row, *ambiguous});
  return row;
}

}  // namespace compiler::analyze
