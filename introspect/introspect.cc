#include "introspect/introspect.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "introspect/connection.h"
#include "introspect/inheritance.h"
#include "introspect/kinds.h"
#include "introspect/query_text.h"
#include "introspect/reading.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

constexpr int kOldestMajor = 14;
constexpr int kNewestMajor = 18;
// How often a reading is begun anew when objects were dropped under it.
constexpr int kAttempts = 5;

// One query and what is done with each of its rows.
struct Part {
  const char* query;
  absl::Status (*read)(const Row& row, Reading& reading);
};

absl::Status ReadDatabase(const Row& row, Reading& reading) {
  // "15.18 (Debian 15.18-0+deb12u1)"
  absl::string_view version = row.Text("server_version");
  schema::Origin& origin = reading.builder.origin();
  origin.description = absl::StrCat("database ", row.Text("database"), " on server ", version.substr(0, version.find(' ')));
  origin.current_user = row.String("current_user");
  return absl::OkStatus();
}

absl::Status ReadType(const Row& row, Reading& reading) {
  schema::TypeRef type{.schema = row.String("schema"), .name = row.String("name"), .array = row.Bool("is_array")};
  reading.oids.types.emplace(row.OidOf("oid"),
                             NamedType{.type = std::move(type), .collation = row.OidOf("collation"), .storage = row.Letter("storage")});
  return absl::OkStatus();
}

absl::Status ReadExternalType(const Row& row, Reading& reading) {
  reading.builder.origin().external_types.push_back({row.String("schema"), row.String("name"), row.String("extension")});
  return absl::OkStatus();
}

absl::Status ReadCollationName(const Row& row, Reading& reading) {
  reading.oids.collations.emplace(row.OidOf("oid"), schema::CollationName{row.String("schema"), row.String("name")});
  return absl::OkStatus();
}

absl::Status ReadOperatorClassName(const Row& row, Reading& reading) {
  NamedOpclass opclass{.name = {row.String("schema"), row.String("name")},
                       .is_default = row.Bool("is_default"),
                       .stores_other_type = row.Bool("stores_other_type")};
  reading.oids.opclasses.emplace(row.OidOf("oid"), std::move(opclass));
  return absl::OkStatus();
}

absl::Status ReadDefaultOperatorClass(const Row& row, Reading& reading) {
  reading.oids.default_opclasses.emplace(std::pair(row.OidOf("type"), row.OidOf("method")), row.OidOf("opclass"));
  return absl::OkStatus();
}

absl::Status ReadUsedRoutine(const Row& row, Reading& reading) {
  reading.oids.routines.emplace(row.OidOf("oid"), schema::MakeKey(schema::Kind::kFunction, {row.Text("schema"), row.Text("name")}));
  return absl::OkStatus();
}

absl::Status ReadUsedOperator(const Row& row, Reading& reading) {
  reading.oids.operators.emplace(row.OidOf("oid"), schema::MakeKey(schema::Kind::kOperator, {row.Text("schema"), row.Text("name")}));
  return absl::OkStatus();
}

// The object that a row of grants.sql or security_label.sql is about; null when it is none of the schema's objects.
schema::Object* FindGranted(const Row& row, Reading& reading) {
  absl::string_view catalog = row.Text("catalog");
  if (catalog != "relation") {
    const auto& keys = catalog == "schema"     ? reading.oids.schemas
                       : catalog == "routine"  ? reading.oids.routines
                       : catalog == "language" ? reading.oids.languages
                       : catalog == "wrapper"  ? reading.oids.wrappers
                       : catalog == "server"   ? reading.oids.servers
                                               : reading.oids.type_objects;
    auto it = keys.find(row.OidOf("object"));
    return it == keys.end() ? nullptr : reading.builder.Find(it->second);
  }
  const NamedRelation* relation = reading.oids.FindModelled(row.OidOf("object"));
  if (relation == nullptr) return nullptr;
  int64_t attnum = row.Integer("attnum");
  if (attnum == 0) return reading.builder.Find(relation->key);
  if (attnum < 0) return nullptr;  // of a system column
  return reading.builder.Find(relation->key.Child(schema::Kind::kColumn, relation->columns.at(attnum - 1).name));
}

