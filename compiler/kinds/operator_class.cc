#include "compiler/kinds/operator_class.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "compiler/kinds/define.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::FamilyFunction;
using schema::FamilyOperator;
using schema::Kind;
using schema::ObjectKey;
using schema::OperatorClass;
using schema::OperatorFamily;
using schema::QualifiedName;
using schema::TypeRef;

// Support functions whose types are those of their arguments (assignProcTypes, opclasscmds.c).
constexpr int kBtreeOrder = 1, kBtreeInRange = 3, kHashStandard = 1, kHashExtended = 2;

struct Members {
  std::vector<FamilyOperator> operators;
  std::vector<FamilyFunction> functions;
  TypeRef storage{"", "", -1, false};
};

absl::StatusOr<std::vector<TypeRef>> ResolveTypes(Context& context, const List* names) {
  std::vector<TypeRef> types;
  for (int i = 0; i < list_length(names); ++i) {
    ASSIGN_OR_RETURN(TypeRef type, ResolveType(context, As<::TypeName>(*NodeAt(names, i))));
    type.typmod = -1;
    types.push_back(std::move(type));
  }
  return types;
}

// The family that a name means: its own object, or one that came with a class. Nullopt when there is none.
std::optional<QualifiedName> FindFamily(Context& context, const std::vector<std::string>& name, absl::string_view method) {
  std::vector<std::string> schemas = name.size() > 1 ? std::vector<std::string>{name[name.size() - 2]} : context.settings().search_path;
  for (const std::string& schema : schemas) {
    bool own = context.builder().Find(schema::OfMethodKey(Kind::kOperatorFamily, schema, name.back(), method)) != nullptr;
    const schema::Object* opclass = context.builder().Find(schema::OfMethodKey(Kind::kOperatorClass, schema, name.back(), method));
    if (own || (opclass != nullptr && !opclass->As<OperatorClass>().family.has_value())) return QualifiedName{schema, name.back()};
  }
  bool of_postgres = absl::EndsWith(name.back(), "_ops") && (name.size() == 1 || name[name.size() - 2] == "pg_catalog");
  if (of_postgres) return QualifiedName{"pg_catalog", name.back()};
  return std::nullopt;
}

absl::StatusOr<FamilyOperator> ReadOperator(Context& context, const CreateOpClassItem& item, const TypeRef& type) {
  FamilyOperator member;
  member.strategy = item.number;
  std::vector<std::string> name = Strings(item.name->objname);
  ASSIGN_OR_RETURN(std::vector<TypeRef> types, ResolveTypes(context, item.name->objargs));
  if (types.empty()) types = {type, type};
  if (types.size() == 1) types.push_back(types.front());
  std::optional<ObjectKey> found = FindOperatorIfAny(context, name, types[0], types[1]);
  if (!found.has_value()) {
    std::string token = schema::OperatorKey("", name.back(), types[0], types[1]).path.substr(1);
    return context.Missing(NameToken(token), context.span(), "E0111", absl::StrCat("operator ", token, " does not exist"));
  }
  member.op = *std::move(found);
  if (item.order_family != nullptr) {
    std::vector<std::string> family = Strings(item.order_family);
    member.sort_family = FindFamily(context, family, "btree").value_or(QualifiedName{family.size() > 1 ? family[family.size() - 2] : "pg_catalog", family.back()});
  }
  return member;
}

absl::StatusOr<FamilyFunction> ReadFunction(Context& context, const CreateOpClassItem& item, absl::string_view method, const TypeRef& type) {
  FamilyFunction member;
  member.number = item.number;
  ASSIGN_OR_RETURN(std::vector<TypeRef> types, ResolveTypes(context, item.class_args));
  ASSIGN_OR_RETURN(member.function, FindRoutine(context, *item.name));
  ASSIGN_OR_RETURN(std::vector<TypeRef> arguments, ResolveTypes(context, item.name->objargs));
  member.left = member.right = type;
  if (!types.empty()) {
    member.left = types[0];
    member.right = types.back();
  } else if (method == "btree" && item.number == kBtreeOrder && arguments.size() == 2) {
    member.left = arguments[0];
    member.right = arguments[1];
  } else if (method == "btree" && item.number == kBtreeInRange && arguments.size() == 5) {
    member.left = arguments[0];
    member.right = arguments[2];
  } else if (method == "hash" && (item.number == kHashStandard || item.number == kHashExtended) && !arguments.empty()) {
    member.left = member.right = arguments[0];
  }
  return member;
}

