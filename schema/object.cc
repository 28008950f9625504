#include "schema/object.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "schema/support/stable_hash.h"
#include "schema/visit_body.h"

namespace schema {
namespace {

// --- Fingerprints. Unequal ones only say that the fields must be compared: an owner that the second side does not state makes no difference (Compare).

template <typename T>
  requires(std::is_arithmetic_v<T> || std::is_enum_v<T>)
void AddValue(StableHash& hash, T value) { hash.Add(static_cast<uint64_t>(value)); }
void AddValue(StableHash& hash, const std::string& value) { hash.Add(absl::string_view(value)); }
void AddValue(StableHash& hash, const ObjectKey& key) {
  hash.Add(absl::string_view(key.path));
  hash.Add(static_cast<uint64_t>(key.kind));
}
void AddValue(StableHash& hash, const TypeRef& type) {
  hash.Add(absl::string_view(type.schema));
  hash.Add(absl::string_view(type.name));
  hash.Add(static_cast<uint64_t>(static_cast<uint32_t>(type.typmod)) << 1 | (type.array ? 1 : 0));
}
void AddValue(StableHash& hash, const CollationName& collation) {
  hash.Add(absl::string_view(collation.schema));
  hash.Add(absl::string_view(collation.name));
}
void AddValue(StableHash& hash, const Expr& expr) {
  if (expr.tree == nullptr) hash.Add(absl::string_view(expr.sql));
  else hash.Add(expr.fingerprint);
}
template <HasFields T>
void AddValue(StableHash& hash, const T& value);
template <typename T>
void AddValue(StableHash& hash, const std::optional<T>& value);
template <typename T>
void AddValue(StableHash& hash, const Rare<T>& value);
template <typename T>
void AddValue(StableHash& hash, const std::vector<T>& values) {
  hash.Add(static_cast<uint64_t>(values.size()));
  for (const T& value : values) AddValue(hash, value);
}
template <typename T>
void AddValue(StableHash& hash, const std::optional<T>& value) {
  hash.Add(static_cast<uint64_t>(value.has_value()));
  if (value.has_value()) AddValue(hash, *value);
}
template <typename T>
void AddValue(StableHash& hash, const Rare<T>& value) {
  hash.Add(static_cast<uint64_t>(value.has_value()));
  if (value.has_value()) AddValue(hash, *value);
}
template <HasFields T>
void AddValue(StableHash& hash, const T& value) {
  ForEachField<T>([&](const auto& field) {
    if (field.compare == Compare::kYes) AddValue(hash, value.*field.member);
  });
}

// --- Text. A value at its default has none.

std::string Text(bool value) { return value ? "yes" : "no"; }
template <typename T>
  requires(std::is_integral_v<T>)
std::string Text(T value) { return absl::StrCat(value); }
template <typename T>
  requires(std::is_enum_v<T>)
std::string Text(T value) { return EnumName(value); }
std::string Text(const std::string& value) { return value; }
std::string Text(const ObjectKey& key) { return key.QualifiedName(); }
std::string Text(const TypeRef& type) { return FormatType(type); }
std::string Text(const CollationName& collation) { return absl::StrCat(QuoteIdentifier(collation.schema), ".", QuoteIdentifier(collation.name)); }
std::string Text(const Expr& expr) { return expr.sql; }
std::string Text(const Option& option) { return absl::StrCat(option.name, "=", option.value); }
std::string Text(const QualifiedName& name) { return absl::StrCat(name.schema, ".", name.name); }
std::string Text(const Grant& grant) {
  return absl::StrCat(grant.privilege, " to ", grant.grantee.empty() ? "PUBLIC" : QuoteIdentifier(grant.grantee), grant.grantable ? " with grant option" : "");
}
std::string Text(const SecurityLabel& label) { return absl::StrCat(label.provider, ": ", label.label); }
template <HasFields T>
std::string Text(const T& value);
template <typename T>
std::string Text(const std::vector<T>& values);
template <typename T>
std::string Text(const Rare<T>& value) { return value.has_value() ? Text(*value) : ""; }
template <typename T>
std::string Text(const std::optional<T>& value) { return value.has_value() ? Text(*value) : ""; }
template <typename T>
std::string Text(const std::vector<T>& values) {
  return absl::StrJoin(values, ", ", [](std::string* out, const T& value) { out->append(Text(value)); });
}
template <HasFields T>
std::string Text(const T& value) {
  std::string text;
  [[maybe_unused]] static const T kDefault{};
  ForEachField<T>([&](const auto& field) {
    if (value.*field.member == kDefault.*field.member) return;
    absl::StrAppend(&text, text.empty() ? "" : " ", field.name, "=", Text(value.*field.member));
  });
  return text.empty() ? "yes" : text;
}

template <HasFields T>
void AppendFieldTexts(const T& value, std::vector<FieldText>& out) {
  [[maybe_unused]] static const T kDefault{};
  ForEachField<T>([&](const auto& field) {
    if (value.*field.member == kDefault.*field.member) return;
    out.push_back({field.name, Text(value.*field.member)});
  });
}

template <HasFields T>
void AppendFieldNames(FieldMask mask, std::vector<std::string>& out) {
  ForEachField<T>([&](const auto& field) {
    if (mask & 1) out.emplace_back(field.name);
    mask >>= 1;
  });
}

// --- Expressions.

template <typename Value, typename Function>
void VisitExprs(Value& value, const Function& function);
template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool kIsOptional<Rare<T>> = true;
template <typename T>
inline constexpr bool kIsVector = false;
template <typename T>
inline constexpr bool kIsVector<std::vector<T>> = true;

template <typename Value, typename Function>
void VisitExprs(Value& value, const Function& function) {
  using T = std::remove_const_t<Value>;
  if constexpr (std::is_same_v<T, Expr>) {
    function(value);
  } else if constexpr (kIsOptional<T>) {
    if (value.has_value()) VisitExprs(*value, function);
  } else if constexpr (kIsVector<T>) {
    for (auto& element : value) VisitExprs(element, function);
  } else if constexpr (HasFields<T>) {
    ForEachField<T>([&](const auto& field) { VisitExprs(value.*field.member, function); });
  }
}

// The way from a kind to its struct for what knows the kind only when it runs.
using CopyBody = void* (*)(const void*);
using DeleteBody = void (*)(void*);
template <size_t... I>
constexpr std::array<CopyBody, sizeof...(I)> Copiers(std::index_sequence<I...>) {
  return {[](const void* body) -> void* { return new BodyAt<I>(*static_cast<const BodyAt<I>*>(body)); }...};
}
template <size_t... I>
constexpr std::array<DeleteBody, sizeof...(I)> Deleters(std::index_sequence<I...>) {
  return {[](void* body) { delete static_cast<BodyAt<I>*>(body); }...};
}
constexpr auto kCopy = Copiers(std::make_index_sequence<kKindCount>{});
constexpr auto kDelete = Deleters(std::make_index_sequence<kKindCount>{});

}  // namespace

Body::Body(const Body& other) : value_(kCopy[static_cast<size_t>(other.kind_)](other.value_)), kind_(other.kind_) {}

void Body::Destroy() { kDelete[static_cast<size_t>(kind_)](value_); }

namespace {

bool SameOptions(const std::vector<Option>& a, const std::vector<Option>& b) { return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin()); }

// The options of wrappers, servers, foreign tables and their columns stand in the order of their statements, which means nothing.
void ForgetOrderOfOptions(const Object& before, const Object& after, ObjectDifference& difference) {
  auto forget = [&](FieldMask bit, const std::vector<Option>& a, const std::vector<Option>& b) {
    if ((difference.body & bit) != 0 && SameOptions(a, b)) difference.body &= ~bit;
  };
  switch (before.body.kind()) {
    case Kind::kForeignDataWrapper: return forget(FieldBit<ForeignDataWrapper>("options"), before.As<ForeignDataWrapper>().options, after.As<ForeignDataWrapper>().options);
    case Kind::kForeignServer: return forget(FieldBit<ForeignServer>("options"), before.As<ForeignServer>().options, after.As<ForeignServer>().options);
    case Kind::kColumn: return forget(FieldBit<Column>("foreign_options"), before.As<Column>().foreign_options, after.As<Column>().foreign_options);
    case Kind::kTable: {
      const auto& a = before.As<Table>().foreign_table;
      const auto& b = after.As<Table>().foreign_table;
      if (a.has_value() && b.has_value() && a->server == b->server) forget(FieldBit<Table>("foreign_table"), a->options, b->options);
      return;
    }
    default: return;
  }
}

}  // namespace

