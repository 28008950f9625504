// CREATE … (name = value, …): what the statements of this form share, and their dispatch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "compiler/context.h"

namespace compiler {

// CREATE OPERATOR, COLLATION, TEXT SEARCH …, AGGREGATE, and CREATE TYPE with functions or as a shell.
absl::Status Define(Context& context, const ::DefineStmt& statement);

// The last element of this name; null when there is none.
const ::DefElem* FindElement(const ::List* list, absl::string_view name);
// The parts of the name that an element has as its value.
std::vector<std::string> NameParts(const ::DefElem& element);

// --- Functions, operators and other things that a definition names, as keys. They wait for what is not there yet; E0110 and E0111 when it never comes.

// The function with exactly these argument types (LookupFuncName, parse_func.c).
absl::StatusOr<schema::ObjectKey> FindRoutine(Context& context, std::vector<std::string> name, absl::Span<const schema::TypeRef> arguments);
// The first of several argument lists that a function of the name has.
absl::StatusOr<schema::ObjectKey> FindRoutineOf(Context& context, const std::vector<std::string>& name, absl::Span<const std::vector<schema::TypeRef>> candidates);
// That of "name(types)" in a statement.
absl::StatusOr<schema::ObjectKey> FindRoutine(Context& context, const ::ObjectWithArgs& name);
// The function of an element; absent where the element is.
absl::StatusOr<std::optional<schema::ObjectKey>> FindRoutine(Context& context, const ::List* list, absl::string_view element,
                                                             absl::Span<const std::vector<schema::TypeRef>> candidates);
// `left` is empty for a prefix operator. Nullopt when there is none (yet).
std::optional<schema::ObjectKey> FindOperatorIfAny(Context& context, const std::vector<std::string>& name, const schema::TypeRef& left, const schema::TypeRef& right);
// An object of the kind with a plain name, along the path. `builtin`: whether pg_catalog has it.
std::optional<schema::QualifiedName> FindNamedIfAny(Context& context, schema::Kind kind, const std::vector<std::string>& name, bool builtin);

// E0102 when an object of the key is there.
absl::Status CheckNew(Context& context, const schema::ObjectKey& key);

}  // namespace compiler
