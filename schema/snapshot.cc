#include "schema/snapshot.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "schema/support/status.h"
#include "schema/visit_body.h"

namespace schema {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "lockstep snapshot";
constexpr int kMajor = 1;

// --- Writing.

template <typename T>
  requires(std::is_arithmetic_v<T>)
Json Write(T value) { return value; }
template <typename T>
  requires(std::is_enum_v<T>)
Json Write(T value) { return EnumName(value); }
Json Write(const std::string& value) { return value; }
Json Write(const ObjectKey& key) {
  Json names = Json::array();
  for (absl::string_view part : key.parts()) names.push_back(std::string(part));
  return {{"kind", KindName(key.kind)}, {"name", std::move(names)}};
}
Json Write(const TypeRef& type) {
  Json json = {{"schema", type.schema}, {"name", type.name}};
  if (type.typmod != -1) json["typmod"] = type.typmod;
  if (type.array) json["array"] = true;
  return json;
}
Json Write(const CollationName& collation) { return {{"schema", collation.schema}, {"name", collation.name}}; }
Json Write(const Expr& expr) { return expr.sql; }
template <HasFields T>
Json Write(const T& value);
template <typename T>
Json Write(const std::vector<T>& values);
template <typename T>
Json Write(const std::optional<T>& value) { return Write(*value); }  // at its default: not written
template <typename T>
Json Write(const Rare<T>& value) { return Write(*value); }
template <typename T>
Json Write(const std::vector<T>& values) {
  Json json = Json::array();
  for (const T& value : values) json.push_back(Write(value));
  return json;
}
template <HasFields T>
Json Write(const T& value) {
  Json json = Json::object();
  [[maybe_unused]] static const T kDefault{};
  ForEachField<T>([&](const auto& field) {
    if (!(value.*field.member == kDefault.*field.member)) json[field.name] = Write(value.*field.member);
  });
  return json;
}

// --- Reading. A value of the wrong shape throws nlohmann's type error, caught once in FromJson.

template <typename T>
  requires(std::is_arithmetic_v<T>)
void Read(const Json& json, T& value) { value = json.get<T>(); }
template <typename T>
  requires(std::is_enum_v<T>)
void Read(const Json& json, T& value) {
  const auto& names = EnumNames<T>::kNames;
  std::string word = json.get<std::string>();
  for (size_t i = 0; i < std::size(names); ++i) {
    if (word == names[i]) {
      value = static_cast<T>(i);
      return;
    }
  }
  throw std::invalid_argument(absl::StrCat("\"", word, "\" is none of the words allowed there"));
}
void Read(const Json& json, std::string& value) { value = json.get<std::string>(); }
void Read(const Json& json, ObjectKey& key) {
  std::string kind = json.at("kind").get<std::string>();
  key.path.clear();
  bool first = true;
  for (const Json& name : json.at("name")) {
    if (!first) key.path.push_back('\0');
    key.path += name.get<std::string>();
    first = false;
  }
  for (size_t i = 0; i < kKindCount; ++i) {
    key.kind = static_cast<Kind>(i);
    if (kind == KindName(key.kind)) return;
  }
  throw std::invalid_argument(absl::StrCat("\"", kind, "\" is no kind of object"));
}
void Read(const Json& json, TypeRef& type) {
  type.schema = json.at("schema").get<std::string>();
  type.name = json.at("name").get<std::string>();
  type.typmod = json.value("typmod", -1);
  type.array = json.value("array", false);
}
void Read(const Json& json, CollationName& collation) {
  collation.schema = json.at("schema").get<std::string>();
  collation.name = json.at("name").get<std::string>();
}
void Read(const Json& json, Expr& expr) { expr.sql = json.get<std::string>(); }
template <HasFields T>
void Read(const Json& json, T& value);
template <typename T>
void Read(const Json& json, std::vector<T>& values);
template <typename T>
void Read(const Json& json, std::optional<T>& value) { Read(json, value.emplace()); }
template <typename T>
void Read(const Json& json, Rare<T>& value) { Read(json, value.emplace()); }
template <typename T>
void Read(const Json& json, std::vector<T>& values) {
  for (const Json& element : json) Read(element, values.emplace_back());
}
template <HasFields T>
void Read(const Json& json, T& value) {
  ForEachField<T>([&](const auto& field) {
    auto it = json.find(field.name);
    if (it != json.end()) Read(*it, value.*field.member);
  });
}

template <size_t I = 0>
Body MakeBody(Kind kind, const Json& json) {
  if constexpr (I < kKindCount) {
    if (static_cast<size_t>(kind) != I) return MakeBody<I + 1>(kind, json);
    BodyAt<I> body;
    Read(json, body);
    return body;
  } else {
    return Body();
  }
}

DatabaseBuilder ReadDatabase(const Json& json) {
  DatabaseBuilder builder;
  builder.origin().server_version = json.value("server_version", 0);
  builder.origin().description = json.value("description", "snapshot");
  builder.origin().current_user = json.value("current_user", "");
  builder.origin().live = json.value("live", false);
  if (auto types = json.find("external_types"); types != json.end()) Read(*types, builder.origin().external_types);
  for (const Json& entry : json.at("objects")) {
    Object object;
    Read(entry, object.key);
    if (auto common = entry.find("common"); common != entry.end()) Read(*common, object.common);
    static const Json kNothing = Json::object();
    auto body = entry.find("body");
    object.body = MakeBody(object.key.kind, body == entry.end() ? kNothing : *body);
    std::string name = object.key.ToString();
    if (builder.Add(std::move(object)) == nullptr) throw std::invalid_argument(absl::StrCat(name, " stands twice"));
  }
  return builder;
}

}  // namespace

std::string ToJson(const Database& database) {
  const Origin& origin = database.origin();
  Json json = {{"format", kFormat}, {"format_version", "1.0"}, {"server_version", origin.server_version}, {"description", origin.description}};
  if (!origin.current_user.empty()) json["current_user"] = origin.current_user;
  json["live"] = origin.live;
  json["external_types"] = Write(origin.external_types);
  Json& objects = json["objects"] = Json::array();
  for (const ObjectPtr& object : database.objects()) {
    Json entry = Write(object->key);
    Json common = Write(object->common);
    if (!common.empty()) entry["common"] = std::move(common);
    Json body = VisitBody(*object, [](const auto& value) { return Write(value); });
    if (!body.empty()) entry["body"] = std::move(body);
    objects.push_back(std::move(entry));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

absl::StatusOr<DatabaseBuilder> FromJson(absl::string_view text) {
  try {
    Json json = Json::parse(text.data(), text.data() + text.size());
    if (json.value("format", "") != kFormat) return absl::InvalidArgumentError("this JSON is no snapshot of lockstep");
    std::string version = json.value("format_version", "");
    if (std::atoi(version.c_str()) != kMajor) {
      return absl::InvalidArgumentError(absl::StrCat("snapshot format ", version, " is not known to this version of lockstep; it knows ", kMajor, ".x"));
    }
    return ReadDatabase(json);
  } catch (const std::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("this is no sound snapshot: ", error.what()));
  }
}

}  // namespace schema
