#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {

namespace {

const char* AlignmentName(char letter) { return letter == 'c' ? "char" : letter == 's' ? "int2" : letter == 'd' ? "double" : "int4"; }
const char* StorageName(char letter) { return letter == 'x' ? "extended" : letter == 'e' ? "external" : letter == 'm' ? "main" : "plain"; }

}  // namespace

absl::Status ReadBaseType(const Row& row, Reading& reading) {
  schema::Object object = MakeOwnedObject<schema::BaseType>(row);
  auto& type = object.As<schema::BaseType>();
  type.shell = row.Bool("shell");
  reading.oids.type_objects.emplace(row.OidOf("oid"), object.key);
  if (!type.shell) {
    bool is_array_like = row.Text("category") == "A";
    ASSIGN_OR_RETURN(type.input, reading.oids.OptionalRoutine(row.OidOf("input")));
    ASSIGN_OR_RETURN(type.output, reading.oids.OptionalRoutine(row.OidOf("output")));
    ASSIGN_OR_RETURN(type.receive, reading.oids.OptionalRoutine(row.OidOf("receive")));
    ASSIGN_OR_RETURN(type.send, reading.oids.OptionalRoutine(row.OidOf("send")));
    ASSIGN_OR_RETURN(type.typmod_in, reading.oids.OptionalRoutine(row.OidOf("typmod_in")));
    ASSIGN_OR_RETURN(type.typmod_out, reading.oids.OptionalRoutine(row.OidOf("typmod_out")));
    ASSIGN_OR_RETURN(type.analyze, reading.oids.OptionalRoutine(row.OidOf("analyze")));
    ASSIGN_OR_RETURN(type.subscript, reading.oids.OptionalRoutine(row.OidOf("subscript")));
    auto set = [&](const char* name, std::string value, absl::string_view by_default) {
      if (value != by_default) type.attributes.push_back({name, std::move(value)});
    };
    set("alignment", AlignmentName(row.Letter("alignment")), "int4");
    set("category", row.String("category"), "U");
    set("collatable", row.Bool("collatable") ? "true" : "false", "false");
    set("default", row.String("default_value"), "");
    set("delimiter", row.String("delimiter"), ",");
    if (Oid element = row.OidOf("element"); element != 0 && !is_array_like) {
      ASSIGN_OR_RETURN(schema::TypeRef of, reading.oids.Type(element, -1));
      set("element", schema::FormatType(of), "");
    }
    set("internallength", row.IsNull("length") ? "variable" : row.String("length"), "variable");
    set("passedbyvalue", row.Bool("by_value") ? "true" : "false", "false");
    set("preferred", row.Bool("preferred") ? "true" : "false", "false");
    set("storage", StorageName(row.Letter("storage")), "plain");
  }
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