ObjectDifference Compare(const Object& before, const Object& after) {
  ObjectDifference difference;
  difference.common = ChangedFields(before.common, after.common);
  // An owner that the desired schema does not state is left as it is.
  if (!after.common.owner.has_value()) difference.common &= ~(FieldBit<Common>("owner") | FieldBit<Common>("owner_lacks"));
  if (before.body.kind() != after.body.kind()) return difference;
  difference.body = VisitBody(before, [&](const auto& body) { return ChangedFields(body, after.As<std::decay_t<decltype(body)>>()); });
  ForgetOrderOfOptions(before, after, difference);
  // The options of a user mapping are not for everybody to see, and no dump states them.
  if (before.body.kind() == Kind::kUserMapping && !(before.As<UserMapping>().options.has_value() && after.As<UserMapping>().options.has_value())) {
    difference.body &= ~FieldBit<UserMapping>("options");
  }
  return difference;
}

std::vector<std::string> FieldNames(Kind kind, const ObjectDifference& difference) {
  std::vector<std::string> names;
  [&]<size_t... I>(std::index_sequence<I...>) {
    ((static_cast<size_t>(kind) == I ? AppendFieldNames<BodyAt<I>>(difference.body, names) : void()), ...);
  }(std::make_index_sequence<kKindCount>{});
  AppendFieldNames<Common>(difference.common, names);
  return names;
}

uint64_t Fingerprint(const Object& object) {
  StableHash hash;
  hash.Add(static_cast<uint64_t>(object.key.kind));
  AddValue(hash, object.common.comment);
  AddValue(hash, object.common.grants);
  AddValue(hash, object.common.owner);
  if (object.common.security_labels.has_value()) AddValue(hash, *object.common.security_labels);
  if (object.common.owner_lacks.has_value()) AddValue(hash, *object.common.owner_lacks);
  VisitBody(object, [&](const auto& body) { AddValue(hash, body); });
  return hash.Finish();
}

void ForEachExpr(Object& object, const std::function<void(Expr&)>& edit) {
  VisitBody(object, [&](auto& body) { VisitExprs(body, edit); });
}

void ForEachExpr(const Object& object, const std::function<void(const Expr&)>& visit) {
  VisitBody(object, [&](const auto& body) { VisitExprs(body, visit); });
}

std::vector<FieldText> FieldTexts(const Object& object) {
  std::vector<FieldText> texts;
  VisitBody(object, [&](const auto& body) { AppendFieldTexts(body, texts); });
  AppendFieldTexts(object.common, texts);
  return texts;
}

}  // namespace schema
