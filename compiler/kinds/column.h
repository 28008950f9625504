// Column definitions of CREATE TABLE, ALTER TABLE ADD COLUMN and composite types.
#pragma once

#include <memory>

#include "compiler/kinds/constraint.h"

namespace compiler {

// A column definition that is understood but changes nothing yet.
struct ColumnDraft {
  const ::ColumnDef* definition = nullptr;
  std::unique_ptr<schema::Object> object;  // with its type, collation, storage; not what needs names of its own
  bool serial = false;
};

// Everything about the column that may have to wait: its type and collation.
absl::StatusOr<ColumnDraft> DraftColumn(Context& context, const schema::ObjectKey& parent, const ::ColumnDef& definition, int position);
// Adds the column with its default, generation, identity and serial's sequence, and returns it. Its constraints go to the lists.
absl::StatusOr<schema::Object*> AddDraft(Context& context, ColumnDraft draft, ConstraintLists& lists);

// What the definition's constraints say about a column that is there: default, generation, identity; the others go to the lists.
absl::Status AddColumnConstraints(Context& context, schema::Object& column, const ::ColumnDef& definition, ConstraintLists& lists);

// The sequence and default of a serial column.
void MakeSerial(Context& context, schema::Object& column, const schema::SourceSpan& span);
// GENERATED … AS IDENTITY with these options.
absl::Status MakeIdentity(Context& context, schema::Object& column, char generated_when, const ::List* options);
absl::StatusOr<schema::Storage> ReadStorage(Context& context, const schema::Column& column, absl::string_view name);
// "default" is no compression of its own.
std::optional<std::string> ReadCompression(absl::string_view name);
// The collation of a column or domain of this type: E0115 for types that have none.
absl::StatusOr<std::optional<schema::CollationName>> ReadCollation(Context& context, const ::CollateClause* clause, const schema::TypeRef& type);

}  // namespace compiler
