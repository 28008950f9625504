// An optional value that is usually absent: one pointer wide, on the heap when there. Behaves as std::optional<T> does, copies deeply, compares by value.
// For large fields that few objects have, such as a column's identity: a schema of 100,000 tables is mostly columns without one.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace schema {

template <typename T>
class Rare {
 public:
  Rare() = default;
  Rare(std::nullopt_t) {}                                                       // NOLINT(google-explicit-constructor): as std::optional
  Rare(T value) : value_(std::make_unique<T>(std::move(value))) {}               // NOLINT(google-explicit-constructor)
  Rare(std::optional<T> value) {                                                 // NOLINT(google-explicit-constructor)
    if (value.has_value()) value_ = std::make_unique<T>(*std::move(value));
  }
  Rare(const Rare& other) : value_(other.value_ == nullptr ? nullptr : std::make_unique<T>(*other.value_)) {}
  Rare(Rare&&) noexcept = default;
  Rare& operator=(const Rare& other) {
    if (this != &other) value_ = other.value_ == nullptr ? nullptr : std::make_unique<T>(*other.value_);
    return *this;
  }
  Rare& operator=(Rare&&) noexcept = default;
  ~Rare() = default;

  bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  // REQUIRES of all that follow: has_value().
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }
  T& value() & { return *value_; }
  const T& value() const& { return *value_; }

  T value_or(T otherwise) const { return has_value() ? *value_ : std::move(otherwise); }
  T& emplace() { return *(value_ = std::make_unique<T>()); }
  void reset() { value_.reset(); }
  operator std::optional<T>() const { return has_value() ? std::optional<T>(*value_) : std::nullopt; }  // NOLINT(google-explicit-constructor)

  friend bool operator==(const Rare& a, const Rare& b) {
    return a.has_value() == b.has_value() && (!a.has_value() || *a.value_ == *b.value_);
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace schema
