#include "compiler/analyze/polymorphic.h"

#include "compiler/analyze/coerce.h"

namespace compiler::analyze {
namespace {

using Shape = TypeInfo::Shape;

// What one family of polymorphic types (anyelement, … or anycompatible, …) is bound to so far.
struct Binding {
  TypeId element = kNoType;
  TypeId array = kNoType;
  TypeId range = kNoType;
  TypeId multirange = kNoType;
  std::vector<TypeId> candidates;  // of anycompatible: what the common type is of
  bool used = false;
  bool must_not_be_array = false;
  bool must_be_enum = false;
};

// Binds `slot` to `type`; false when it is bound to another one.
bool Bind(TypeId& slot, TypeId type) {
  if (slot != kNoType && slot != type) return false;
  slot = type;
  return true;
}

class Bindings {
 public:
  explicit Bindings(const Analysis& analysis) : analysis_(analysis), known_(analysis.known) {}

  // One argument. False: it does not go with those before.
  bool Add(TypeId actual, TypeId declared);
  // After all arguments. False: what is bound does not go together.
  bool Finish();
  // The concrete type of a declared one; kNoType when nothing determines it.
  TypeId Concrete(TypeId declared) const;
  bool IsCompatibleFamily(TypeId type) const {
    return type == known_.anycompatible || type == known_.anycompatiblearray || type == known_.anycompatiblenonarray || type == known_.anycompatiblerange ||
           type == known_.anycompatiblemultirange;
  }

 private:
  bool AddSimple(TypeId actual, TypeId declared);
  bool AddCompatible(TypeId actual, TypeId declared);
  bool FinishSimple();
  bool FinishCompatible();
  TypeFacts Facts(TypeId type) const { return analysis_.catalog.Facts(type); }

