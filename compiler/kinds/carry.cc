#include "compiler/kinds/carry.h"

#include "compiler/lookup.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::Object;
using schema::ObjectKey;

enum class Added { kNew, kKept, kReplaced };

// A relation's name may be held by something else that is not modelled; a modelled one holds it for good.
absl::Status FreeRelationName(Context& context, const ObjectKey& key, absl::string_view what) {
  if (!IsUnmodelledRelation(what)) return absl::OkStatus();
  absl::string_view name = UnmodelledName(key, what);
  const ObjectKey* taken = context.workspace().FindRelation(key.schema_name(), name);
  if (taken == nullptr) return absl::OkStatus();
  if (taken->kind == Kind::kUnmodelled) {
    context.workspace().Remove(ObjectKey(*taken));
    return absl::OkStatus();
  }
  const Object* first = context.builder().Find(*taken);
  return AlreadyExists(context, context.span(), absl::StrCat("relation \"", name, "\""), first == nullptr ? schema::SourceSpan() : first->span);
}

absl::StatusOr<Added> AddUnmodelled(Context& context, ObjectKey key, absl::string_view what, IfExists if_exists) {
  if (Object* existing = context.builder().Find(key); existing != nullptr) {
    if (if_exists == IfExists::kKeep) return Added::kKept;
    bool other_file = existing->span.file != context.span().file;
    if (if_exists == IfExists::kFail && other_file) return AlreadyExists(context, context.span(), key.ToString(), existing->span);
    existing->span = context.span();
    return Added::kReplaced;
  }
  RETURN_IF_ERROR(FreeRelationName(context, key, what));
  context.workspace().Add(std::move(key), schema::Unmodelled{std::string(what)}, context.span());
  return Added::kNew;
}

}  // namespace

void ReportCarried(Context& context, const ObjectKey& key, const schema::SourceSpan& span) {
  context.workspace().Warn("W0301", span, absl::StrCat(key.ToString(), " is not modelled yet: it is carried, but not compared"));
}

absl::Status CarryKey(Context& context, ObjectKey key, absl::string_view what, IfExists if_exists) {
  ASSIGN_OR_RETURN(Added added, AddUnmodelled(context, key, what, if_exists));
  if (added == Added::kNew) ReportCarried(context, key, context.span());
  return absl::OkStatus();
}

absl::Status Carry(Context& context, absl::string_view schema, absl::string_view what, absl::string_view name, IfExists if_exists) {
  return CarryKey(context, schema::MakeKey(Kind::kUnmodelled, {schema, absl::StrCat(what, " ", name)}), what, if_exists);
}

absl::Status CarryDatabaseWide(Context& context, absl::string_view what, absl::string_view name, IfExists if_exists) {
  return CarryKey(context, schema::MakeKey(Kind::kUnmodelled, {absl::StrCat(what, " ", name)}), what, if_exists);
}

absl::Status CarryServerMade(Context& context, ObjectKey key, absl::string_view what, std::string message) {
  RETURN_IF_ERROR(AddUnmodelled(context, std::move(key), what, IfExists::kFail).status());
  context.workspace().Warn("W0302", context.span(), std::move(message), "write a CREATE TABLE with its columns");
  return absl::OkStatus();
}

absl::Status CarryTemporary(Context& context, absl::string_view what, absl::string_view name) {
  context.workspace().TakeRelationName(kTemporarySchema, name, schema::MakeKey(Kind::kUnmodelled, {kTemporarySchema, absl::StrCat(what, " ", name)}));
  context.workspace().CountSkipped("CREATE of temporary objects", context.span());
  return absl::OkStatus();
}

}  // namespace compiler
