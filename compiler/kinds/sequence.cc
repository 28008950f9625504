#include "compiler/kinds/sequence.h"

#include "absl/strings/numbers.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"
#include "schema/sequence_limits.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::Object;
using schema::ObjectKey;
using schema::SequenceOptions;

// The options of one statement, by name; each at most once.
struct Stated {
  const DefElem* type = nullptr;
  const DefElem* start = nullptr;
  const DefElem* increment = nullptr;
  const DefElem* min_value = nullptr;
  const DefElem* max_value = nullptr;
  const DefElem* cache = nullptr;
  const DefElem* cycle = nullptr;
};

absl::StatusOr<int64_t> Number(Context& context, const DefElem& option) {
  int64_t value = 0;
  if (option.arg != nullptr && IsA(option.arg, Integer)) return intVal(option.arg);
  if (option.arg != nullptr && IsA(option.arg, Float) && absl::SimpleAtoi(reinterpret_cast<const Float*>(option.arg)->fval, &value)) return value;
  return ErrorAt(context.At(option.location), "E0112", "the value of ", option.defname, " is no integer in range");
}

absl::StatusOr<Stated> Sort(Context& context, const List* list, SequenceExtras& extras) {
  Stated stated;
  struct Slot {
    absl::string_view name;
    const DefElem* Stated::*member;
  };
  constexpr Slot kSlots[] = {{"as", &Stated::type},           {"start", &Stated::start},         {"increment", &Stated::increment}, {"minvalue", &Stated::min_value},
                             {"maxvalue", &Stated::max_value}, {"cache", &Stated::cache}, {"cycle", &Stated::cycle}};
  for (int i = 0; i < list_length(list); ++i) {
    const auto& option = As<DefElem>(*NodeAt(list, i));
    absl::string_view name = option.defname;
    if (name == "owned_by") extras.owned_by = reinterpret_cast<const List*>(option.arg);
    if (name == "sequence_name") extras.sequence_name = reinterpret_cast<const List*>(option.arg);
    if (name == "logged") extras.logged = true;
    if (name == "unlogged") extras.logged = false;
    for (const Slot& slot : kSlots) {
      if (slot.name != name) continue;
      if (stated.*slot.member != nullptr) return ErrorAt(context.At(option.location), "E0115", "conflicting or redundant options: ", name, " stands twice");
      stated.*slot.member = &option;
    }
  }
  return stated;
}

absl::Status Check(Context& context, const SequenceOptions& options) {
  schema::SequenceLimits range = schema::LimitsOf(options.type);
  if (options.increment == 0) return ErrorAt(context.span(), "E0112", "INCREMENT must not be zero");
  if (options.max_value > range.max) return ErrorAt(context.span(), "E0112", "MAXVALUE (", options.max_value, ") is out of range for the sequence's type");
  if (options.min_value < range.min) return ErrorAt(context.span(), "E0112", "MINVALUE (", options.min_value, ") is out of range for the sequence's type");
  if (options.min_value >= options.max_value) {
    return ErrorAt(context.span(), "E0112", "MINVALUE (", options.min_value, ") must be less than MAXVALUE (", options.max_value, ")");
  }
  if (options.start < options.min_value) return ErrorAt(context.span(), "E0112", "START value (", options.start, ") cannot be less than MINVALUE (", options.min_value, ")");
  if (options.start > options.max_value) {
    return ErrorAt(context.span(), "E0112", "START value (", options.start, ") cannot be greater than MAXVALUE (", options.max_value, ")");
  }
  if (options.cache < 1) return ErrorAt(context.span(), "E0112", "CACHE (", options.cache, ") must be greater than zero");
  return absl::OkStatus();
}

// The column that OWNED BY names; nullopt for NONE and for columns of tables that are not modelled.
absl::StatusOr<std::optional<ObjectKey>> OwnedBy(Context& context, const List* names) {
  std::vector<std::string> parts = Strings(names);
  if (parts.size() == 1) {
    if (parts[0] == "none") return std::nullopt;
    return schema::WithHint(ErrorAt(context.span(), "E0114", "invalid OWNED BY option"), "say OWNED BY table.column, or OWNED BY NONE");
  }
  RangeVar table{};
  table.type = T_RangeVar;
  table.relname = parts[parts.size() - 2].data();
  table.schemaname = parts.size() > 2 ? parts[parts.size() - 3].data() : nullptr;
  table.location = -1;
  ASSIGN_OR_RETURN(std::optional<ObjectKey> key, FindTable(context, table));
  if (!key.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(Object * column, FindColumn(context, *key, parts.back(), context.span()));
  return column->key;
}

}  // namespace

SequenceOptions DefaultSequenceOptions(const schema::TypeRef& type) {
  SequenceOptions options;
  options.type = type;
  options.max_value = schema::LimitsOf(type).max;
  return options;
}

