// A plan built by hand, with at least one of everything that renderers treat differently.
#pragma once

#include "planner/plan.h"

namespace render_test {

// Four steps: an index built concurrently, a foreign key NOT VALID, its validation, and a column dropped (DATA_LOSS, not allowed).
planner::Plan SamplePlan();

// No step at all.
planner::Plan EmptyPlan();

// A name that would end a comment, forge a line, colour a terminal and turn the direction of reading, if shown as it is.
inline constexpr const char* kEvilName = "x\nDROP TABLE users; --\r\x1b[31m\u202e";

}  // namespace render_test
