// Identity of a schema object, equal on both sides of a comparison: a kind and a path of names.
//
//   MakeKey(Kind::kColumn, {"public", "orders", "customer_id"}).ToString()  ->  column public.orders.customer_id
//
// A parent's path is a prefix of its children's, so in a sorted list a table and all that it owns stand together, and "children of" is a range.
// Constraints, indexes and columns are children of their table; PostgreSQL's name spaces (an index shares one with tables) are in KindInfo.
#pragma once

#include <compare>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "schema/kind.h"

namespace schema {

struct ObjectKey {
  std::string path;  // names joined by NUL, the one byte that no identifier holds, and that sorts below all others
  Kind kind = Kind::kSchema;

  bool empty() const { return path.empty(); }
  // The names of the path, outermost first. Views into this key.
  std::vector<absl::string_view> parts() const;
  // The last and the first name of the path.
  absl::string_view name() const;
  absl::string_view schema_name() const;
  // The same path without its last name, as a key of `parent_kind`. REQUIRES: the path has two names or more.
  ObjectKey Parent(Kind parent_kind) const;
  // This path with one more name.
  ObjectKey Child(Kind child_kind, absl::string_view child_name) const;
  // "column public.orders.customer_id", names quoted where SQL needs it.
  std::string ToString() const;
  // "public.orders.customer_id", "public.add(integer, integer)".
  std::string QualifiedName() const;

  friend bool operator==(const ObjectKey& a, const ObjectKey& b) { return a.kind == b.kind && a.path == b.path; }
  friend std::strong_ordering operator<=>(const ObjectKey& a, const ObjectKey& b) {
    int order = a.path.compare(b.path);
    if (order != 0) return order < 0 ? std::strong_ordering::less : std::strong_ordering::greater;
    return a.kind <=> b.kind;
  }
  template <typename H>
  friend H AbslHashValue(H h, const ObjectKey& key) {
    return H::combine(std::move(h), key.path, key.kind);
  }
};

ObjectKey MakeKey(Kind kind, std::initializer_list<absl::string_view> names);

// `name` as SQL needs it: quoted unless it is a plain lower-case identifier and no keyword that would be misread (quote_identifier, ruleutils.c).
std::string QuoteIdentifier(absl::string_view name);
// `text` as a string literal, with E'' only where a backslash needs it (quote_literal).
std::string QuoteLiteral(absl::string_view text);

}  // namespace schema
