// A plan as the stable text of golden files: every property that matters of every step, without time-outs and fingerprints.
//
//   transaction, migrate
//     2 ✓ validate foreign key public.orders.orders_customer_id_fkey: validate_constraint, SHARE UPDATE EXCLUSIVE on public.orders, scan (to.sql:3:3)
//       ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_fkey;
#pragma once

#include <string>
#include <vector>

#include "planner/plan.h"
#include "schema/database.h"
#include "schema/support/diagnostic.h"

namespace tests {

std::string StepsText(const planner::Plan& plan);  // "nothing" for an empty plan
std::string ChecksText(const planner::Plan& plan);
std::string RemarksText(const planner::Plan& plan);
// The rollback of the whole plan, and each step that cannot be taken back exactly, with the reason.
std::string UndoText(const planner::Plan& plan);
// Each expression of the schema with its resolved tree.
std::string TreesText(const schema::Database& database);
// The diagnostics of one severity, as a person sees them.
std::string DiagnosticsText(const std::vector<schema::Diagnostic>& diagnostics, schema::Severity severity, const schema::SourceSet& sources);

}  // namespace tests
