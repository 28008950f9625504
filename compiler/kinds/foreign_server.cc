#include "compiler/kinds/foreign_server.h"

#include <algorithm>

#include "compiler/kinds/drop.h"
#include "compiler/kinds/options.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::ForeignDataWrapper;
using schema::ForeignServer;
using schema::Kind;
using schema::MakeKey;
using schema::Object;
using schema::ObjectKey;
using schema::UserMapping;

absl::Status CheckNew(Context& context, const ObjectKey& key) {
  const Object* existing = context.builder().Find(key);
  return existing == nullptr ? absl::OkStatus() : AlreadyExists(context, context.span(), key.ToString(), existing->span);
}

absl::StatusOr<Object*> Find(Context& context, Kind kind, absl::string_view name) {
  if (Object* object = context.builder().Find(MakeKey(kind, {name})); object != nullptr) return object;
  return context.Missing(NameToken(name), context.span(), "E0109", absl::StrCat(schema::KindName(kind), " \"", name, "\" does not exist"));
}

// The function's key: HANDLER takes no arguments, VALIDATOR text[] and oid.
std::optional<ObjectKey> RoutineKey(Context& context, const DefElem& option, absl::string_view arguments) {
  if (option.arg == nullptr) return std::nullopt;  // NO HANDLER
  std::vector<std::string> name = Strings(reinterpret_cast<const List*>(option.arg));
  std::string signature = absl::StrCat(name.back(), arguments);
  if (name.size() > 1) return MakeKey(Kind::kFunction, {name[name.size() - 2], signature});
  for (const std::string& schema : context.settings().search_path) {
    ObjectKey key = MakeKey(Kind::kFunction, {schema, signature});
    if (context.builder().Find(key) != nullptr) return key;
  }
  for (const BuiltinFunction& row : context.workspace().builtins().Functions(name.back())) {
    if (row.extension.empty()) return MakeKey(Kind::kFunction, {"pg_catalog", signature});
    if (const std::string* schema = context.catalog().ExtensionSchema(row.extension); schema != nullptr) return MakeKey(Kind::kFunction, {*schema, signature});
  }
  return MakeKey(Kind::kFunction, {context.settings().search_path.empty() ? "public" : context.settings().search_path.front(), signature});
}

void SetFunctions(Context& context, const List* functions, ForeignDataWrapper& wrapper) {
  for (int i = 0; i < list_length(functions); ++i) {
    const auto& option = As<DefElem>(*NodeAt(functions, i));
    if (absl::string_view(option.defname) == "handler") wrapper.handler = RoutineKey(context, option, "()");
    else wrapper.validator = RoutineKey(context, option, "(text[], oid)");
  }
}

std::string UserName(Context& context, const RoleSpec& role) {
  std::optional<std::string> name = RoleName(role);
  if (!name.has_value()) {
    const schema::Origin* live = context.workspace().options().live;
    return live != nullptr && !live->current_user.empty() ? live->current_user : "current_user";
  }
  return name->empty() ? "public" : *name;
}

ObjectKey MappingKey(absl::string_view user, absl::string_view server) { return MakeKey(Kind::kUserMapping, {absl::StrCat("for ", user, " server ", server)}); }

// Of options, only their names are kept.
void ChangeOptionNames(const List* list, UserMapping& mapping) {
  if (list == nullptr) return;
  std::vector<schema::Option> options;
  for (std::string& name : mapping.options.value_or(std::vector<std::string>())) options.push_back({std::move(name), ""});
  ChangeGenericOptions(list, options);
  std::vector<std::string>& names = mapping.options.emplace();
  for (schema::Option& option : options) names.push_back(std::move(option.name));
  std::sort(names.begin(), names.end());
}

// The mappings and foreign tables of a server, or the servers of a wrapper.
std::vector<ObjectKey> UsersOf(Context& context, const ObjectKey& key) {
  std::vector<ObjectKey> users;
  context.builder().ForEach([&](Object& object) {
    bool uses = false;
    if (key.kind == Kind::kForeignDataWrapper) {
      uses = object.key.kind == Kind::kForeignServer && object.As<ForeignServer>().wrapper == key.name();
    } else if (object.key.kind == Kind::kUserMapping) {
      uses = object.As<UserMapping>().server == key.name();
    } else if (object.key.kind == Kind::kTable) {
      const auto& foreign = object.As<schema::Table>().foreign_table;
      uses = foreign.has_value() && foreign->server == key.name();
    }
    if (uses) users.push_back(object.key);
  });
  return users;
}

}  // namespace

