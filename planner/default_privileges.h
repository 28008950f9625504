// What default privileges do to the objects that a plan makes.
#pragma once

#include "planner/draft.h"

namespace planner {

// An object gets with its CREATE what the default privileges of the role give at that moment: the present ones or, further on in the plan, the
// desired ones. Adds to every step that makes an object (or whose undo does) the GRANT and REVOKE that bring it to what is wanted either way.
void MendDefaultPrivileges(const Expander& context, std::vector<std::unique_ptr<Draft>>& drafts);

}  // namespace planner
