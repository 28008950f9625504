// Passwords in source text are hidden before anything can be said about it: every string of a statement about a user mapping or a subscription.
//
//   CREATE USER MAPPING FOR app SERVER other OPTIONS (user 'x', password '***')      -- in the excerpt below a message
#pragma once

#include "schema/support/source.h"

namespace compiler {

void HideSecrets(schema::SourceSet& sources);

}  // namespace compiler
