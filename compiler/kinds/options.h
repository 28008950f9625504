// Lists of name = value: storage parameters of tables and indexes, column options. Kept sorted by name, values as the server keeps them in
// pg_class.reloptions: the text that was given (defGetString, define.c), "true" where none was.
#pragma once

#include <string>
#include <vector>

#include "schema/option.h"

struct DefElem;  // of libpg_query (nodes.h)
struct List;

namespace compiler {

// "fillfactor", or "toast.autovacuum_enabled" with a name space.
std::string OptionName(const ::DefElem& option);
std::string OptionValue(const ::DefElem& option);
// Whether a value means true (defGetBoolean).
bool OptionBoolean(const std::string& value);
// SET (…): adds or replaces. For CREATE, start with no options.
void SetOptions(const ::List* list, std::vector<schema::Option>& options);
// RESET (…).
void ResetOptions(const ::List* list, std::vector<schema::Option>& options);
// OPTIONS (ADD …, SET …, DROP …) of foreign objects (transformGenericOptions, foreigncmds.c); without a word, ADD. Names and values as written.
void ChangeGenericOptions(const ::List* list, std::vector<schema::Option>& options);

}  // namespace compiler
