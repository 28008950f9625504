// What `lockstep explain` shows of one object, hazard or message.
//
//   column public.orders.total differs between old.sql and new.sql.
//
//     type: numeric(10,2) -> numeric(12,2)
//
//   In old.sql  old.sql:1:30
//     - ALTER TABLE public.orders ADD COLUMN total numeric(10,2);
//   In new.sql  new.sql:1:30
//     + ALTER TABLE public.orders ADD COLUMN total numeric(12,2);
//
//   The plan, step 1 of 1:
//     …
#pragma once

#include <string>
#include <vector>

#include "planner/change.h"
#include "planner/plan.h"
#include "render/render.h"
#include "schema/database.h"
#include "schema/object_key.h"
#include "schema/support/diagnostic.h"

namespace render {

// The object on one side of the comparison.
struct ExplainedSide {
  const schema::Origin& origin;
  const schema::Object* object = nullptr;  // null: it is not there
  std::string canonical;                   // as `dump` writes it, with all that is below it; statements end in ";\n"
};

struct ObjectExplanation {
  schema::ObjectKey key;  // in the names of `to`
  ExplainedSide from, to;
  std::vector<Rename> renames;             // of the object, if it has another name
  std::vector<planner::Change> changes;    // of the object itself, and of what is below it
  const planner::Plan& plan;               // its steps and remarks that are about other objects are left out
};
// Whether a step is about the object or what is below it; where it has none, about what it came or goes with (a column of a new table).
std::vector<const planner::Step*> StepsOf(const ObjectExplanation& explanation);

std::string ExplanationAsText(const ObjectExplanation& explanation, const TextStyle& style);
std::string ExplanationAsJson(const ObjectExplanation& explanation);

// What an error or warning means, and what to do; every code of schema::DiagnosticCodes has a row (code_words.cc).
struct CodeWords {
  const char* code;  // "E0107"
  const char* why;
  const char* instead;
};
const CodeWords* FindCodeWords(absl::string_view code);  // null when there is none

std::string HazardAsText(const planner::HazardInfo& hazard, const TextStyle& style);
std::string HazardAsJson(const planner::HazardInfo& hazard);
std::string CodeAsText(const schema::DiagnosticCode& code, const TextStyle& style);
std::string CodeAsJson(const schema::DiagnosticCode& code);

}  // namespace render
