#include "compiler/builtins/builtins.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "compiler/builtins/embedded.h"
#include "schema/support/status.h"

namespace compiler {
namespace {

constexpr int kFirstMajor = 14;
constexpr int kLastMajor = 18;

// Splits off the text up to the next separator. The embedded files end every line with '\n'.
absl::string_view Take(absl::string_view& rest, char separator) {
  size_t end = 0;  // fields are a few bytes long: a call of memchr for each costs more than the bytes
  while (end < rest.size() && rest[end] != separator) ++end;
  absl::string_view field = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return field;
}

int Number(absl::string_view digits, int if_empty) {
  if (digits.empty()) return if_empty;
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

// Calls row(fields) for each row of the file that exists in `major`; fields without since and until.
template <size_t kFields, typename Row>
void ForEachRow(absl::string_view file, int major, Row&& row) {
  absl::string_view text = EmbeddedFile(file);
  Take(text, '\n');  // the header
  std::array<absl::string_view, kFields> fields;
  while (!text.empty()) {
    absl::string_view line = Take(text, '\n');
    if (Number(Take(line, '\t'), kFirstMajor) > major) continue;
    if (Number(Take(line, '\t'), kLastMajor) < major) continue;
    for (absl::string_view& field : fields) field = Take(line, '\t');
    row(fields);
  }
}

char First(absl::string_view text) { return text.empty() ? '\0' : text[0]; }

// Rows stand sorted by name in the files, so the rows of one name are a range.
template <typename Rows, typename Map>
void IndexByName(const Rows& rows, Map& map) {
  for (uint32_t i = 0; i < rows.size();) {
    uint32_t end = i + 1;
    while (end < rows.size() && rows[end].name == rows[i].name) ++end;
    CHECK(map.try_emplace(rows[i].name, i, end).second);
    i = end;
  }
}

template <typename Row, typename Map>
absl::Span<const Row> FindByName(const std::vector<Row>& rows, const Map& map, absl::string_view name) {
  auto it = map.find(name);
  if (it == map.end()) return {};
  return absl::MakeConstSpan(rows.data() + it->second.first, it->second.second - it->second.first);
}

uint64_t CastKey(TypeId source, TypeId target) { return (uint64_t{source} << 32) | target; }

struct KnownName {
  TypeId KnownTypes::*member;
  absl::string_view name;
};
constexpr KnownName kKnownNames[] = {
    {&KnownTypes::unknown, "unknown"},
    {&KnownTypes::boolean, "bool"},
    {&KnownTypes::text, "text"},
    {&KnownTypes::varchar, "varchar"},
    {&KnownTypes::bpchar, "bpchar"},
    {&KnownTypes::name, "name"},
    {&KnownTypes::character, "char"},
    {&KnownTypes::int2, "int2"},
    {&KnownTypes::int4, "int4"},
    {&KnownTypes::int8, "int8"},
    {&KnownTypes::float4, "float4"},
    {&KnownTypes::float8, "float8"},
    {&KnownTypes::numeric, "numeric"},
    {&KnownTypes::bytea, "bytea"},
    {&KnownTypes::date, "date"},
    {&KnownTypes::time, "time"},
    {&KnownTypes::timetz, "timetz"},
    {&KnownTypes::timestamp, "timestamp"},
    {&KnownTypes::timestamptz, "timestamptz"},
    {&KnownTypes::interval, "interval"},
    {&KnownTypes::bit, "bit"},
    {&KnownTypes::varbit, "varbit"},
    {&KnownTypes::oid, "oid"},
    {&KnownTypes::regclass, "regclass"},
    {&KnownTypes::regproc, "regproc"},
    {&KnownTypes::regtype, "regtype"},
    {&KnownTypes::json, "json"},
    {&KnownTypes::jsonb, "jsonb"},
    {&KnownTypes::xml, "xml"},
    {&KnownTypes::uuid, "uuid"},
    {&KnownTypes::inet, "inet"},
    {&KnownTypes::cidr, "cidr"},
    {&KnownTypes::money, "money"},
    {&KnownTypes::record, "record"},
    {&KnownTypes::cstring, "cstring"},
    {&KnownTypes::int2vector, "int2vector"},
    {&KnownTypes::oidvector, "oidvector"},
    {&KnownTypes::any, "any"},
    {&KnownTypes::anyelement, "anyelement"},
    {&KnownTypes::anyarray, "anyarray"},
    {&KnownTypes::anynonarray, "anynonarray"},
    {&KnownTypes::anyenum, "anyenum"},
    {&KnownTypes::anyrange, "anyrange"},
    {&KnownTypes::anymultirange, "anymultirange"},
    {&KnownTypes::anycompatible, "anycompatible"},
    {&KnownTypes::anycompatiblearray, "anycompatiblearray"},
    {&KnownTypes::anycompatiblenonarray, "anycompatiblenonarray"},
    {&KnownTypes::anycompatiblerange, "anycompatiblerange"},
    {&KnownTypes::anycompatiblemultirange, "anycompatiblemultirange"},
    {&KnownTypes::void_type, "void"},
};
static_assert(sizeof(kKnownNames) / sizeof(KnownName) * sizeof(TypeId) == sizeof(KnownTypes), "every known type has its name");

}  // namespace

const Builtins* Builtins::For(int server_version) {
  static std::array<std::once_flag, kLastMajor - kFirstMajor + 1> once;
  static std::array<std::unique_ptr<const Builtins>, kLastMajor - kFirstMajor + 1> loaded;
  int major = std::clamp(server_version / 10000, kFirstMajor, kLastMajor);
  size_t slot = static_cast<size_t>(major - kFirstMajor);
  std::call_once(once[slot], [&] { loaded[slot] = std::make_unique<const Builtins>(major); });
  return loaded[slot].get();
}

Builtins::Builtins(int major) : major_(major) {
  LoadTypes();
  LoadFunctions();
  LoadOperators();
  LoadCasts();
  LoadOpclasses();
  LoadNames();
}

void Builtins::LoadTypes() {
  types_.emplace_back();  // index 0 stands for no type
  type_ids_.reserve(192);
  std::vector<std::pair<absl::string_view, absl::string_view>> links;  // element and over, whose ids are known only after all names
  links.emplace_back();
  ForEachRow<10>("type.tsv", major_, [&](const auto& f) {
    BuiltinType type;
    type.extension = f[0];
    type.name = f[1];
    type.shape = First(f[2]);
    type.category = First(f[3]);
    type.preferred = !f[4].empty();
    type.collatable = !f[6].empty();
    type.collation_is_c = f[6] == "C";
    type.storage = First(f[7]);
    type.takes_typmod = !f[8].empty();
    type_ids_[type.name] = static_cast<TypeId>(types_.size() * 2);
    types_.push_back(type);
    links.emplace_back(f[5], f[9]);
  });
  multiranges_.resize(types_.size(), kNoType);
  for (size_t i = 1; i < types_.size(); ++i) {
    types_[i].element = ParseType(links[i].first);
    types_[i].over = ParseType(links[i].second);
    if (types_[i].shape == 'm') multiranges_[types_[i].over >> 1] = static_cast<TypeId>(i * 2);
  }
  for (const KnownName& row : kKnownNames) {
    known_.*row.member = FindType(row.name);
    CHECK(known_.*row.member != kNoType);
  }
}

void Builtins::LoadFunctions() {
  functions_.reserve(3800);
  argument_types_.reserve(8000);
  ForEachRow<11>("proc.tsv", major_, [&](const auto& f) {
    BuiltinFunction function;
    function.extension = f[0];
    function.name = f[1];
    function.kind = First(f[2]) == 'n' ? 'a' : First(f[2]);
    function.direct_arguments = static_cast<uint8_t>(Number(f[2].substr(1), 0));
    function.first_argument = static_cast<uint32_t>(argument_types_.size());
    for (absl::string_view rest = f[3]; !rest.empty();) argument_types_.push_back(ParseType(Take(rest, ',')));
    function.argument_count = static_cast<uint8_t>(argument_types_.size() - function.first_argument);
    function.result = ParseType(f[4]);
    function.returns_set = !f[5].empty();
    function.variadic = !f[6].empty();
    function.volatility = First(f[7]);
    function.defaults = f[8];
    function.default_count = f[8].empty() ? 0 : static_cast<uint8_t>(1 + std::count(f[8].begin(), f[8].end(), '\x1f'));
    function.argument_names = f[9];
    function.outs = f[10];
    functions_.push_back(function);
  });
  functions_by_name_.reserve(functions_.size());
  IndexByName(functions_, functions_by_name_);
}

void Builtins::LoadOperators() {
  operators_.reserve(1200);
  ForEachRow<6>("operator.tsv", major_, [&](const auto& f) {
    operators_.push_back({f[1], f[0], ParseType(f[2]), ParseType(f[3]), ParseType(f[4]), f[5]});
  });
  IndexByName(operators_, operators_by_name_);
}

void Builtins::LoadCasts() {
  casts_.reserve(300);
  ForEachRow<7>("cast.tsv", major_, [&](const auto& f) {
    casts_by_types_[CastKey(ParseType(f[1]), ParseType(f[2]))] = static_cast<uint32_t>(casts_.size());
    casts_.push_back({f[0], ParseType(f[1]), ParseType(f[2]), First(f[3]), First(f[4]), f[5], Number(f[6], 0)});
  });
}

void Builtins::LoadOpclasses() {
  ForEachRow<5>("opclass.tsv", major_, [&](const auto& f) { opclasses_.push_back({f[0], f[1], f[2], ParseType(f[3]), !f[4].empty()}); });
}

void Builtins::LoadNames() {
  ForEachRow<3>("relation.tsv", major_, [&](const auto& f) { relations_.push_back({f[1], f[0], f[2]}); });
  IndexByName(relations_, relations_by_name_);
  ForEachRow<3>("am.tsv", major_, [&](const auto& f) { access_methods_.push_back(f[1]); });
  ForEachRow<2>("collation.tsv", major_, [&](const auto& f) { collations_.push_back(f[1]); });
  ForEachRow<2>("extension.tsv", major_, [&](const auto& f) { extensions_.push_back(f[1]); });
}

TypeId Builtins::ParseType(absl::string_view text) const {
  if (text.size() > 2 && text.substr(text.size() - 2) == "[]") return ArrayOf(FindType(text.substr(0, text.size() - 2)));
  return FindType(text);
}

TypeId Builtins::FindType(absl::string_view name) const {
  auto it = type_ids_.find(name);
  return it == type_ids_.end() ? kNoType : it->second;
}

TypeId Builtins::MultirangeOf(TypeId range) const { return range < end_of_types() && !IsArray(range) ? multiranges_[range >> 1] : kNoType; }

absl::Span<const BuiltinFunction> Builtins::Functions(absl::string_view name) const { return FindByName(functions_, functions_by_name_, name); }

absl::Span<const BuiltinOperator> Builtins::Operators(absl::string_view name) const { return FindByName(operators_, operators_by_name_, name); }

absl::Span<const BuiltinRelation> Builtins::Relations(absl::string_view name) const { return FindByName(relations_, relations_by_name_, name); }

const BuiltinOperator* Builtins::FindOperator(absl::string_view name, TypeId left, TypeId right) const {
  for (const BuiltinOperator& row : Operators(name)) {
    if (row.left == left && row.right == right && row.extension.empty()) return &row;
  }
  return nullptr;
}

const BuiltinCast* Builtins::FindCast(TypeId source, TypeId target) const {
  auto it = casts_by_types_.find(CastKey(source, target));
  return it == casts_by_types_.end() ? nullptr : &casts_[it->second];
}

namespace {
bool Contains(const std::vector<absl::string_view>& names, absl::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }
}  // namespace

bool Builtins::HasAccessMethod(absl::string_view name) const { return Contains(access_methods_, name); }
bool Builtins::HasCollation(absl::string_view name) const { return Contains(collations_, name); }
bool Builtins::HasExtension(absl::string_view name) const { return Contains(extensions_, name); }

}  // namespace compiler
