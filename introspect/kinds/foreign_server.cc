// Foreign-data wrappers, servers, user mappings.
#include "absl/strings/str_cat.h"
#include "introspect/generic_options.h"
#include "introspect/kinds.h"

namespace introspect {
namespace {

using schema::Kind;
using schema::MakeKey;

template <typename T>
schema::Object MakeDatabaseWide(const Row& row) {
  schema::Object object = MakeObject<T>(MakeKey(T::kKind, {row.Text("name")}), row);
  object.common.owner = row.OptionalString("owner");
  return object;
}

}  // namespace

absl::Status ReadForeignDataWrapper(const Row& row, Reading& reading) {
  schema::Object object = MakeDatabaseWide<schema::ForeignDataWrapper>(row);
  auto& wrapper = object.As<schema::ForeignDataWrapper>();
  if (!row.IsNull("handler")) wrapper.handler = MakeKey(Kind::kFunction, {row.Text("handler_schema"), absl::StrCat(row.Text("handler"), "()")});
  if (!row.IsNull("validator")) wrapper.validator = MakeKey(Kind::kFunction, {row.Text("validator_schema"), absl::StrCat(row.Text("validator"), "(text[], oid)")});
  wrapper.options = ReadGenericOptions(row.Strings("options"));
  reading.oids.wrappers.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

absl::Status ReadForeignServer(const Row& row, Reading& reading) {
  schema::Object object = MakeDatabaseWide<schema::ForeignServer>(row);
  auto& server = object.As<schema::ForeignServer>();
  server.wrapper = row.String("wrapper");
  server.type = row.OptionalString("type");
  server.version = row.OptionalString("version");
  server.options = ReadGenericOptions(row.Strings("options"));
  reading.oids.servers.emplace(row.OidOf("oid"), object.key);
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

absl::Status ReadUserMapping(const Row& row, Reading& reading) {
  schema::ObjectKey key = MakeKey(Kind::kUserMapping, {absl::StrCat("for ", row.Text("user"), " server ", row.Text("server"))});
  schema::Object object = MakeObject<schema::UserMapping>(std::move(key), row);
  auto& mapping = object.As<schema::UserMapping>();
  mapping.server = row.String("server");
  mapping.user = row.String("user");
  if (!row.IsNull("option_names")) mapping.options = row.Strings("option_names");
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
