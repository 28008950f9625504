#include "absl/strings/str_replace.h"
#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

absl::Status ReadCollation(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::Collation>(row);
  auto& collation = object.As<schema::Collation>();
  char provider = row.Letter("provider");
  collation.provider = provider == 'i' ? schema::CollationProvider::kIcu : provider == 'b' ? schema::CollationProvider::kBuiltin : schema::CollationProvider::kLibc;
  collation.lc_collate = row.OptionalString("lc_collate");
  collation.lc_ctype = row.OptionalString("lc_ctype");
  collation.locale = row.OptionalString("locale");
  // Newer ICU spells out a keyword's default value: en-u-kn-true is en-u-kn.
  if (collation.locale.has_value()) absl::StrReplaceAll({{"-true", ""}}, &*collation.locale);
  collation.rules = row.OptionalString("rules");
  collation.deterministic = row.Bool("deterministic");
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
