// Finding objects that are not modelled, by the ObjectType and node with which DROP, COMMENT, ALTER … RENAME and others name them.
#include "absl/strings/match.h"
#include "compiler/kinds/signature.h"
#include "compiler/kinds/unmodelled.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::Object;
using schema::ObjectKey;

// How the node names the object.
enum class Shape { kString, kNames, kTypeName, kRelation, kOnTable, kRoutine, kOperator, kOpclass, kCast, kTransform, kNone };

struct Row {
  ObjectType type;
  Shape shape;
  absl::string_view whats[3];  // the words that are tried
};

constexpr Row kRows[] = {
    {OBJECT_ACCESS_METHOD, Shape::kString, {"access method"}},
    {OBJECT_AGGREGATE, Shape::kRoutine, {"aggregate"}},
    {OBJECT_CAST, Shape::kCast, {"cast"}},
    {OBJECT_COLLATION, Shape::kNames, {"collation"}},
    {OBJECT_CONVERSION, Shape::kNames, {"conversion"}},
    {OBJECT_EVENT_TRIGGER, Shape::kString, {"event trigger"}},
    {OBJECT_FUNCTION, Shape::kRoutine, {"function", "aggregate"}},
    {OBJECT_LANGUAGE, Shape::kString, {"language"}},
    {OBJECT_OPCLASS, Shape::kOpclass, {"operator class"}},
    {OBJECT_OPERATOR, Shape::kOperator, {"operator"}},
    {OBJECT_OPFAMILY, Shape::kOpclass, {"operator family"}},
    {OBJECT_POLICY, Shape::kOnTable, {"policy"}},
    {OBJECT_PROCEDURE, Shape::kRoutine, {"procedure"}},
    {OBJECT_PUBLICATION, Shape::kString, {"publication"}},
    {OBJECT_ROUTINE, Shape::kRoutine, {"function", "procedure", "aggregate"}},
    {OBJECT_RULE, Shape::kOnTable, {"rule"}},
    {OBJECT_STATISTIC_EXT, Shape::kNames, {"statistics"}},
    {OBJECT_SUBSCRIPTION, Shape::kString, {"subscription"}},
    {OBJECT_TRANSFORM, Shape::kTransform, {"transform"}},
    {OBJECT_TRIGGER, Shape::kOnTable, {"trigger"}},
    {OBJECT_TSCONFIGURATION, Shape::kNames, {"text search configuration"}},
    {OBJECT_TSDICTIONARY, Shape::kNames, {"text search dictionary"}},
    {OBJECT_TSPARSER, Shape::kNames, {"text search parser"}},
    {OBJECT_TSTEMPLATE, Shape::kNames, {"text search template"}},
    {OBJECT_TYPE, Shape::kTypeName, {"range type", "base type"}},
};

const Row* FindRow(ObjectType type) {
  for (const Row& row : kRows) {
    if (row.type == type) return &row;
  }
  return nullptr;
}

std::optional<ObjectKey> InSchemas(Context& context, const std::vector<std::string>& schemas, const Row& row, absl::string_view name) {
  for (const std::string& schema : schemas) {
    for (absl::string_view what : row.whats) {
      if (what.empty()) continue;
      ObjectKey key = MakeKey(Kind::kUnmodelled, {schema, absl::StrCat(what, " ", name)});
      if (context.builder().Find(key) != nullptr) return key;
    }
  }
  return std::nullopt;
}

std::vector<std::string> SchemasOf(Context& context, const std::vector<std::string>& parts) {
  return parts.size() > 1 ? std::vector<std::string>{parts[parts.size() - 2]} : context.settings().search_path;
}

// The only routine of this name; nullopt when there are none or several.
std::optional<ObjectKey> OnlyRoutine(Context& context, const std::vector<std::string>& schemas, const Row& row, absl::string_view name) {
  for (const std::string& schema : schemas) {
    std::vector<ObjectKey> found;
    for (const ObjectKey& key : context.workspace().ObjectsIn(schema, Kind::kUnmodelled)) {
      for (absl::string_view what : row.whats) {
        if (!what.empty() && absl::StartsWith(key.name(), absl::StrCat(what, " ", name, "("))) found.push_back(key);
      }
    }
    if (found.size() == 1) return found[0];
  }
  return std::nullopt;
}

