// CREATE RULE, and ALTER TABLE … ENABLE and DISABLE RULE.
#pragma once

#include "compiler/context.h"

namespace compiler {

// A rule on a view's SELECT is the view's query.
absl::Status CreateRule(Context& context, const ::RuleStmt& statement);
absl::Status EnableRule(Context& context, const schema::ObjectKey& relation, const ::AlterTableCmd& command);

// What a rule does as one node that tree walkers know: a list of the event and INSTEAD as a Boolean, the condition or null, and the actions; NOTIFY is a list
// of its strings. In the current memory context.
::Node* RawRule(const ::RuleStmt& statement);

// What NEW and OLD say of a column of the rule's own table.
bool RuleMentionsColumn(::Node* raw, absl::string_view column);
void RenameColumnInRule(::Node* raw, absl::string_view old_name, absl::string_view new_name);

}  // namespace compiler
