#include "introspect/routine.h"

#include "absl/strings/str_cat.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

// pg_proc.proargmodes (pg_proc.h, PROARGMODE_*).
schema::ArgumentMode ModeOf(absl::string_view letter) {
  switch (letter.empty() ? 'i' : letter[0]) {
    case 'o': return schema::ArgumentMode::kOut;
    case 'b': return schema::ArgumentMode::kInOut;
    case 'v': return schema::ArgumentMode::kVariadic;
    case 't': return schema::ArgumentMode::kTable;
    default: return schema::ArgumentMode::kIn;
  }
}

}  // namespace

absl::StatusOr<std::vector<schema::TypeRef>> ReadTypes(const Row& row, const Reading& reading, absl::string_view column) {
  std::vector<schema::TypeRef> types;
  for (int64_t oid : row.Integers(column)) {
    ASSIGN_OR_RETURN(schema::TypeRef type, reading.oids.Type(static_cast<Oid>(oid), -1));
    types.push_back(std::move(type));
  }
  return types;
}

absl::StatusOr<std::vector<schema::Argument>> ReadArguments(const Row& row, const Reading& reading) {
  ASSIGN_OR_RETURN(std::vector<schema::TypeRef> types, ReadTypes(row, reading, "types"));
  std::vector<std::string> modes = row.Strings("modes"), names = row.Strings("names"), defaults = row.Strings("defaults");
  std::vector<schema::Argument> arguments(types.size());
  for (size_t i = 0; i < types.size(); ++i) {
    arguments[i].type = std::move(types[i]);
    if (i < modes.size()) arguments[i].mode = ModeOf(modes[i]);
    if (i < names.size()) arguments[i].name = names[i];
    if (i < defaults.size() && !defaults[i].empty()) arguments[i].default_value = schema::MakeExpr(defaults[i], nullptr);
  }
  return arguments;
}

std::vector<schema::Option> ReadConfig(const Row& row) {
  std::vector<schema::Option> config;
  for (const std::string& setting : row.Strings("config")) {
    size_t equals = setting.find('=');
    if (equals != std::string::npos) config.push_back({setting.substr(0, equals), setting.substr(equals + 1)});
  }
  return config;
}

schema::Parallel ReadParallel(const Row& row) {
  switch (row.Letter("parallel")) {
    case 's': return schema::Parallel::kSafe;
    case 'r': return schema::Parallel::kRestricted;
    default: return schema::Parallel::kUnsafe;
  }
}

schema::ObjectKey RoutineKey(schema::Kind kind, const Row& row, const std::vector<schema::Argument>& arguments) {
  return schema::MakeKey(kind, {row.Text("schema"), absl::StrCat(row.Text("name"), schema::SignatureOf(schema::InputTypes(arguments)))});
}

}  // namespace introspect
