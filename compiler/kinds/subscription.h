// CREATE, ALTER and DROP SUBSCRIPTION.
#pragma once

#include "compiler/context.h"

namespace compiler {

absl::Status CreateSubscription(Context& context, const ::CreateSubscriptionStmt& statement);
absl::Status AlterSubscription(Context& context, const ::AlterSubscriptionStmt& statement);
absl::Status DropSubscription(Context& context, const ::DropSubscriptionStmt& statement);

}  // namespace compiler