absl::Status CreateForeignDataWrapper(Context& context, const CreateFdwStmt& statement) {
  ObjectKey key = MakeKey(Kind::kForeignDataWrapper, {statement.fdwname});
  RETURN_IF_ERROR(CheckNew(context, key));
  ForeignDataWrapper wrapper;
  SetFunctions(context, statement.func_options, wrapper);
  ChangeGenericOptions(statement.options, wrapper.options);
  context.workspace().Add(std::move(key), std::move(wrapper), context.span());
  return absl::OkStatus();
}

absl::Status AlterForeignDataWrapper(Context& context, const AlterFdwStmt& statement) {
  ASSIGN_OR_RETURN(Object * object, Find(context, Kind::kForeignDataWrapper, statement.fdwname));
  SetFunctions(context, statement.func_options, object->As<ForeignDataWrapper>());
  ChangeGenericOptions(statement.options, object->As<ForeignDataWrapper>().options);
  return absl::OkStatus();
}

absl::Status CreateServer(Context& context, const CreateForeignServerStmt& statement) {
  ObjectKey key = MakeKey(Kind::kForeignServer, {statement.servername});
  if (statement.if_not_exists && context.builder().Find(key) != nullptr) return absl::OkStatus();
  RETURN_IF_ERROR(CheckNew(context, key));
  ForeignServer server;
  server.wrapper = statement.fdwname;  // perhaps an extension's
  if (statement.servertype != nullptr) server.type = statement.servertype;
  if (statement.version != nullptr) server.version = statement.version;
  ChangeGenericOptions(statement.options, server.options);
  context.workspace().Add(std::move(key), std::move(server), context.span());
  return absl::OkStatus();
}

absl::Status AlterServer(Context& context, const AlterForeignServerStmt& statement) {
  ASSIGN_OR_RETURN(Object * object, Find(context, Kind::kForeignServer, statement.servername));
  auto& server = object->As<ForeignServer>();
  if (statement.has_version) server.version = statement.version == nullptr ? std::nullopt : std::optional<std::string>(statement.version);
  ChangeGenericOptions(statement.options, server.options);
  return absl::OkStatus();
}

absl::Status CreateUserMapping(Context& context, const CreateUserMappingStmt& statement) {
  RETURN_IF_ERROR(Find(context, Kind::kForeignServer, statement.servername).status());
  UserMapping mapping{statement.servername, UserName(context, *statement.user), std::nullopt};
  ObjectKey key = MappingKey(mapping.user, mapping.server);
  if (statement.if_not_exists && context.builder().Find(key) != nullptr) return absl::OkStatus();
  RETURN_IF_ERROR(CheckNew(context, key));
  ChangeOptionNames(statement.options, mapping);
  context.workspace().Add(std::move(key), std::move(mapping), context.span());
  return absl::OkStatus();
}

absl::Status AlterUserMapping(Context& context, const AlterUserMappingStmt& statement) {
  ObjectKey key = MappingKey(UserName(context, *statement.user), statement.servername);
  Object* object = context.builder().Find(key);
  if (object == nullptr) return context.Missing(NameToken(key.name()), context.span(), "E0109", absl::StrCat("user mapping ", key.name(), " does not exist"));
  ChangeOptionNames(statement.options, object->As<UserMapping>());
  return absl::OkStatus();
}

absl::Status DropUserMapping(Context& context, const DropUserMappingStmt& statement) {
  return DropChild(context, MappingKey(UserName(context, *statement.user), statement.servername), statement.missing_ok ? IfMissing::kSkip : IfMissing::kFail, "E0109");
}

absl::Status DropForeign(Context& context, const ObjectKey& key, DropBehavior behavior) {
  for (const ObjectKey& user : UsersOf(context, key)) {
    if (behavior != DROP_CASCADE) {
      return schema::WithHint(ErrorAt(context.span(), "E0116", "cannot drop ", key.ToString(), " because ", user.ToString(), " depends on it"), "use CASCADE to drop both");
    }
    if (user.kind == Kind::kForeignServer) RETURN_IF_ERROR(DropForeign(context, user, behavior));
    else context.workspace().Remove(user);
  }
  context.workspace().Remove(key);
  return absl::OkStatus();
}

void MoveForeign(Context& context, const ObjectKey& from, absl::string_view new_name) {
  for (const ObjectKey& user : UsersOf(context, from)) {
    Object& object = *context.builder().Find(user);
    if (user.kind == Kind::kForeignServer) object.As<ForeignServer>().wrapper = std::string(new_name);
    if (user.kind == Kind::kTable) object.As<schema::Table>().foreign_table->server = std::string(new_name);
    if (user.kind != Kind::kUserMapping) continue;
    object.As<UserMapping>().server = std::string(new_name);
    std::string name = object.As<UserMapping>().user;
    context.workspace().Move(user, MappingKey(name, new_name));
  }
  context.workspace().Move(from, MakeKey(from.kind, {new_name}));
}

}  // namespace compiler
