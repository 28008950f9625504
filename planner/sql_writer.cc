#include "planner/sql_writer.h"

#include <algorithm>

#include <limits>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "schema/routine_key.h"
#include "schema/signature_key.h"
#include "schema/support/stable_hash.h"

namespace planner {
namespace {

using absl::StrAppend;
using absl::StrCat;
using schema::Kind;
using schema::ObjectKey;
using schema::QuoteIdentifier;

constexpr size_t kNameLimit = 63;  // NAMEDATALEN - 1

struct SequenceDefaults {
  int64_t min_value, max_value, start;
};

// init_params, sequence.c.
SequenceDefaults DefaultsOf(const schema::TypeRef& type, int64_t increment) {
  int64_t top = type.name == "int2" ? std::numeric_limits<int16_t>::max() : type.name == "int4" ? std::numeric_limits<int32_t>::max() : std::numeric_limits<int64_t>::max();
  if (increment > 0) return {1, top, 1};
  return {-top - 1, -1, -1};
}

// The name of a relation that is not modelled, whose key says "partitioned table events".
absl::string_view RelationNameOf(absl::string_view what_and_name) {
  for (absl::string_view what : {"partitioned table ", "partition ", "inherited table ", "typed table ", "foreign table ", "table "}) {
    if (absl::StartsWith(what_and_name, what)) return what_and_name.substr(what.size());
  }
  return what_and_name;
}

}  // namespace

std::string TableName(const ObjectKey& key) {
  std::vector<absl::string_view> parts = key.parts();
  if (parts.size() < 2) return QuoteIdentifier(parts[0]);
  return StrCat(QuoteIdentifier(parts[0]), ".", QuoteIdentifier(parts[1]));
}

std::string SqlName(const ObjectKey& key) {
  if (key.kind == Kind::kUnmodelled) return StrCat(QuoteIdentifier(key.schema_name()), ".", QuoteIdentifier(RelationNameOf(key.name())));
  if (schema::IsRoutine(key.kind)) {
    schema::RoutineName routine = schema::SplitRoutineName(key.name());
    if (key.kind != Kind::kAggregate || routine.signature != "()") return key.QualifiedName();
    return StrCat(QuoteIdentifier(key.schema_name()), ".", QuoteIdentifier(routine.name), "(*)");
  }
  if (key.kind == Kind::kEventTrigger) return QuoteIdentifier(key.name());
  switch (key.kind) {
    case Kind::kSchema:
    case Kind::kExtension:
    case Kind::kLanguage:
    case Kind::kAccessMethod:
    case Kind::kForeignDataWrapper:
    case Kind::kForeignServer:
    case Kind::kPublication:
    case Kind::kSubscription: return QuoteIdentifier(key.name());
    case Kind::kCast: return std::string(key.name());
    case Kind::kOperator: return StrCat(QuoteIdentifier(key.schema_name()), ".", key.name());
    case Kind::kOperatorClass:
    case Kind::kOperatorFamily: {
      schema::NameAndMethod name = schema::SplitOfMethod(key);
      return StrCat(QuoteIdentifier(key.schema_name()), ".", QuoteIdentifier(name.name), " USING ", QuoteIdentifier(name.method));
    }
    case Kind::kTransform: {  // "for type language name"
      size_t at = key.name().rfind(" language ");
      return StrCat("FOR ", key.name().substr(4, at - 4), " LANGUAGE ", QuoteIdentifier(key.name().substr(at + 10)));
    }
    default: break;
  }
  return StrCat(QuoteIdentifier(key.schema_name()), ".", QuoteIdentifier(key.name()));
}

std::string Designator(const ObjectKey& key) {
  const char* keyword = schema::Info(key.kind).sql_keyword;
  switch (key.kind) {
    case Kind::kColumn:
      return StrCat("COLUMN ", TableName(key), ".", QuoteIdentifier(key.name()));
    case Kind::kDomainConstraint:
      return StrCat("CONSTRAINT ", QuoteIdentifier(key.name()), " ON DOMAIN ", TableName(key));
    case Kind::kKeyConstraint:
    case Kind::kForeignKey:
    case Kind::kCheck:
    case Kind::kExclusion:
      return StrCat("CONSTRAINT ", QuoteIdentifier(key.name()), " ON ", TableName(key));
    case Kind::kTrigger:
    case Kind::kPolicy:
    case Kind::kRule:
      return StrCat(keyword, " ", QuoteIdentifier(key.name()), " ON ", TableName(key));
    default:
      return StrCat(keyword, " ", SqlName(key));
  }
}

std::string NameList(const std::vector<std::string>& names) {
  if (names.empty()) return "";
  return StrCat("(", absl::StrJoin(names, ", ", [](std::string* out, const std::string& name) { out->append(QuoteIdentifier(name)); }), ")");
}

namespace {

// "toast.autovacuum_enabled" keeps its prefix outside the quotes.
std::string OptionName(const std::string& name) {
  size_t dot = name.find('.');
  if (dot == std::string::npos) return QuoteIdentifier(name);
  return StrCat(QuoteIdentifier(name.substr(0, dot)), ".", QuoteIdentifier(name.substr(dot + 1)));
}

}  // namespace

std::string OptionValues(const std::vector<schema::Option>& options) {
  return StrCat("(", absl::StrJoin(options, ", ", [](std::string* out, const schema::Option& option) {
                  StrAppend(out, OptionName(option.name), "=", schema::QuoteLiteral(option.value));
                }), ")");
}

std::string OptionNames(const std::vector<schema::Option>& options) {
  return StrCat("(", absl::StrJoin(options, ", ", [](std::string* out, const schema::Option& option) { out->append(OptionName(option.name)); }), ")");
}

std::string WithOptions(const std::vector<schema::Option>& options) { return options.empty() ? "" : StrCat(" WITH ", OptionValues(options)); }

std::string QualifiedOf(const schema::CollationName& collation) {
  return StrCat(QuoteIdentifier(collation.schema), ".", QuoteIdentifier(collation.name));
}

std::string CollateClause(const std::optional<schema::CollationName>& collation) {
  return collation.has_value() ? StrCat(" COLLATE ", QualifiedOf(*collation)) : "";
}

std::string TablespaceClause(const std::optional<std::string>& tablespace, absl::string_view before) {
  return tablespace.has_value() ? StrCat(before, QuoteIdentifier(*tablespace)) : "";
}

std::string DeferralClause(schema::Deferral deferral) {
  switch (deferral) {
    case schema::Deferral::kNot: return "";
    case schema::Deferral::kInitiallyImmediate: return " DEFERRABLE";
    case schema::Deferral::kInitiallyDeferred: return " DEFERRABLE INITIALLY DEFERRED";
  }
  return "";
}

std::string IndexPartText(const schema::IndexPart& part) {
  std::string text = part.column.has_value() ? QuoteIdentifier(*part.column) : StrCat("(", part.expression->sql, ")");
  StrAppend(&text, CollateClause(part.collation));
  if (part.opclass.has_value()) {
    // The schema of an extension's class is not always known offline; the search path has to find it then.
    StrAppend(&text, " ", part.opclass->schema.empty() ? "" : StrCat(QuoteIdentifier(part.opclass->schema), "."), QuoteIdentifier(part.opclass->name));
  }
  if (!part.opclass_options.empty()) StrAppend(&text, OptionValues(part.opclass_options));
  if (part.descending) StrAppend(&text, " DESC");
  if (part.nulls_first != part.descending) StrAppend(&text, part.nulls_first ? " NULLS FIRST" : " NULLS LAST");
  return text;
}

std::string IndexParts(const std::vector<schema::IndexPart>& parts) {
  return StrCat("(", absl::StrJoin(parts, ", ", [](std::string* out, const schema::IndexPart& part) { out->append(IndexPartText(part)); }), ")");
}

std::string UserMappingName(const schema::UserMapping& mapping) {
  return StrCat("FOR ", mapping.user == "public" ? "PUBLIC" : mapping.user == "current_user" ? "CURRENT_USER" : QuoteIdentifier(mapping.user), " SERVER ", QuoteIdentifier(mapping.server));
}

std::string WrapperFunction(const char* word, const std::optional<ObjectKey>& function, bool say_none) {
  if (!function.has_value()) return say_none ? StrCat(" NO ", word) : "";
  absl::string_view signature = function->name();
  return StrCat(" ", word, " ", QuoteIdentifier(function->schema_name()), ".", QuoteIdentifier(signature.substr(0, signature.find('('))));
}

std::string GenericOptions(const std::vector<schema::Option>& options) {
  if (options.empty()) return "";
  auto text = [](std::string* out, const schema::Option& option) { StrAppend(out, QuoteIdentifier(option.name), " ", schema::QuoteLiteral(option.value)); };
  return StrCat(" OPTIONS (", absl::StrJoin(options, ", ", text), ")");
}

std::string GenericOptionChanges(const std::vector<schema::Option>& before, const std::vector<schema::Option>& after) {
  std::vector<std::string> changes;
  auto find = [](const std::vector<schema::Option>& options, const std::string& name) {
    return std::find_if(options.begin(), options.end(), [&](const schema::Option& option) { return option.name == name; });
  };
  for (const schema::Option& option : before) {
    if (find(after, option.name) == after.end()) changes.push_back(StrCat("DROP ", QuoteIdentifier(option.name)));
  }
  for (const schema::Option& option : after) {
    auto was = find(before, option.name);
    if (was != before.end() && was->value == option.value) continue;
    changes.push_back(StrCat(was == before.end() ? "ADD " : "SET ", QuoteIdentifier(option.name), " ", schema::QuoteLiteral(option.value)));
  }
  return StrCat("OPTIONS (", absl::StrJoin(changes, ", "), ")");
}

std::string SequenceClauses(const schema::SequenceOptions& options) {
  SequenceDefaults defaults = DefaultsOf(options.type, options.increment);
  std::string text;
  if (options.increment != 1) StrAppend(&text, " INCREMENT BY ", options.increment);
  if (options.min_value != defaults.min_value) StrAppend(&text, " MINVALUE ", options.min_value);
  if (options.max_value != defaults.max_value) StrAppend(&text, " MAXVALUE ", options.max_value);
  int64_t start = options.increment > 0 ? options.min_value : options.max_value;
  if (options.start != start) StrAppend(&text, " START WITH ", options.start);
  if (options.cache != 1) StrAppend(&text, " CACHE ", options.cache);
  if (options.cycle) StrAppend(&text, " CYCLE");
  return text;
}

std::string SequenceChanges(const schema::SequenceOptions& before, const schema::SequenceOptions& after) {
  std::string text;
  bool type_changes = !(before.type == after.type);
  if (type_changes) StrAppend(&text, " AS ", schema::FormatType(after.type));
  if (before.increment != after.increment) StrAppend(&text, " INCREMENT BY ", after.increment);
  // A change of type moves limits that stood at the type's own: spell them out then.
  if (before.min_value != after.min_value || type_changes) StrAppend(&text, " MINVALUE ", after.min_value);
  if (before.max_value != after.max_value || type_changes) StrAppend(&text, " MAXVALUE ", after.max_value);
  if (before.start != after.start) StrAppend(&text, " START WITH ", after.start);
  if (before.cache != after.cache) StrAppend(&text, " CACHE ", after.cache);
  if (before.cycle != after.cycle) StrAppend(&text, after.cycle ? " CYCLE" : " NO CYCLE");
  return text;
}

std::string IdentityOptionChanges(const schema::SequenceOptions& before, const schema::SequenceOptions& after) {
  std::string text;
  if (before.increment != after.increment) StrAppend(&text, " SET INCREMENT BY ", after.increment);
  if (before.min_value != after.min_value) StrAppend(&text, " SET MINVALUE ", after.min_value);
  if (before.max_value != after.max_value) StrAppend(&text, " SET MAXVALUE ", after.max_value);
  if (before.start != after.start) StrAppend(&text, " SET START WITH ", after.start);
  if (before.cache != after.cache) StrAppend(&text, " SET CACHE ", after.cache);
  if (before.cycle != after.cycle) StrAppend(&text, after.cycle ? " SET CYCLE" : " SET NO CYCLE");
  return text;
}

std::string DefaultOperand(const std::string& sql) {
  int depth = 0;
  for (size_t i = 0; i < sql.size(); ++i) {
    char c = sql[i];
    if (c == '\'' || c == '"') {
      for (++i; i < sql.size() && sql[i] != c; ++i) {}  // a doubled quote is just two quoted texts in a row
      continue;
    }
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ':' || c == ')' || c == ']' || c == '-' || (c & 0x80) != 0;
    if (depth == 0 && (!word || (c == '-' && i > 0))) return StrCat("(", sql, ")");
  }
  return sql;
}

std::string DerivedName(absl::string_view base, absl::string_view suffix) {
  if (base.size() + suffix.size() <= kNameLimit) return StrCat(base, suffix);
  schema::StableHash hash;
  hash.Add(base);
  std::string mark = absl::StrFormat("_%08x", static_cast<uint32_t>(hash.Finish()));
  size_t keep = kNameLimit - suffix.size() - mark.size();
  while (keep > 0 && (static_cast<unsigned char>(base[keep]) & 0xC0) == 0x80) --keep;
  return StrCat(base.substr(0, keep), mark, suffix);
}

}  // namespace planner