absl::StatusOr<Members> ReadMembers(Context& context, const List* items, absl::string_view method, const TypeRef& type) {
  Members members;
  for (int i = 0; i < list_length(items); ++i) {
    const auto& item = As<CreateOpClassItem>(*NodeAt(items, i));
    if (item.itemtype == OPCLASS_ITEM_OPERATOR) {
      ASSIGN_OR_RETURN(FamilyOperator member, ReadOperator(context, item, type));
      members.operators.push_back(std::move(member));
    } else if (item.itemtype == OPCLASS_ITEM_FUNCTION) {
      ASSIGN_OR_RETURN(FamilyFunction member, ReadFunction(context, item, method, type));
      members.functions.push_back(std::move(member));
    } else {
      ASSIGN_OR_RETURN(members.storage, ResolveType(context, *item.storedtype));
      if (members.storage == type) members.storage = TypeRef{"", "", -1, false};
    }
  }
  return members;
}

// "integer" of "<(integer, bigint)".
absl::string_view LeftOf(const ObjectKey& op) {
  absl::string_view types = op.name().substr(op.name().find('(') + 1);
  return types.substr(0, types.find(", "));
}

// The lists in which a member with this left type stands: those of the family's class for it, or of the family.
struct Lists {
  std::vector<FamilyOperator>* operators;
  std::vector<FamilyFunction>* functions;
};
Lists ListsFor(Context& context, const QualifiedName& family, absl::string_view method, absl::string_view left) {
  for (const ObjectKey& key : context.workspace().ObjectsOf(Kind::kOperatorClass)) {
    auto& opclass = context.builder().Find(key)->As<OperatorClass>();
    QualifiedName its = opclass.family.value_or(QualifiedName{std::string(key.schema_name()), opclass.name});
    if (opclass.method == method && its == family && schema::FormatType(opclass.type) == left) return {&opclass.operators, &opclass.functions};
  }
  ObjectKey key = schema::OfMethodKey(Kind::kOperatorFamily, family.schema, family.name, method);
  schema::Object* object = context.builder().Find(key);
  if (object == nullptr) {
    OperatorFamily body;
    body.name = family.name;
    body.method = std::string(method);
    object = context.workspace().Add(std::move(key), std::move(body), context.span());
  }
  return {&object->As<OperatorFamily>().operators, &object->As<OperatorFamily>().functions};
}

void Distribute(Context& context, const QualifiedName& family, absl::string_view method, Members members) {
  if (family.schema == "pg_catalog" && !(members.operators.empty() && members.functions.empty())) {
    context.workspace().Warn("W0301", context.span(), absl::StrCat("members of the operator family ", family.name, " of PostgreSQL are not modelled yet"));
    return;
  }
  for (FamilyOperator& member : members.operators) {
    Lists lists = ListsFor(context, family, method, LeftOf(member.op));
    lists.operators->push_back(std::move(member));
    schema::SortMembers(*lists.operators, *lists.functions);
  }
  for (FamilyFunction& member : members.functions) {
    Lists lists = ListsFor(context, family, method, schema::FormatType(member.left));
    lists.functions->push_back(std::move(member));
    schema::SortMembers(*lists.operators, *lists.functions);
  }
}

