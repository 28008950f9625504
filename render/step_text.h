// A step in lines of text, as `lockstep plan` and `lockstep explain` show it.
#pragma once

#include <string>

#include "planner/plan.h"
#include "render/render.h"

namespace render {

// Widths of the columns, so that the steps of a plan stand below each other.
struct StepWidths {
  int number = 2;
  size_t summary = 0;
  size_t blocks = 0;
};
// Makes room for one more step.
void Widen(const planner::Step& step, StepWidths& widths);

// "   1  + index public.orders_idx, concurrently  blocks nothing, builds  schema/orders.sql:10:1", with the hazards that need a word.
std::string StepLine(const planner::Step& step, const StepWidths& widths, const TextStyle& style);

// Statements, lock, reasons, hazards and what the rollback does not give back: lines below the step.
std::string StepDetails(const planner::Step& step, const TextStyle& style);

}  // namespace render
