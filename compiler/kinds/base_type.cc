#include "compiler/kinds/base_type.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "compiler/kinds/define.h"
#include "compiler/kinds/options.h"
#include "compiler/kinds/type_common.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::BaseType;
using schema::ErrorAt;
using schema::Kind;
using schema::ObjectKey;
using schema::TypeRef;
using Lists = std::vector<std::vector<TypeRef>>;

void Put(std::vector<schema::Option>& attributes, absl::string_view name, std::string value, absl::string_view by_default) {
  attributes.erase(std::remove_if(attributes.begin(), attributes.end(), [&](const schema::Option& o) { return o.name == name; }), attributes.end());
  if (value == by_default) return;
  attributes.push_back({std::string(name), std::move(value)});
  std::sort(attributes.begin(), attributes.end(), [](const schema::Option& a, const schema::Option& b) { return a.name < b.name; });
}

// What LIKE copies, of the builtin types that new ones are commonly like.
struct Layout {
  const char* type;
  const char* length;
  bool by_value;
  const char* alignment;
  const char* storage;
};
constexpr Layout kLayouts[] = {{"bool", "1", true, "char", "plain"},       {"int2", "2", true, "int2", "plain"},   {"int4", "4", true, "int4", "plain"},
                               {"int8", "8", true, "double", "plain"},     {"float4", "4", true, "int4", "plain"}, {"float8", "8", true, "double", "plain"},
                               {"oid", "4", true, "int4", "plain"},        {"date", "4", true, "int4", "plain"},   {"timestamp", "8", true, "double", "plain"},
                               {"timestamptz", "8", true, "double", "plain"}, {"text", "variable", false, "int4", "extended"}, {"varchar", "variable", false, "int4", "extended"},
                               {"bytea", "variable", false, "int4", "extended"}, {"numeric", "variable", false, "int4", "main"}, {"uuid", "16", false, "char", "plain"}};

absl::Status CopyLayout(Context& context, const DefElem& element, BaseType& type) {
  const auto* name = AsOrNull<::TypeName>(element.arg, T_TypeName);
  if (name == nullptr) return ErrorAt(context.span(), "E0114", "LIKE needs a type");
  ASSIGN_OR_RETURN(TypeRef like, ResolveType(context, *name));
  if (const schema::Object* own = context.builder().Find(schema::MakeKey(Kind::kBaseType, {like.schema, like.name})); own != nullptr) {
    for (const schema::Option& option : own->As<BaseType>().attributes) {
      bool copied = option.name == "internallength" || option.name == "passedbyvalue" || option.name == "alignment" || option.name == "storage";
      if (copied) Put(type.attributes, option.name, option.value, "");
    }
    return absl::OkStatus();
  }
  for (const Layout& layout : kLayouts) {
    if (!like.IsBuiltin(layout.type)) continue;
    Put(type.attributes, "internallength", layout.length, "variable");
    Put(type.attributes, "passedbyvalue", layout.by_value ? "true" : "false", "false");
    Put(type.attributes, "alignment", layout.alignment, "int4");
    Put(type.attributes, "storage", layout.storage, "plain");
    return absl::OkStatus();
  }
  return ErrorAt(context.span(), "W0301", "LIKE ", schema::FormatType(like), " is not supported yet: state its length, alignment and storage");
}

std::string Alignment(absl::string_view word) {
  if (word == "double" || word == "float8" || word == "double precision") return "double";
  if (word == "char" || word == "bpchar") return "char";
  return word == "int2" || word == "smallint" ? "int2" : "int4";
}

absl::Status ReadAttribute(Context& context, const DefElem& element, absl::string_view name, BaseType& type) {
  std::string value = OptionValue(element);
  if (name == "internallength") {
    Put(type.attributes, name, value == "-1" ? "variable" : absl::AsciiStrToLower(value), "variable");
  } else if (name == "passedbyvalue" || name == "preferred" || name == "collatable") {
    Put(type.attributes, name, OptionBoolean(value) ? "true" : "false", "false");
  } else if (name == "alignment") {
    std::vector<std::string> parts = NameParts(element);
    Put(type.attributes, name, Alignment(absl::AsciiStrToLower(parts.back())), "int4");
  } else if (name == "storage") {
    Put(type.attributes, name, absl::AsciiStrToLower(value), "plain");
  } else if (name == "category") {
    Put(type.attributes, name, value.substr(0, 1), "U");
  } else if (name == "delimiter") {
    Put(type.attributes, name, value.substr(0, 1), ",");
  } else if (name == "default") {
    Put(type.attributes, name, value, "");
  } else if (name == "element") {
    const auto* of = AsOrNull<::TypeName>(element.arg, T_TypeName);
    if (of == nullptr) return absl::OkStatus();
    ASSIGN_OR_RETURN(TypeRef resolved, ResolveType(context, *of));
    Put(type.attributes, name, schema::FormatType(resolved), "");
  }
  return absl::OkStatus();
}

