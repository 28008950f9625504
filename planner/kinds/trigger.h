// Definitions of triggers, rules, policies and event triggers as SQL.
#pragma once

#include <string>
#include <vector>

#include "schema/object.h"

namespace planner {

std::string CreateTriggerStatement(const schema::Object& trigger, bool or_replace);
// "ENABLE ALWAYS TRIGGER touched": as ALTER TABLE takes it; `what` is TRIGGER or RULE.
std::string EnableClause(schema::Enabled enabled, const char* what, const std::string& name);
std::string CreatePolicyStatement(const schema::Object& policy);
std::string CreateEventTriggerStatement(const schema::Object& trigger);

// The definition, and what it takes to bring it to its enabled state.
std::vector<std::string> TriggerStatements(const schema::Object& trigger);
std::vector<std::string> EventTriggerStatements(const schema::Object& trigger);
std::vector<std::string> RuleStatements(const schema::Object& rule);

}  // namespace planner
