#include "compiler/kinds/operator.h"

#include "absl/strings/ascii.h"
#include "compiler/kinds/define.h"
#include "compiler/kinds/options.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::ObjectKey;
using schema::Operator;
using schema::TypeRef;

absl::StatusOr<TypeRef> Operand(Context& context, const List* definition, absl::string_view side) {
  const DefElem* element = FindElement(definition, side);
  const auto* name = element == nullptr ? nullptr : AsOrNull<::TypeName>(element->arg, T_TypeName);
  if (name == nullptr) return TypeRef{"", "", -1, false};
  ASSIGN_OR_RETURN(TypeRef type, ResolveType(context, *name));
  type.typmod = -1;
  return type;
}

bool IsNone(const DefElem& element) {
  return element.arg == nullptr || (AsOrNull<String>(element.arg, T_String) != nullptr && absl::AsciiStrToLower(strVal(element.arg)) == "none");
}

// The selectivity estimators (ValidateRestrictionEstimator, ValidateJoinEstimator; operatorcmds.c).
absl::StatusOr<std::optional<ObjectKey>> Estimator(Context& context, const DefElem& element, bool join) {
  if (IsNone(element)) return std::nullopt;
  const TypeRef internal = schema::BuiltinType("internal"), oid = schema::BuiltinType("oid"), integer = schema::BuiltinType("int4"), small = schema::BuiltinType("int2");
  std::vector<std::vector<TypeRef>> candidates;
  if (join) candidates = {{internal, oid, internal, small, internal}, {internal, oid, internal, small}};
  else candidates = {{internal, oid, internal, integer}};
  ASSIGN_OR_RETURN(ObjectKey key, FindRoutineOf(context, NameParts(element), candidates));
  return key;
}

// The operator that this one names as its commutator or negator: one that is there, or that is to come in the schema named or first on the path.
absl::StatusOr<ObjectKey> Other(Context& context, const std::vector<std::string>& name, const TypeRef& left, const TypeRef& right) {
  if (std::optional<ObjectKey> found = FindOperatorIfAny(context, name, left, right); found.has_value()) return *std::move(found);
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.size() > 1 ? name[name.size() - 2].c_str() : nullptr, -1));
  return schema::OperatorKey(schema, name.back(), left, right);
}

absl::Status ReadProperty(Context& context, const DefElem& element, absl::string_view name, Operator& body) {
  if (name == "restrict") {
    ASSIGN_OR_RETURN(body.restrict_function, Estimator(context, element, false));
  } else if (name == "join") {
    ASSIGN_OR_RETURN(body.join_function, Estimator(context, element, true));
  } else if (name == "commutator") {
    ASSIGN_OR_RETURN(body.commutator, Other(context, NameParts(element), body.right, body.left));
  } else if (name == "negator") {
    ASSIGN_OR_RETURN(body.negator, Other(context, NameParts(element), body.left, body.right));
  } else if (name == "hashes") {
    body.hashes = OptionBoolean(OptionValue(element));
  } else if (name == "merges" || name == "sort1" || name == "sort2" || name == "ltcmp" || name == "gtcmp") {
    body.merges = name != "merges" || OptionBoolean(OptionValue(element));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CreateOperator(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.defnames));
  Operator body;
  body.name = name.name;
  ASSIGN_OR_RETURN(body.left, Operand(context, statement.definition, "leftarg"));
  ASSIGN_OR_RETURN(body.right, Operand(context, statement.definition, "rightarg"));
  if (body.right.empty()) return ErrorAt(context.span(), "E0114", "operator right argument type must be specified");
  ObjectKey key = schema::OperatorKey(name.schema, name.name, body.left, body.right);
  RETURN_IF_ERROR(CheckNew(context, key));
  std::vector<TypeRef> arguments;
  if (!body.left.empty()) arguments.push_back(body.left);
  arguments.push_back(body.right);
  const char* word = FindElement(statement.definition, "function") != nullptr ? "function" : "procedure";
  ASSIGN_OR_RETURN(std::optional<ObjectKey> function, FindRoutine(context, statement.definition, word, {&arguments, 1}));
  if (!function.has_value()) return ErrorAt(context.span(), "E0114", "operator function must be specified");
  body.function = *std::move(function);
  for (int i = 0; i < list_length(statement.definition); ++i) {
    const auto& element = As<DefElem>(*NodeAt(statement.definition, i));
    RETURN_IF_ERROR(ReadProperty(context, element, absl::AsciiStrToLower(element.defname), body));
  }
  context.workspace().Add(std::move(key), std::move(body), context.span());
  return absl::OkStatus();
}

absl::Status AlterOperator(Context& context, const AlterOperatorStmt& statement) {
  std::vector<std::string> name = Strings(statement.opername->objname);
  TypeRef sides[2] = {{"", "", -1, false}, {"", "", -1, false}};
  for (int i = 0; i < 2 && i < list_length(statement.opername->objargs); ++i) {
    if (const auto* type = AsOrNull<::TypeName>(NodeAt(statement.opername->objargs, i), T_TypeName); type != nullptr) {
      ASSIGN_OR_RETURN(sides[i], ResolveType(context, *type));
    }
  }
  std::optional<ObjectKey> key = FindOperatorIfAny(context, name, sides[0], sides[1]);
  schema::Object* object = key.has_value() ? context.builder().Find(*key) : nullptr;
  if (object == nullptr) {
    std::string token = schema::OperatorKey("", name.back(), sides[0], sides[1]).path.substr(1);
    return context.Missing(NameToken(token), context.span(), "E0111", absl::StrCat("operator ", token, " does not exist"));
  }
  Operator changed = object->As<Operator>();
  for (int i = 0; i < list_length(statement.options); ++i) {
    const auto& element = As<DefElem>(*NodeAt(statement.options, i));
    RETURN_IF_ERROR(ReadProperty(context, element, absl::AsciiStrToLower(element.defname), changed));
  }
  object->As<Operator>() = std::move(changed);
  return absl::OkStatus();
}

void LinkOperators(Workspace& workspace) {
  // Only an operator that was there already learns of the other; one made later says itself what it is linked with.
  auto is_earlier = [](const schema::Object& other, const schema::SourceSpan& span) { return other.span.file == span.file && other.span.offset < span.offset; };
  for (const ObjectKey& key : workspace.ObjectsOf(Kind::kOperator)) {
    const schema::Object& object = *workspace.builder().Find(key);
    const Operator& body = object.As<Operator>();
    if (body.commutator.has_value()) {
      schema::Object* other = workspace.builder().Find(*body.commutator);
      if (other != nullptr && is_earlier(*other, object.span) && !other->As<Operator>().commutator.has_value()) other->As<Operator>().commutator = key;
    }
    if (body.negator.has_value()) {
      schema::Object* other = workspace.builder().Find(*body.negator);
      if (other != nullptr && is_earlier(*other, object.span) && !other->As<Operator>().negator.has_value()) other->As<Operator>().negator = key;
    }
  }
}

}  // namespace compiler
