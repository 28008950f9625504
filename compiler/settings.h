// The session settings that decide what a statement means, as SET left them at that point of the script: search_path and the defaults of
// CREATE TABLE. Every file starts with PostgreSQL's defaults.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "compiler/catalog.h"

struct Node;  // of libpg_query (nodes.h)
struct VariableSetStmt;
struct TransactionStmt;

namespace compiler {

struct Settings {
  std::vector<std::string> search_path = {"public"};  // without "$user", which names no schema of ours
  std::string search_path_text = "\"$user\", public";  // as the setting's text
  std::string default_tablespace;                     // empty: the database's
  std::string default_access_method = "heap";
  std::string role;  // SET ROLE, SET SESSION AUTHORIZATION; empty: who runs the script
  bool operator==(const Settings&) const = default;
};

// Settings as statements keep them: shared by all that run under the same ones, with the name lookup that follows from them.
struct SettingsInUse {
  Settings settings;
  CatalogView catalog;
  absl::flat_hash_map<std::string, schema::TypeRef> builtin_types = {};  // by name and modifiers: what names of builtin types mean here
};

// The changing settings of one file.
class Session {
 public:
  const Settings& current() const { return current_; }
  // The parameters with a dot in their name, which belong to applications: "app.reader", as the script has set them.
  const absl::flat_hash_map<std::string, std::string>& application_parameters() const { return application_parameters_; }
  // SET and RESET. SET LOCAL lasts until the transaction ends. Settings that we do not look at are ignored.
  void Set(const ::VariableSetStmt& statement);
  // set_config(name, value, is_local).
  void SetConfig(absl::string_view name, absl::string_view value, bool local);
  // BEGIN, COMMIT, ROLLBACK. What a rolled-back transaction did to the schema stays: scripts do not do that.
  void EndTransaction();

 private:
  void Assign(absl::string_view name, std::vector<std::string> values, bool local);

  Settings current_;
  absl::flat_hash_map<std::string, std::string> application_parameters_;
  std::unique_ptr<Settings> before_local_;  // null: no SET LOCAL in this transaction
};

}  // namespace compiler