absl::Status ReadSecurityLabel(const Row& row, Reading& reading) {
  absl::string_view catalog = row.Text("catalog");
  schema::Object* object = nullptr;
  if (row.IsNull("name")) {
    object = FindGranted(row, reading);
  } else {
    schema::Kind kind = catalog == "publication" ? schema::Kind::kPublication : catalog == "subscription" ? schema::Kind::kSubscription : schema::Kind::kEventTrigger;
    object = reading.builder.Find(schema::MakeKey(kind, {row.Text("name")}));
  }
  if (object == nullptr) return absl::OkStatus();
  auto& labels = object->common.security_labels;
  if (!labels.has_value()) labels.emplace();
  labels->push_back({row.String("provider"), row.String("label")});
  std::sort(labels->begin(), labels->end());
  return absl::OkStatus();
}

// The grants of an identity column's sequence, which is no object of its own; null for all else.
std::vector<schema::Grant>* FindIdentityGrants(const Row& row, Reading& reading) {
  if (row.Text("catalog") != "relation") return nullptr;
  auto column = reading.oids.identity_sequences.find(row.OidOf("object"));
  if (column == reading.oids.identity_sequences.end()) return nullptr;
  schema::Object* object = reading.builder.Find(column->second);
  return object == nullptr ? nullptr : &object->As<schema::Column>().identity->grants;
}

// The grants of a view's column, which is no object of its own; null for all else.
std::vector<schema::Grant>* FindViewColumnGrants(const Row& row, Reading& reading) {
  if (row.Text("catalog") != "relation" || row.Integer("attnum") <= 0) return nullptr;
  const NamedRelation* relation = reading.oids.FindModelled(row.OidOf("object"));
  if (relation == nullptr) return nullptr;
  schema::Object* view = reading.builder.Find(relation->key);
  if (view == nullptr || (view->key.kind != schema::Kind::kView && view->key.kind != schema::Kind::kMaterializedView)) return nullptr;
  const std::string& name = relation->columns.at(row.Integer("attnum") - 1).name;
  for (schema::ViewColumn& column : view->key.kind == schema::Kind::kView ? view->As<schema::View>().columns : view->As<schema::MaterializedView>().columns) {
    if (column.name == name) return &column.grants;
  }
  return nullptr;
}

absl::Status ReadGrant(const Row& row, Reading& reading) {
  if (row.IsNull("grantee")) {
    schema::Object* object = FindIdentityGrants(row, reading) == nullptr ? FindGranted(row, reading) : nullptr;
    if (object == nullptr) return absl::OkStatus();
    auto& lacks = object->common.owner_lacks;
    if (!lacks.has_value()) lacks.emplace();
    lacks->push_back(row.String("privilege"));
    std::sort(lacks->begin(), lacks->end());
    return absl::OkStatus();
  }
  std::vector<schema::Grant>* grants = FindViewColumnGrants(row, reading);
  if (grants == nullptr) grants = FindIdentityGrants(row, reading);
  if (grants != nullptr) {
    grants->push_back({row.String("grantee"), row.String("privilege"), row.Bool("grantable")});
    std::sort(grants->begin(), grants->end());
    return absl::OkStatus();
  }
  schema::Object* object = FindGranted(row, reading);
  if (object == nullptr) return absl::OkStatus();
  object->common.grants.push_back({row.String("grantee"), row.String("privilege"), row.Bool("grantable")});
  return absl::OkStatus();
}

// What the readers of kinds refer to by OID, read before them.
constexpr Part kNames[] = {
    {"database.sql", &ReadDatabase},
    {"type.sql", &ReadType},
    {"external_type.sql", &ReadExternalType},
    {"collation_name.sql", &ReadCollationName},
    {"operator_class_name.sql", &ReadOperatorClassName},
    {"default_operator_class.sql", &ReadDefaultOperatorClass},
    {"used_routine.sql", &ReadUsedRoutine},
    {"used_operator.sql", &ReadUsedOperator},
};

