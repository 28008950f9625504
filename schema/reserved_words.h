// The key words that need quotes as identifiers: all but the unreserved ones, of PostgreSQL 14 to 18 together (quote_identifier, ruleutils.c).
// From pg_get_keywords() where catcode <> 'U'.
#pragma once

#include "absl/strings/string_view.h"

namespace schema {

bool IsQuotedKeyword(absl::string_view word);

}  // namespace schema
