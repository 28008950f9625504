#include "schema/routine_key.h"

#include "absl/strings/str_cat.h"
#include "schema/object.h"

namespace schema {

bool IsRoutine(Kind kind) { return kind == Kind::kFunction || kind == Kind::kProcedure || kind == Kind::kAggregate; }

std::string SignatureOf(const std::vector<TypeRef>& types) {
  std::string text = "(";
  for (TypeRef type : types) {
    type.typmod = -1;
    absl::StrAppend(&text, text.size() == 1 ? "" : ", ", FormatType(type));
  }
  return text + ")";
}

std::vector<TypeRef> InputTypes(const std::vector<Argument>& arguments) {
  std::vector<TypeRef> types;
  for (const Argument& argument : arguments) {
    if (IsInput(argument)) types.push_back(argument.type);
  }
  return types;
}

RoutineName SplitRoutineName(absl::string_view last_name) {
  bool quoted = false;
  for (size_t i = last_name.size(); i-- > 0;) {
    if (last_name[i] == '"') quoted = !quoted;
    if (last_name[i] == '(' && !quoted) return {last_name.substr(0, i), last_name.substr(i)};
  }
  return {last_name, ""};
}

ObjectKey KeyByArguments(const Object& routine) {
  const std::vector<Argument>& arguments = routine.key.kind == Kind::kFunction    ? routine.As<Function>().arguments
                                           : routine.key.kind == Kind::kProcedure ? routine.As<Procedure>().arguments
                                                                                  : routine.As<Aggregate>().arguments;
  return MakeKey(routine.key.kind, {routine.key.schema_name(), absl::StrCat(SplitRoutineName(routine.key.name()).name, SignatureOf(InputTypes(arguments)))});
}

ObjectKey FunctionKey(absl::string_view schema, absl::string_view name, const std::vector<TypeRef>& types) {
  return MakeKey(Kind::kFunction, {schema, absl::StrCat(name, SignatureOf(types))});
}

ObjectKey RenamedRoutine(const ObjectKey& key, absl::string_view schema, absl::string_view name) {
  return MakeKey(key.kind, {schema, absl::StrCat(name, SplitRoutineName(key.name()).signature)});
}

}  // namespace schema