  const Analysis& analysis_;
  const KnownTypes& known_;
  Binding simple_;
  Binding compatible_;
};

bool Bindings::Add(TypeId actual, TypeId declared) {
  if (!IsPolymorphic(known_, declared)) return true;
  return IsCompatibleFamily(declared) ? AddCompatible(actual, declared) : AddSimple(actual, declared);
}

bool Bindings::AddSimple(TypeId actual, TypeId declared) {
  simple_.used = true;
  simple_.must_not_be_array = simple_.must_not_be_array || declared == known_.anynonarray;
  simple_.must_be_enum = simple_.must_be_enum || declared == known_.anyenum;
  if (actual == known_.unknown) return true;
  if (declared == known_.anyarray) {
    actual = BaseType(analysis_, actual);
    return (Builtins::IsArray(actual) || actual == known_.anyarray) && Bind(simple_.array, actual);
  }
  if (declared == known_.anyrange) {
    actual = BaseType(analysis_, actual);
    return Facts(actual).shape == Shape::kRange && Bind(simple_.range, actual);
  }
  if (declared == known_.anymultirange) {
    actual = BaseType(analysis_, actual);
    return Facts(actual).shape == Shape::kMultirange && Bind(simple_.multirange, actual);
  }
  return Bind(simple_.element, actual);
}

bool Bindings::AddCompatible(TypeId actual, TypeId declared) {
  compatible_.used = true;
  compatible_.must_not_be_array = compatible_.must_not_be_array || declared == known_.anycompatiblenonarray;
  if (actual == known_.unknown) return true;
  if (declared == known_.anycompatible || declared == known_.anycompatiblenonarray) {
    compatible_.candidates.push_back(actual);
    return true;
  }
  actual = BaseType(analysis_, actual);
  if (declared == known_.anycompatiblearray) {
    if (!Builtins::IsArray(actual)) return false;
    compatible_.candidates.push_back(Builtins::ElementOf(actual));
    return true;
  }
  TypeFacts facts = Facts(actual);
  if (declared == known_.anycompatiblerange) {
    if (facts.shape != Shape::kRange || !Bind(compatible_.range, actual)) return false;
    compatible_.candidates.push_back(facts.over);
    return true;
  }
  if (facts.shape != Shape::kMultirange || !Bind(compatible_.multirange, actual) || !Bind(compatible_.range, facts.over)) return false;
  compatible_.candidates.push_back(Facts(facts.over).over);
  return true;
}

bool Bindings::Finish() { return FinishSimple() && FinishCompatible(); }

bool Bindings::FinishSimple() {
  Binding& b = simple_;
  if (b.multirange != kNoType && !Bind(b.range, Facts(b.multirange).over)) return false;
  if (b.array != kNoType && b.array != known_.anyarray && !Bind(b.element, Builtins::ElementOf(b.array))) return false;
  if (b.range != kNoType && !Bind(b.element, Facts(b.range).over)) return false;
  if (b.element == kNoType) return true;  // all untyped literals so far: the choice may still fall on it
  if (b.must_not_be_array && Builtins::IsArray(b.element)) return false;
  return !b.must_be_enum || (!Builtins::IsArray(b.element) && Facts(b.element).shape == Shape::kEnum);
}

bool Bindings::FinishCompatible() {
  Binding& b = compatible_;
  if (!b.used) return true;
  if (b.candidates.empty()) {
    b.element = known_.text;
    return true;
  }
  b.element = TryCommonType(analysis_, b.candidates);
  if (b.element == kNoType) return false;
  if (b.must_not_be_array && Builtins::IsArray(b.element)) return false;
  if (b.range != kNoType && Facts(b.range).over != b.element) return false;
  for (TypeId type : b.candidates) {
    if (!CanCoerce(analysis_, type, b.element, Coercion::kImplicit)) return false;
  }
  return true;
}

TypeId Bindings::Concrete(TypeId declared) const {
  const Binding& b = IsCompatibleFamily(declared) ? compatible_ : simple_;
  if (declared == known_.anyarray || declared == known_.anycompatiblearray) {
    if (b.array != kNoType) return b.array;
    return b.element == kNoType || Builtins::IsArray(b.element) ? kNoType : Builtins::ArrayOf(b.element);
  }
  if (declared == known_.anyrange || declared == known_.anycompatiblerange) return b.range;
  if (declared == known_.anymultirange || declared == known_.anycompatiblemultirange) {
    if (b.multirange != kNoType) return b.multirange;
    return b.range == kNoType ? kNoType : analysis_.catalog.MultirangeOf(b.range);
  }
  return b.element;
}

}  // namespace

bool IsPolymorphic(const KnownTypes& known, TypeId type) {
  return type == known.anyelement || type == known.anyarray || type == known.anynonarray || type == known.anyenum || type == known.anyrange ||
         type == known.anymultirange || type == known.anycompatible || type == known.anycompatiblearray || type == known.anycompatiblenonarray ||
         type == known.anycompatiblerange || type == known.anycompatiblemultirange;
}

bool PolymorphicFits(const Analysis& analysis, absl::Span<const TypeId> actual, absl::Span<const TypeId> declared) {
  Bindings bindings(analysis);
  for (size_t i = 0; i < actual.size(); ++i) {
    if (!bindings.Add(actual[i], declared[i])) return false;
  }
  return bindings.Finish();
}

std::optional<Instance> Instantiate(const Analysis& analysis, absl::Span<const TypeId> actual, absl::Span<const TypeId> declared, TypeId result) {
  Instance instance{{declared.begin(), declared.end()}, result};
  Bindings bindings(analysis);
  bool any = IsPolymorphic(analysis.known, result);
  for (size_t i = 0; i < actual.size(); ++i) {
    if (!bindings.Add(actual[i], declared[i])) return std::nullopt;
    any = any || IsPolymorphic(analysis.known, declared[i]);
  }
  if (!any) return instance;
  if (!bindings.Finish()) return std::nullopt;
  for (size_t i = 0; i < actual.size(); ++i) {
    if (!IsPolymorphic(analysis.known, declared[i])) continue;
    // Arguments of the first family are taken as they are unless untyped; those of the second are coerced to the common type.
    if (actual[i] != analysis.known.unknown && !bindings.IsCompatibleFamily(declared[i])) continue;
    instance.arguments[i] = bindings.Concrete(declared[i]);
    if (instance.arguments[i] == kNoType) return std::nullopt;
  }
  if (IsPolymorphic(analysis.known, result)) {
    instance.result = bindings.Concrete(result);
    if (instance.result == kNoType) return std::nullopt;
  }
  return instance;
}

}  // namespace compiler::analyze
