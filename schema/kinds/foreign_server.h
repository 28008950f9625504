// CREATE FOREIGN DATA WRAPPER, SERVER, USER MAPPING.
//
// The options of a user mapping are how somebody gets in, and nobody can say which of them are secret: their values are no part of the model, so that they
// stand in no plan, dump, snapshot or message. Their names are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/table.h"
#include "schema/object_key.h"

namespace schema {

struct ForeignDataWrapper {
  static constexpr Kind kKind = Kind::kForeignDataWrapper;
  std::optional<ObjectKey> handler;
  std::optional<ObjectKey> validator;
  std::vector<Option> options;
  static constexpr auto kFields = std::tuple{Field{"handler", &ForeignDataWrapper::handler}, Field{"validator", &ForeignDataWrapper::validator},
                                             Field{"options", &ForeignDataWrapper::options}};
};
static_assert(kAllFieldsListed<ForeignDataWrapper>);

struct ForeignServer {
  static constexpr Kind kKind = Kind::kForeignServer;
  std::string wrapper;
  std::optional<std::string> type;
  std::optional<std::string> version;
  std::vector<Option> options;
  static constexpr auto kFields = std::tuple{Field{"wrapper", &ForeignServer::wrapper}, Field{"type", &ForeignServer::type},
                                             Field{"version", &ForeignServer::version}, Field{"options", &ForeignServer::options}};
};
static_assert(kAllFieldsListed<ForeignServer>);

// Its key is one name, "for user server name".
struct UserMapping {
  static constexpr Kind kKind = Kind::kUserMapping;
  std::string server;
  std::string user;  // "public" for PUBLIC
  // The names of its options, sorted; absent: not stated, or not for this role to see. Compared only where both sides have them (planner/diff.cc).
  std::optional<std::vector<std::string>> options;
  static constexpr auto kFields = std::tuple{Field{"server", &UserMapping::server}, Field{"user", &UserMapping::user}, Field{"options", &UserMapping::options}};
};
static_assert(kAllFieldsListed<UserMapping>);

}  // namespace schema
