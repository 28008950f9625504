// What the schema itself defines beside types: its functions, operators, casts and operator classes, as the analyzer chooses among them.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "compiler/catalog_cache.h"
#include "schema/routine_key.h"
#include "schema/signature_key.h"

namespace compiler {
namespace {

using schema::Kind;
using schema::MakeKey;
using schema::TypeRef;

constexpr absl::string_view kPgCatalog = "pg_catalog";

}  // namespace

TypeId CatalogView::ResultOf(const schema::ObjectKey& function, absl::Span<const TypeId> arguments) const {
  if (function.schema_name() == kPgCatalog) {
    for (const BuiltinFunction& row : builtins_->Functions(schema::NameBeforeTypes(function))) {
      if (row.extension.empty() && builtins_->Arguments(row) == arguments) return row.result;
    }
    return kNoType;
  }
  const schema::Object* object = builder_->Find(function);
  return object == nullptr ? kNoType : Id(object->As<schema::Function>().returns);
}

const std::vector<CatalogView::OwnOperator>& CatalogView::OwnOperators(absl::string_view qualifier, absl::string_view name) const {
  auto [it, inserted] = cache().own_operators.try_emplace(absl::StrCat(qualifier, absl::string_view("\0", 1), name));
  if (!inserted || builder_ == nullptr) return it->second;
  std::vector<OwnOperator> found;
  for (absl::string_view schema : LookupPath(qualifier)) {
    builder_->ForEachWithPrefix(absl::StrCat(schema, absl::string_view("\0", 1), name, "("), [&](const schema::Object& object) {
      if (object.key.kind != Kind::kOperator) return;
      const auto& body = object.As<schema::Operator>();
      OwnOperator own;
      own.key = object.key;
      own.row.name = body.name;
      own.row.left = body.left.empty() ? kNoType : Id(body.left);
      own.row.right = Id(body.right);
      std::vector<TypeId> arguments = {own.row.right};
      if (own.row.left != kNoType) arguments.insert(arguments.begin(), own.row.left);
      own.row.result = ResultOf(body.function, arguments);
      if (own.row.result == kNoType) own.row.result = Id({"", "?", -1, false});
      found.push_back(std::move(own));
    });
  }
  // Looking up types may have moved the map's elements.
  std::vector<OwnOperator>& kept = cache().own_operators[absl::StrCat(qualifier, absl::string_view("\0", 1), name)];
  kept = std::move(found);
  for (const OwnOperator& own : kept) cache().own_keys.emplace(&own.row, own.key);
  return kept;
}

const schema::ObjectKey* CatalogView::OwnKey(const BuiltinOperator* row) const {
  auto it = cache().own_keys.find(row);
  return it == cache().own_keys.end() ? nullptr : &it->second;
}

bool CatalogView::HasOwnCasts() const {
  if (!cache().has_own_casts.has_value()) {
    bool found = false;
    if (builder_ != nullptr) builder_->ForEachTopLevel([&](const schema::Object& object) { found = found || object.key.kind == Kind::kCast; });
    cache().has_own_casts = found;
  }
  return *cache().has_own_casts;
}

const CatalogView::OwnCast* CatalogView::FindOwnCast(TypeId source, TypeId target) const {
  if (!HasOwnCasts()) return nullptr;
  if (auto it = cache().own_casts.find({source, target}); it != cache().own_casts.end()) return it->second.get();
  std::unique_ptr<OwnCast> own;
  const schema::Object* object = builder_->Find(schema::CastKey(Ref(source), Ref(target)));
  if (object != nullptr) {
    const auto& body = object->As<schema::Cast>();
    own = std::make_unique<OwnCast>();
    own->key = object->key;
    own->row.source = source;
    own->row.target = target;
    own->row.context = body.context == schema::CastContext::kImplicit ? 'i' : body.context == schema::CastContext::kAssignment ? 'a' : 'e';
    own->row.method = body.method == schema::CastMethod::kBinary ? 'b' : body.method == schema::CastMethod::kInOut ? 'i' : 'f';
    if (body.function.has_value()) {
      own->function = absl::StrCat(body.function->schema_name(), ".", body.function->name());
      own->row.function = own->function;
      own->row.argument_count = 1 + static_cast<int>(std::count(own->function.begin(), own->function.end(), ','));
    }
  }
  return cache().own_casts.emplace(std::pair(source, target), std::move(own)).first->second.get();
}

TypeId CatalogView::MultirangeOf(TypeId range) const {
  if (range < builtins_->end_of_types()) return builtins_->MultirangeOf(range);
  TypeRef type = Ref(range);
  const schema::Object* object = builder_ == nullptr ? nullptr : builder_->Find(MakeKey(Kind::kRangeType, {type.schema, type.name}));
  return object == nullptr ? kNoType : Id({type.schema, object->As<schema::RangeType>().multirange_name, -1, false});
}

std::optional<schema::QualifiedName> CatalogView::OwnDefaultOperatorClass(absl::string_view method, const TypeRef& type) const {
  if (builder_ == nullptr) return std::nullopt;
  auto& classes = cache().default_classes;
  if (!classes.has_value()) {
    classes.emplace();
    builder_->ForEachWithPrefix("", [&](const schema::Object& object) {
      if (object.key.kind != Kind::kOperatorClass || !object.As<schema::OperatorClass>().is_default) return;
      classes->emplace_back(std::string(object.key.schema_name()), object.As<schema::OperatorClass>());
    });
  }
  for (const auto& [schema, opclass] : *classes) {
    bool same = opclass.method == method && opclass.type.schema == type.schema && opclass.type.name == type.name && opclass.type.array == type.array;
    if (same) return schema::QualifiedName{schema, opclass.name};
  }
  return std::nullopt;
}

absl::Span<const OwnFunction> CatalogView::OwnFunctions(absl::string_view schema, absl::string_view name) const {
  if (builder_ == nullptr || schema == kPgCatalog) return {};
  std::string prefix = absl::StrCat(schema, absl::string_view("\0", 1), name, "(");
  auto [it, inserted] = cache().own_functions.try_emplace(prefix);
  if (!inserted) return it->second;
  std::vector<OwnFunction> found;
  builder_->ForEachWithPrefix(prefix, [&](const schema::Object& object) {
    if (schema::IsRoutine(object.key.kind) && schema::SplitRoutineName(object.key.name()).name == name) found.push_back(DescribeRoutine(object));
  });
  std::vector<OwnFunction>& kept = cache().own_functions[prefix];
  kept = std::move(found);
  return kept;
}

OwnFunction CatalogView::DescribeRoutine(const schema::Object& object) const {
  OwnFunction own;
  own.object = &object;
  own.row.name = schema::SplitRoutineName(object.key.name()).name;
  const std::vector<schema::Argument>* arguments = nullptr;
  if (const auto* function = object.body.If<schema::Function>(); function != nullptr) {
    arguments = &function->arguments;
    own.row.kind = function->window ? 'w' : 'f';
    own.row.volatility = function->volatility == schema::Volatility::kImmutable ? 'i' : function->volatility == schema::Volatility::kStable ? 's' : 'v';
    own.row.returns_set = function->returns_set;
    own.row.result = Id(function->returns);
  } else if (const auto* aggregate = object.body.If<schema::Aggregate>(); aggregate != nullptr) {
    arguments = &aggregate->arguments;
    own.row.kind = aggregate->kind == schema::AggregateKind::kNormal ? 'a' : aggregate->kind == schema::AggregateKind::kOrderedSet ? 'o' : 'h';
    own.row.volatility = 'i';
    own.row.direct_arguments = static_cast<uint8_t>(aggregate->direct_arguments);
    own.row.result = ResultOf(*aggregate);
  } else {
    arguments = &object.As<schema::Procedure>().arguments;
    own.row.kind = 'p';
  }
  for (const schema::Argument& argument : *arguments) {
    if (!schema::IsInput(argument)) continue;
    own.arguments.push_back(Id(argument.type));
    own.argument_names.push_back(argument.name);
    if (argument.default_value.has_value()) ++own.row.default_count;
    if (argument.mode == schema::ArgumentMode::kVariadic) own.row.variadic = true;
  }
  own.row.argument_count = static_cast<uint8_t>(own.arguments.size());
  return own;
}

// An aggregate gives what its final function gives, or its state (AggregateCreate, pg_aggregate.c).
TypeId CatalogView::ResultOf(const schema::Aggregate& aggregate) const {
  if (!aggregate.state.final_function.has_value()) return Id(aggregate.state.type);
  const schema::ObjectKey& key = *aggregate.state.final_function;
  schema::RoutineName name = schema::SplitRoutineName(key.name());
  if (const schema::Object* own = builder_->Find(key); own != nullptr) return Id(own->As<schema::Function>().returns);
  for (const BuiltinFunction& row : builtins_->Functions(name.name)) {
    std::vector<TypeRef> types;
    for (TypeId type : builtins_->Arguments(row)) types.push_back(Ref(type));
    if (schema::SignatureOf(types) == name.signature) return row.result;
  }
  return Id(aggregate.state.type);
}

}  // namespace compiler