absl::StatusOr<SequenceExtras> ApplySequenceOptions(Context& context, const List* list, SequenceChange change, SequenceOptions& options) {
  SequenceExtras extras;
  ASSIGN_OR_RETURN(Stated stated, Sort(context, list, extras));
  bool create = change == SequenceChange::kCreate;
  bool reset_max = false;
  bool reset_min = false;
  if (stated.type != nullptr) {
    ASSIGN_OR_RETURN(schema::TypeRef type, ResolveType(context, *reinterpret_cast<const ::TypeName*>(stated.type->arg)));
    if (!type.IsBuiltin("int2") && !type.IsBuiltin("int4") && !type.IsBuiltin("int8")) {
      return ErrorAt(context.At(stated.type->location), "E0113", "sequence type must be smallint, integer, or bigint");
    }
    // A bound that was the old type's own follows the type.
    schema::SequenceLimits old_range = schema::LimitsOf(options.type);
    reset_max = !create && options.max_value == old_range.max;
    reset_min = !create && options.min_value == old_range.min;
    options.type = std::move(type);
  }
  schema::SequenceLimits range = schema::LimitsOf(options.type);
  if (stated.increment != nullptr) {
    ASSIGN_OR_RETURN(options.increment, Number(context, *stated.increment));
  }
  if (stated.cycle != nullptr) options.cycle = boolVal(stated.cycle->arg);
  if (stated.max_value != nullptr && stated.max_value->arg != nullptr) {
    ASSIGN_OR_RETURN(options.max_value, Number(context, *stated.max_value));
  } else if (create || stated.max_value != nullptr || reset_max) {
    options.max_value = options.increment > 0 || reset_max ? range.max : -1;
  }
  if (stated.min_value != nullptr && stated.min_value->arg != nullptr) {
    ASSIGN_OR_RETURN(options.min_value, Number(context, *stated.min_value));
  } else if (create || stated.min_value != nullptr || reset_min) {
    options.min_value = options.increment < 0 || reset_min ? range.min : 1;
  }
  if (stated.start != nullptr) {
    ASSIGN_OR_RETURN(options.start, Number(context, *stated.start));
  } else if (create) {
    options.start = options.increment > 0 ? options.min_value : options.max_value;
  }
  if (stated.cache != nullptr) {
    ASSIGN_OR_RETURN(options.cache, Number(context, *stated.cache));
  }
  RETURN_IF_ERROR(Check(context, options));
  return extras;
}

absl::Status CreateSequence(Context& context, const CreateSeqStmt& statement) {
  const RangeVar& name = *statement.sequence;
  if (IsTemporary(name)) {
    context.workspace().CountSkipped("CREATE TEMPORARY SEQUENCE", context.span());
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(std::string schema, CreationSchema(context, name.schemaname, name.location));
  if (const ObjectKey* taken = context.workspace().FindRelation(schema, name.relname); taken != nullptr) {
    if (statement.if_not_exists) return absl::OkStatus();
    const Object* first = context.builder().Find(*taken);
    return AlreadyExists(context, context.At(name.location, WrittenName(name)), absl::StrCat("relation \"", name.relname, "\""), first == nullptr ? schema::SourceSpan() : first->span);
  }
  schema::Sequence sequence;
  ASSIGN_OR_RETURN(SequenceExtras extras, ApplySequenceOptions(context, statement.options, SequenceChange::kCreate, sequence.options));
  if (extras.owned_by != nullptr) {
    ASSIGN_OR_RETURN(sequence.owned_by, OwnedBy(context, extras.owned_by));
  }
  sequence.unlogged = name.relpersistence == 'u';
  context.workspace().Add(schema::MakeKey(Kind::kSequence, {schema, name.relname}), std::move(sequence), context.span());
  return absl::OkStatus();
}

absl::Status AlterSequence(Context& context, const AlterSeqStmt& statement) {
  absl::StatusOr<ObjectKey> key = FindRelation(context, *statement.sequence);
  if (!key.ok() && statement.missing_ok && context.IsLastTry()) return absl::OkStatus();
  RETURN_IF_ERROR(key.status());
  if (key->kind == Kind::kUnmodelled) return absl::OkStatus();
  Object* object = context.builder().Find(*key);
  if (key->kind == Kind::kColumn) {  // the sequence of an identity column
    SequenceOptions options = object->As<schema::Column>().identity->options;
    RETURN_IF_ERROR(ApplySequenceOptions(context, statement.options, SequenceChange::kAlter, options).status());
    object->As<schema::Column>().identity->options = std::move(options);
    return absl::OkStatus();
  }
  if (key->kind != Kind::kSequence) return ErrorAt(context.At(statement.sequence->location), "E0105", "\"", statement.sequence->relname, "\" is not a sequence");
  schema::Sequence changed = object->As<schema::Sequence>();
  ASSIGN_OR_RETURN(SequenceExtras extras, ApplySequenceOptions(context, statement.options, SequenceChange::kAlter, changed.options));
  if (extras.owned_by != nullptr) {
    ASSIGN_OR_RETURN(changed.owned_by, OwnedBy(context, extras.owned_by));
  }
  context.workspace().Change(*object, [&](Object& sequence) { sequence.body = std::move(changed); });
  return absl::OkStatus();
}

}  // namespace compiler
