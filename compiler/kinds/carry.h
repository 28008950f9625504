// Adding objects of kind kUnmodelled: under which key, and how they are reported. See unmodelled.h for what is carried.
#pragma once

#include "compiler/context.h"

namespace compiler {

// What to do when an object of this key exists. Without OR REPLACE, one of the same file is taken to have gone by a CASCADE that is not modelled.
enum class IfExists { kFail, kReplace, kKeep };

// In a schema: {schema, "view totals"}.
absl::Status Carry(Context& context, absl::string_view schema, absl::string_view what, absl::string_view name, IfExists if_exists);
// Of the whole database: {"publication all"}.
absl::Status CarryDatabaseWide(Context& context, absl::string_view what, absl::string_view name, IfExists if_exists);
absl::Status CarryKey(Context& context, schema::ObjectKey key, absl::string_view what, IfExists if_exists);
// What a server computes (CREATE TABLE AS): W0302 with this message.
absl::Status CarryServerMade(Context& context, schema::ObjectKey key, absl::string_view what, std::string message);
// Not part of the schema, but known by name to the rest of the script.
absl::Status CarryTemporary(Context& context, absl::string_view what, absl::string_view name);
// W0301.
void ReportCarried(Context& context, const schema::ObjectKey& key, const schema::SourceSpan& span);

}  // namespace compiler