// The functions that ALTER TYPE can set too.
absl::Status ReadFunctions(Context& context, const List* definition, const TypeRef& self, BaseType& type) {
  const TypeRef internal = schema::BuiltinType("internal"), oid = schema::BuiltinType("oid"), integer = schema::BuiltinType("int4");
  TypeRef strings = schema::BuiltinType("cstring");
  strings.array = true;
  auto read = [&](absl::string_view element, const Lists& lists, std::optional<ObjectKey>& function) -> absl::Status {
    const DefElem* found = FindElement(definition, element);
    if (found == nullptr) return absl::OkStatus();
    std::vector<std::string> name = NameParts(*found);
    function.reset();
    if (found->arg == nullptr) return absl::OkStatus();  // NONE
    if (name.size() == 1 && absl::AsciiStrToLower(name[0]) == "none") return absl::OkStatus();
    ASSIGN_OR_RETURN(function, FindRoutineOf(context, name, lists));
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(read("receive", {{internal}, {internal, oid, integer}}, type.receive));
  RETURN_IF_ERROR(read("send", {{self}}, type.send));
  RETURN_IF_ERROR(read("typmod_in", {{strings}}, type.typmod_in));
  RETURN_IF_ERROR(read("typmod_out", {{integer}}, type.typmod_out));
  RETURN_IF_ERROR(read("analyze", {{internal}}, type.analyze));
  return read("subscript", {{internal}}, type.subscript);
}

}  // namespace

absl::Status CreateBaseType(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.defnames));
  ObjectKey key = schema::MakeKey(Kind::kBaseType, {name.schema, name.name});
  schema::Object* existing = context.builder().Find(key);
  bool shell = statement.definition == nullptr;
  if (existing == nullptr) RETURN_IF_ERROR(NewTypeKey(context, Kind::kBaseType, name).status());
  BaseType type;
  type.shell = shell;
  if (!shell) {
    if (existing != nullptr && !existing->As<BaseType>().shell) return AlreadyExists(context, context.span(), key.ToString(), existing->span);
    const TypeRef self{name.schema, name.name, -1, false}, text = schema::BuiltinType("cstring"), oid = schema::BuiltinType("oid"), integer = schema::BuiltinType("int4");
    const Lists inputs = {{text}, {text, oid, integer}}, outputs = {{self}};
    ASSIGN_OR_RETURN(type.input, FindRoutine(context, statement.definition, "input", inputs));
    ASSIGN_OR_RETURN(type.output, FindRoutine(context, statement.definition, "output", outputs));
    if (!type.input.has_value() || !type.output.has_value()) return ErrorAt(context.span(), "E0114", "type input and output functions must be specified");
    RETURN_IF_ERROR(ReadFunctions(context, statement.definition, self, type));
    if (const DefElem* like = FindElement(statement.definition, "like"); like != nullptr) RETURN_IF_ERROR(CopyLayout(context, *like, type));
    for (int i = 0; i < list_length(statement.definition); ++i) {
      const auto& element = As<DefElem>(*NodeAt(statement.definition, i));
      RETURN_IF_ERROR(ReadAttribute(context, element, absl::AsciiStrToLower(element.defname), type));
    }
  }
  if (existing == nullptr) {
    context.workspace().Add({key, NewTypeCommon(), std::move(type), context.span(), nullptr, 0});
  } else if (!shell) {  // the shell was only the announcement
    existing->As<BaseType>() = std::move(type);
    existing->span = context.span();
  }
  return absl::OkStatus();
}

absl::Status AlterBaseType(Context& context, const AlterTypeStmt& statement) {
  constexpr Kind kKinds[] = {Kind::kBaseType};
  ASSIGN_OR_RETURN(ObjectKey key, FindType(context, statement.typeName, kKinds));
  BaseType changed = context.builder().Find(key)->As<BaseType>();
  RETURN_IF_ERROR(ReadFunctions(context, statement.options, {std::string(key.schema_name()), std::string(key.name()), -1, false}, changed));
  for (int i = 0; i < list_length(statement.options); ++i) {
    const auto& element = As<DefElem>(*NodeAt(statement.options, i));
    RETURN_IF_ERROR(ReadAttribute(context, element, absl::AsciiStrToLower(element.defname), changed));
  }
  context.builder().Find(key)->As<BaseType>() = std::move(changed);
  return absl::OkStatus();
}

}  // namespace compiler
