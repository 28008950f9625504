// Field lists: a struct names its fields once, and diff, fingerprint, dump, JSON and references are derived from the list.
//
//   struct Extension {
//     std::optional<std::string> version;
//     std::string schema;
//     static constexpr auto kFields = std::tuple{Field{"version", &Extension::version}, Field{"schema", &Extension::schema}};
//   };
//   static_assert(kAllFieldsListed<Extension>);     // a forgotten field does not compile
//
// ChangedFields gives a mask with one bit per entry of kFields, in its order; planner recipes hang on those fields by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#include "absl/strings/string_view.h"

namespace schema {

// kIgnored fields are kept, dumped and stored, but make no difference (the physical position of a column).
enum class Compare : uint8_t { kYes, kIgnored };

template <typename Struct, typename Value>
struct Field {
  const char* name;
  Value Struct::*member;
  Compare compare = Compare::kYes;
};
template <typename Struct, typename Value>
Field(const char*, Value Struct::*) -> Field<Struct, Value>;
template <typename Struct, typename Value>
Field(const char*, Value Struct::*, Compare) -> Field<Struct, Value>;

template <typename T>
concept HasFields = requires { T::kFields; };

// The words of an enum, in the order of its values: specialise with `static constexpr const char* kNames[]`.
template <typename Enum>
struct EnumNames;

template <typename Enum>
const char* EnumName(Enum value) {
  return EnumNames<Enum>::kNames[static_cast<size_t>(value)];
}

// Calls function(field) for each entry of the list, in order.
template <HasFields T, typename Function>
constexpr void ForEachField(Function&& function) {
  std::apply([&](const auto&... field) { (function(field), ...); }, T::kFields);
}

template <HasFields T>
inline constexpr size_t kFieldCount = std::tuple_size_v<std::remove_cvref_t<decltype(T::kFields)>>;

using FieldMask = uint64_t;

// One bit for each compared field that differs. An empty mask means: equal.
template <HasFields T>
FieldMask ChangedFields(const T& before, const T& after) {
  FieldMask mask = 0;
  FieldMask bit = 1;
  ForEachField<T>([&](const auto& field) {
    if (field.compare == Compare::kYes && !(before.*field.member == after.*field.member)) mask |= bit;
    bit <<= 1;
  });
  return mask;
}

// The bit of the field called `name`; 0 when there is none.
template <HasFields T>
constexpr FieldMask FieldBit(absl::string_view name) {
  FieldMask result = 0;
  FieldMask bit = 1;
  ForEachField<T>([&](const auto& field) {
    if (name == field.name) result = bit;
    bit <<= 1;
  });
  return result;
}

template <HasFields T>
bool EqualFields(const T& a, const T& b) {
  return ChangedFields(a, b) == 0;
}

namespace fields_internal {

// Stands for any value in braces, to count how many an aggregate takes. Never evaluated.
struct Anything {
  template <typename T>
  constexpr operator T&() const& noexcept { return *static_cast<T*>(nullptr); }
  template <typename T>
  constexpr operator T&() const&& noexcept { return *static_cast<T*>(nullptr); }
};

template <typename T, size_t... I>
concept TakesBraces = requires { T{(void(I), Anything{})...}; };

template <typename T, size_t N>
inline constexpr bool kTakes = []<size_t... I>(std::index_sequence<I...>) { return TakesBraces<T, I...>; }(std::make_index_sequence<N>{});

template <typename T, size_t N = 0>
consteval size_t CountMembers() {
  if constexpr (kTakes<T, N + 1>) return CountMembers<T, N + 1>();
  else return N;
}

}  // namespace fields_internal

template <HasFields T>
inline constexpr bool kAllFieldsListed = fields_internal::CountMembers<T>() == kFieldCount<T> && kFieldCount<T> <= 64;

}  // namespace schema