absl::Status DropMembers(Context& context, const AlterOpFamilyStmt& statement, const QualifiedName& family) {
  for (int i = 0; i < list_length(statement.items); ++i) {
    const auto& item = As<CreateOpClassItem>(*NodeAt(statement.items, i));
    ASSIGN_OR_RETURN(std::vector<TypeRef> types, ResolveTypes(context, item.class_args));
    if (types.empty()) continue;
    Lists lists = ListsFor(context, family, statement.amname, schema::FormatType(types[0]));
    std::string tail = absl::StrCat("(", schema::FormatType(types[0]), ", ", schema::FormatType(types.back()), ")");
    if (item.itemtype == OPCLASS_ITEM_OPERATOR) {
      auto dropped = [&](const FamilyOperator& m) { return m.strategy == item.number && absl::EndsWith(m.op.name(), tail); };
      lists.operators->erase(std::remove_if(lists.operators->begin(), lists.operators->end(), dropped), lists.operators->end());
    } else {
      auto dropped = [&](const FamilyFunction& m) { return m.number == item.number && m.left == types[0] && m.right == types.back(); };
      lists.functions->erase(std::remove_if(lists.functions->begin(), lists.functions->end(), dropped), lists.functions->end());
    }
  }
  return absl::OkStatus();
}

absl::Status NoFamily(Context& context, const List* name, absl::string_view method) {
  return context.Missing(NameToken(absl::StrCat(LastString(name), " using ", method)), context.span(), "E0109",
                         absl::StrCat("operator family \"", WrittenName(name), "\" does not exist for access method \"", method, "\""));
}

}  // namespace

absl::Status CreateOperatorClass(Context& context, const CreateOpClassStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.opclassname));
  OperatorClass body;
  body.name = name.name;
  body.method = statement.amname;
  ObjectKey key = schema::OfMethodKey(Kind::kOperatorClass, name.schema, name.name, body.method);
  RETURN_IF_ERROR(CheckNew(context, key));
  ASSIGN_OR_RETURN(body.type, ResolveType(context, *statement.datatype));
  body.type.typmod = -1;
  body.is_default = statement.isDefault;
  QualifiedName family{name.schema, name.name};
  if (statement.opfamilyname != nullptr) {
    std::optional<QualifiedName> found = FindFamily(context, Strings(statement.opfamilyname), body.method);
    if (!found.has_value()) return NoFamily(context, statement.opfamilyname, body.method);
    if (*found != family) body.family = *found;
    family = *std::move(found);
  }
  ASSIGN_OR_RETURN(Members members, ReadMembers(context, statement.items, body.method, body.type));
  body.storage = members.storage;
  std::string own = schema::FormatType(body.type);
  auto& operators = members.operators;
  auto& functions = members.functions;
  auto loose_operators = std::stable_partition(operators.begin(), operators.end(), [&](const FamilyOperator& m) { return LeftOf(m.op) == own; });
  auto loose_functions = std::stable_partition(functions.begin(), functions.end(), [&](const FamilyFunction& m) { return schema::FormatType(m.left) == own; });
  body.operators.assign(operators.begin(), loose_operators);
  body.functions.assign(functions.begin(), loose_functions);
  operators.erase(operators.begin(), loose_operators);
  functions.erase(functions.begin(), loose_functions);
  schema::SortMembers(body.operators, body.functions);
  context.workspace().Add(std::move(key), std::move(body), context.span());
  Distribute(context, family, statement.amname, std::move(members));
  return absl::OkStatus();
}

absl::Status CreateOperatorFamily(Context& context, const CreateOpFamilyStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.opfamilyname));
  OperatorFamily body;
  body.name = name.name;
  body.method = statement.amname;
  ObjectKey key = schema::OfMethodKey(Kind::kOperatorFamily, name.schema, name.name, body.method);
  RETURN_IF_ERROR(CheckNew(context, key));
  context.workspace().Add(std::move(key), std::move(body), context.span());
  return absl::OkStatus();
}

absl::Status AlterOperatorFamily(Context& context, const AlterOpFamilyStmt& statement) {
  std::optional<QualifiedName> family = FindFamily(context, Strings(statement.opfamilyname), statement.amname);
  if (!family.has_value()) return NoFamily(context, statement.opfamilyname, statement.amname);
  if (statement.isDrop) return DropMembers(context, statement, *family);
  ASSIGN_OR_RETURN(Members members, ReadMembers(context, statement.items, statement.amname, {"", "", -1, false}));
  Distribute(context, *family, statement.amname, std::move(members));
  return absl::OkStatus();
}

}  // namespace compiler
