#include "planner/diff.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace planner {
namespace {

using schema::FieldBit;
using schema::Kind;
using schema::Object;
using schema::ObjectDifference;

// What source may leave open makes no difference: an extension's version and schema, and the comment, which CREATE EXTENSION takes from the control file.
void ForgetWhatIsNotStated(const Object& before, const Object& after, ObjectDifference& difference) {
  if (after.key.kind != Kind::kExtension) return;
  const auto& was = before.As<schema::Extension>();
  const auto& is = after.As<schema::Extension>();
  if (!is.version.has_value() || !was.version.has_value()) difference.body &= ~FieldBit<schema::Extension>("version");
  if (!is.in_schema.has_value() || !was.in_schema.has_value()) difference.body &= ~FieldBit<schema::Extension>("in_schema");
  if (!after.common.comment.has_value()) difference.common &= ~FieldBit<schema::Common>("comment");
}

// Grants to the owner say nothing where the other side leaves them out: every owner has its privileges.
std::vector<schema::Grant> WithoutOwner(const std::vector<schema::Grant>& grants, const std::optional<std::string>& owner) {
  std::vector<schema::Grant> result;
  for (const schema::Grant& grant : grants) {
    if (grant.grantee.empty() || grant.grantee != owner) result.push_back(grant);
  }
  return result;
}

void ForgetOwnersGrants(const Object& before, const Object& after, ObjectDifference& difference) {
  schema::FieldMask bit = FieldBit<schema::Common>("grants");
  if ((difference.common & bit) == 0) return;
  if (before.common.owner.has_value() && after.common.owner.has_value() && *before.common.owner != *after.common.owner) return;  // the old one is like all others then
  const std::optional<std::string>& owner = before.common.owner.has_value() ? before.common.owner : after.common.owner;
  if (owner.has_value() && WithoutOwner(before.common.grants, owner) == WithoutOwner(after.common.grants, owner)) difference.common &= ~bit;
}

// The index of a partition that comes or goes with the parent's is no difference of the partition's.
void ForgetWhatComesWithParents(const schema::Database& from, const schema::Database& to, const Object& before, const Object& after, ObjectDifference& difference) {
  schema::FieldMask bit = FieldBit<schema::Table>("attached_indexes");
  if (after.key.kind != Kind::kTable || (difference.body & bit) == 0) return;
  const auto& was = before.As<schema::Table>();
  const auto& is = after.As<schema::Table>();
  if (!was.partition_of.has_value() || !is.partition_of.has_value() || !(was.partition_of->parent == is.partition_of->parent)) return;
  auto of_both = [&](const schema::AttachedIndex& index) {
    auto has = [&](const schema::Database& side, Kind kind) { return side.Find(is.partition_of->parent.Child(kind, index.of)) != nullptr; };
    auto has_attached = [&](const schema::Database& side) {
      const Object* parent = side.Find(is.partition_of->parent);
      if (parent == nullptr) return false;
      const auto& indexes = parent->As<schema::Table>().attached_indexes;
      return std::any_of(indexes.begin(), indexes.end(), [&](const schema::AttachedIndex& other) { return other.name == index.of; });
    };
    return (has(from, Kind::kIndex) && has(to, Kind::kIndex)) || (has(from, Kind::kKeyConstraint) && has(to, Kind::kKeyConstraint)) || has(to, Kind::kExclusion) ||
           (has_attached(from) && has_attached(to));
  };
  std::vector<schema::AttachedIndex> left = was.attached_indexes, right = is.attached_indexes;
  std::erase_if(left, [&](const schema::AttachedIndex& index) { return !of_both(index); });
  std::erase_if(right, [&](const schema::AttachedIndex& index) { return !of_both(index); });
  if (left == right) difference.body &= ~bit;
}

// A table that the desired schema makes from a query (CREATE TABLE AS) is carried there without columns: it, and what is below it, is never dropped.
bool IsCarried(const schema::ObjectKey& key, const schema::Database& to) {
  std::vector<absl::string_view> parts = key.parts();
  return parts.size() >= 2 && to.Find(schema::MakeKey(Kind::kUnmodelled, {parts[0], absl::StrCat("table ", parts[1])})) != nullptr;
}

// A foreign key to such a table: the live side knows the table as one, under the same name.
void ForgetCarried(const Object& before, const Object& after, ObjectDifference& difference) {
  if (after.key.kind != Kind::kForeignKey) return;
  const schema::ObjectKey& was = before.As<schema::ForeignKey>().referenced_table;
  const schema::ObjectKey& is = after.As<schema::ForeignKey>().referenced_table;
  if (is == schema::MakeKey(Kind::kUnmodelled, {was.schema_name(), absl::StrCat("table ", was.name())})) difference.body &= ~FieldBit<schema::ForeignKey>("referenced_table");
}

}  // namespace

std::vector<Change> Diff(const schema::Database& from, const schema::Database& to) {
  std::vector<Change> changes;
  auto before = from.objects().begin(), before_end = from.objects().end();
  auto after = to.objects().begin(), after_end = to.objects().end();
  while (before != before_end || after != after_end) {
    std::strong_ordering order = before == before_end  ? std::strong_ordering::greater
                                 : after == after_end ? std::strong_ordering::less
                                                      : (*before)->key <=> (*after)->key;
    if (order == std::strong_ordering::less) {
      if ((*before)->key.kind != Kind::kUnmodelled && !IsCarried((*before)->key, to)) changes.push_back({ChangeAction::kDrop, before->get(), nullptr, {}, {}});
      ++before;
    } else if (order == std::strong_ordering::greater) {
      if ((*after)->key.kind != Kind::kUnmodelled) changes.push_back({ChangeAction::kCreate, nullptr, after->get(), {}, {}});
      ++after;
    } else {
      if ((*before)->fingerprint != (*after)->fingerprint && (*before)->key.kind != Kind::kUnmodelled) {
        ObjectDifference difference = Compare(**before, **after);
        ForgetWhatIsNotStated(**before, **after, difference);
        ForgetOwnersGrants(**before, **after, difference);
        ForgetWhatComesWithParents(from, to, **before, **after, difference);
        ForgetCarried(**before, **after, difference);
        if (!difference.empty()) changes.push_back({ChangeAction::kAlter, before->get(), after->get(), difference, {}});
      }
      ++before;
      ++after;
    }
  }
  return changes;
}

}  // namespace planner
