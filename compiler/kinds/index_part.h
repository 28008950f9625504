// The keys of an index or exclusion constraint: IndexElem nodes to schema::IndexPart.
#pragma once

#include "compiler/context.h"
#include "compiler/lookup.h"

namespace compiler {

// What operator class and collation mean by default is left to finish.h, where all types are known: names stay as written till then, with an empty
// schema where none is stated. E0107 for columns that do not exist.
absl::StatusOr<std::vector<schema::IndexPart>> ReadIndexParts(Context& context, const schema::ObjectKey& table, const ::List* elements,
                                                              const schema::SourceSpan& span);

}  // namespace compiler