absl::StatusOr<std::optional<ObjectKey>> FindRoutine(Context& context, const Row& row, const ObjectWithArgs& object) {
  std::vector<std::string> parts = Strings(object.objname);
  std::vector<std::string> schemas = SchemasOf(context, parts);
  if (!object.args_unspecified) {
    ASSIGN_OR_RETURN(std::string types, TypeList(context, object.objargs));
    if (std::optional<ObjectKey> key = InSchemas(context, schemas, row, absl::StrCat(parts.back(), "(", types, ")")); key.has_value()) return key;
    // With argument modes stated, only the input arguments count; older dumps list OUT arguments too.
    if (object.objfuncargs != nullptr) {
      ASSIGN_OR_RETURN(std::string signature, FunctionSignature(context, parts.back(), object.objfuncargs));
      if (std::optional<ObjectKey> key = InSchemas(context, schemas, row, signature); key.has_value()) return key;
    }
  }
  return OnlyRoutine(context, schemas, row, parts.back());
}

absl::StatusOr<std::optional<ObjectKey>> FindOnTable(Context& context, const Row& row, const List* names) {
  std::vector<std::string> parts = Strings(names);
  std::string name = parts.back();
  parts.pop_back();
  if (parts.empty()) return std::nullopt;
  std::optional<ObjectKey> table = FindRelationIfAny(context, parts.size() > 1 ? absl::string_view(parts[parts.size() - 2]) : absl::string_view(), parts.back());
  if (!table.has_value()) return std::nullopt;
  ObjectKey key = table->Child(Kind::kUnmodelled, absl::StrCat(row.whats[0], " ", name));
  if (context.builder().Find(key) != nullptr) return key;
  if (table->kind == Kind::kUnmodelled) return *table;  // part of it
  return std::nullopt;
}

std::optional<ObjectKey> DatabaseWide(Context& context, absl::string_view what, absl::string_view name) {
  ObjectKey key = MakeKey(Kind::kUnmodelled, {absl::StrCat(what, " ", name)});
  return context.builder().Find(key) == nullptr ? std::nullopt : std::optional<ObjectKey>(key);
}

}  // namespace

absl::StatusOr<std::optional<ObjectKey>> FindUnmodelled(Context& context, ObjectType type, const ::Node* object) {
  const Row* row = FindRow(type);
  if (row == nullptr || object == nullptr) return std::nullopt;
  const auto* list = reinterpret_cast<const List*>(object);
  switch (row->shape) {
    case Shape::kString: return DatabaseWide(context, row->whats[0], strVal(object));
    case Shape::kNames: {
      std::vector<std::string> parts = Strings(list);
      return InSchemas(context, SchemasOf(context, parts), *row, parts.back());
    }
    case Shape::kTypeName: {
      std::vector<std::string> parts = Strings(IsA(object, TypeName) ? reinterpret_cast<const ::TypeName*>(object)->names : list);
      return InSchemas(context, SchemasOf(context, parts), *row, parts.back());
    }
    case Shape::kOnTable: return FindOnTable(context, *row, list);
    case Shape::kRoutine: return FindRoutine(context, *row, As<ObjectWithArgs>(*object));
    case Shape::kOperator: {
      const auto& operation = As<ObjectWithArgs>(*object);
      std::vector<std::string> parts = Strings(operation.objname);
      ASSIGN_OR_RETURN(std::string types, TypeList(context, operation.objargs));
      return InSchemas(context, SchemasOf(context, parts), *row, absl::StrCat(parts.back(), "(", types, ")"));
    }
    case Shape::kOpclass: {  // [access method, name parts…]
      std::vector<std::string> parts = Strings(list);
      std::string method = parts.front();
      parts.erase(parts.begin());
      return InSchemas(context, SchemasOf(context, parts), *row, absl::StrCat(parts.back(), " using ", method));
    }
    case Shape::kCast: {
      ASSIGN_OR_RETURN(std::string source, TypeText(context, As<::TypeName>(*NodeAt(list, 0))));
      ASSIGN_OR_RETURN(std::string target, TypeText(context, As<::TypeName>(*NodeAt(list, 1))));
      return DatabaseWide(context, "cast", absl::StrCat("(", source, " AS ", target, ")"));
    }
    case Shape::kTransform: {
      ASSIGN_OR_RETURN(std::string type_text, TypeText(context, As<::TypeName>(*NodeAt(list, 0))));
      return DatabaseWide(context, "transform", absl::StrCat("for ", type_text, " language ", strVal(NodeAt(list, 1))));
    }
    case Shape::kRelation:
    case Shape::kNone: return std::nullopt;
  }
  return std::nullopt;
}

std::string RenamedUnmodelled(absl::string_view last_name, absl::string_view what, absl::string_view new_name) {
  absl::string_view old_name = last_name.substr(what.size() + 1);
  size_t tail = old_name.find('(');
  if (tail == absl::string_view::npos) tail = old_name.find(" using ");
  return absl::StrCat(what, " ", new_name, tail == absl::string_view::npos ? "" : old_name.substr(tail));
}

}  // namespace compiler
