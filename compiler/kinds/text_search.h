// CREATE TEXT SEARCH PARSER, TEMPLATE, DICTIONARY, CONFIGURATION, and the ALTER of the last two.
#pragma once

#include "compiler/context.h"

namespace compiler {

// Whether PostgreSQL itself brings a parser, template, dictionary or configuration of this name.
bool IsBuiltinTextSearch(schema::Kind kind, absl::string_view name);

absl::Status CreateTextSearchParser(Context& context, const ::DefineStmt& statement);
absl::Status CreateTextSearchTemplate(Context& context, const ::DefineStmt& statement);
absl::Status CreateTextSearchDictionary(Context& context, const ::DefineStmt& statement);
absl::Status CreateTextSearchConfiguration(Context& context, const ::DefineStmt& statement);
absl::Status AlterTextSearchDictionary(Context& context, const ::AlterTSDictionaryStmt& statement);
absl::Status AlterTextSearchConfiguration(Context& context, const ::AlterTSConfigurationStmt& statement);

}  // namespace compiler
