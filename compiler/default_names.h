// The names that PostgreSQL gives to what the author leaves unnamed: orders_pkey, orders_customer_id_fkey, orders_lower_idx, orders_total_check1.
//
// Follows ChooseRelationName, ChooseIndexName, ChooseIndexColumnNames (indexcmds.c), ChooseConstraintName (pg_constraint.c) and
// FigureIndexColname (parse_target.c). The same in 14 to 18, but for the names of NOT NULL constraints, which only 18 has.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "compiler/workspace.h"
#include "schema/support/object_names.h"

struct List;  // of libpg_query (nodes.h)
struct Node;

namespace compiler {

using schema::JoinColumnNames;
using schema::kMaxNameLength;
using schema::MakeObjectName;

enum class AlsoConstraint { kNo, kYes };
// The first of "…_label", "…_label1", … that no relation of the schema has; with kYes, no constraint either.
std::string ChooseRelationName(const Workspace& workspace, absl::string_view schema, absl::string_view name1, absl::string_view name2, absl::string_view label,
                               AlsoConstraint also_constraint);
// The same among the constraints of the schema.
std::string ChooseConstraintName(const Workspace& workspace, absl::string_view schema, absl::string_view name1, absl::string_view name2, absl::string_view label);

// The column names of an index (of IndexElem nodes): the columns' own, names made for expressions, all distinct.
std::vector<std::string> IndexColumnNames(const ::List* elements);

}  // namespace compiler
