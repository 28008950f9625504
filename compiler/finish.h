// Pass 2: once every statement has run, the raw expressions that stood aside are analysed, and what depends on knowing all types, owners and
// operator classes is brought into its one form.
//
// A mistake in an expression is an error at its place. What cannot be resolved is kept as text and reported (W0303).
#pragma once

#include "compiler/workspace.h"

namespace compiler {

void FinishObjects(Workspace& workspace);

}  // namespace compiler
