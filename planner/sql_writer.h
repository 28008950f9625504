// The words of DDL: names, lists, types, options, as SQL text. Everything that reaches a statement goes through here or through QuoteIdentifier and
// QuoteLiteral, so that no name is ever pasted.
//
//   StrCat("ALTER TABLE ", TableName(key), " ADD ", ColumnDefinition(column_object, options))
//
// One function per fragment; statements are put together in planner/kinds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "schema/object.h"

namespace planner {

// "public.orders" for a table's key, or for the key of anything below it.
std::string TableName(const schema::ObjectKey& key);
// The name by which a statement of its own calls the object: "public.orders", "public.orders_total_idx" for an index, "app" for a schema.
std::string SqlName(const schema::ObjectKey& key);
// What COMMENT ON takes: "COLUMN public.orders.total", "CONSTRAINT c ON public.orders", "INDEX public.i".
std::string Designator(const schema::ObjectKey& key);

// "(a, b)"; "" for an empty list.
std::string NameList(const std::vector<std::string>& names);
// " WITH (fillfactor='70')"; "" for an empty list.
std::string WithOptions(const std::vector<schema::Option>& options);
// "(fillfactor='70', …)" and "(fillfactor, …)".
std::string OptionValues(const std::vector<schema::Option>& options);
std::string OptionNames(const std::vector<schema::Option>& options);
std::string QualifiedOf(const schema::CollationName& collation);
// " COLLATE pg_catalog.\"C\"" or "".
std::string CollateClause(const std::optional<schema::CollationName>& collation);
// " TABLESPACE fast" or "".
std::string TablespaceClause(const std::optional<std::string>& tablespace, absl::string_view before = " TABLESPACE ");
// " DEFERRABLE INITIALLY DEFERRED" or "".
std::string DeferralClause(schema::Deferral deferral);
// "customer_id gin_trgm_ops DESC NULLS LAST", "(lower(name))".
std::string IndexPartText(const schema::IndexPart& part);
// "(a, lower(b) COLLATE …)".
std::string IndexParts(const std::vector<schema::IndexPart>& parts);
// "FOR app SERVER other_db".
std::string UserMappingName(const schema::UserMapping& mapping);
// " HANDLER public.h"; without one "" or " NO HANDLER".
std::string WrapperFunction(const char* word, const std::optional<schema::ObjectKey>& function, bool say_none);
// " OPTIONS (host 'db1')" of foreign objects; "" for an empty list.
std::string GenericOptions(const std::vector<schema::Option>& options);
// "OPTIONS (ADD a 'x', SET b 'y', DROP c)": from one list to the other.
std::string GenericOptionChanges(const std::vector<schema::Option>& before, const std::vector<schema::Option>& after);
// " START WITH 1 INCREMENT BY 1 …": only what differs from the defaults of its type and direction.
std::string SequenceClauses(const schema::SequenceOptions& options);
// Every option spelled out, for ALTER SEQUENCE: only those that differ between the two.
std::string SequenceChanges(const schema::SequenceOptions& before, const schema::SequenceOptions& after);
// The same for ALTER COLUMN … of an identity column: " SET INCREMENT BY 2 SET CACHE 5".
std::string IdentityOptionChanges(const schema::SequenceOptions& before, const schema::SequenceOptions& after);

// An expression as DEFAULT takes it in a column definition (b_expr, gram.y): in parentheses unless it is a constant, a call or a cast of one.
std::string DefaultOperand(const std::string& sql);

// A name of at most 63 bytes made of `base` and `suffix`; a long base is cut and marked with a stable hash, so that the same input always gives the
// same name and two long bases do not meet.
std::string DerivedName(absl::string_view base, absl::string_view suffix);

}  // namespace planner