// Settings that decide how the server prints expressions, and that keep the session out of everybody's way. Local to the transaction.
// jit: compiling such queries takes longer than running them. work_mem: no temporary files for the columns of thousands of tables.
constexpr const char* kBegin =
    "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;"
    "SET LOCAL client_encoding = 'UTF8';"
    "SET LOCAL search_path = '';"
    "SET LOCAL quote_all_identifiers = off;"
    "SET LOCAL DateStyle = 'ISO, MDY';"
    "SET LOCAL IntervalStyle = 'postgres';"
    "SET LOCAL TimeZone = 'UTC';"
    "SET LOCAL extra_float_digits = 1;"
    "SET LOCAL bytea_output = 'hex';"
    "SET LOCAL jit = off;"
    "SET LOCAL work_mem = '64MB'";

std::vector<Part> AllParts() {
  std::vector<Part> parts(std::begin(kNames), std::end(kNames));
  for (const KindReader& kind : KindReaders()) {
    if (kind.query != nullptr) parts.push_back({kind.query, kind.read});
  }
  parts.push_back({"inheritance.sql", &ReadInheritance});
  parts.push_back({"attached_index.sql", &ReadAttachedIndex});
  parts.push_back({"partition_key.sql", &ReadPartitionKey});
  parts.push_back({"grants.sql", &ReadGrant});
  parts.push_back({"security_label.sql", &ReadSecurityLabel});
  return parts;
}

// While the rows of one query are read here, the server works on the next: at thousands of tables each side has as much to do as the other.
absl::Status ReadParts(Connection& connection, const std::vector<Part>& parts, Reading& reading) {
  const int major = connection.server_version() / 10000;
  auto ask = [&](size_t part) {
    return std::async(std::launch::async, [&connection, major, query = parts[part].query] { return connection.Query(QueryText(query, major)); });
  };
  std::future<absl::StatusOr<Rows>> answer = ask(0);
  for (size_t part = 0; part < parts.size(); ++part) {
    ASSIGN_OR_RETURN(Rows rows, answer.get());
    if (part + 1 < parts.size()) answer = ask(part + 1);
    RETURN_IF_ERROR(rows.ForEach([&](const Row& row) { return parts[part].read(row, reading); }));
  }
  return absl::OkStatus();
}

absl::StatusOr<schema::DatabaseBuilder> ReadOnce(Connection& connection, const IntrospectOptions& options) {
  RETURN_IF_ERROR(connection.Execute(kBegin));
  if (options.timeout_seconds > 0) {
    RETURN_IF_ERROR(connection.Execute(absl::StrCat("SET LOCAL statement_timeout = '", options.timeout_seconds, "s'")));
  }
  schema::DatabaseBuilder builder;
  builder.origin().server_version = connection.server_version();
  builder.origin().live = true;
  Reading reading{.builder = builder, .oids = {}};
  RETURN_IF_ERROR(ReadParts(connection, AllParts(), reading));
  RETURN_IF_ERROR(connection.Execute("COMMIT"));
  return builder;
}

absl::Status CheckVersion(int server_version) {
  int major = server_version / 10000;
  if (major >= kOldestMajor && major <= kNewestMajor) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the server is PostgreSQL ", major, "; this version of lockstep works with ", kOldestMajor, " to ", kNewestMajor));
}

absl::Status AddContext(const absl::Status& status) {
  if (status.code() == absl::StatusCode::kAborted) {
    return schema::WithHint(absl::UnavailableError("the schema kept changing while it was read"), "try again when no other migration runs");
  }
  if (status.code() == absl::StatusCode::kDeadlineExceeded) {
    return schema::WithHint(absl::UnavailableError(absl::StrCat("reading the catalogs took too long: ", status.message())),
                            "another session may hold an exclusive lock; see pg_locks");
  }
  return absl::Status(status.code(), absl::StrCat("reading the catalogs: ", status.message()));
}

}  // namespace

absl::StatusOr<schema::DatabaseBuilder> Introspect(absl::string_view connection_string, const IntrospectOptions& options) {
  ASSIGN_OR_RETURN(Connection connection, Connection::Open(connection_string, options.timeout_seconds));
  RETURN_IF_ERROR(CheckVersion(connection.server_version()));
  for (int attempt = 1;; ++attempt) {
    absl::StatusOr<schema::DatabaseBuilder> builder = ReadOnce(connection, options);
    if (builder.ok()) return builder;
    if (builder.status().code() != absl::StatusCode::kAborted || attempt == kAttempts) return AddContext(builder.status());
    RETURN_IF_ERROR(connection.Execute("ROLLBACK"));
  }
}

}  // namespace introspect
