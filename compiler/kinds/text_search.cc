#include "compiler/kinds/text_search.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "compiler/kinds/define.h"
#include "compiler/kinds/options.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::ObjectKey;
using schema::QualifiedName;
using schema::TextSearchConfiguration;
using schema::TextSearchDictionary;
using schema::TextSearchMapping;
using schema::TypeRef;
using Types = std::vector<TypeRef>;

absl::StatusOr<ObjectKey> NewKey(Context& context, Kind kind, const List* names) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, names));
  ObjectKey key = schema::MakeKey(kind, {name.schema, name.name});
  RETURN_IF_ERROR(CheckNew(context, key));
  return key;
}

absl::StatusOr<ObjectKey> Required(Context& context, const DefineStmt& statement, absl::string_view element, const Types& arguments) {
  ASSIGN_OR_RETURN(std::optional<ObjectKey> found, FindRoutine(context, statement.definition, element, {&arguments, 1}));
  if (!found.has_value()) return ErrorAt(context.span(), "E0114", "text search ", element, " method is required");
  return *std::move(found);
}

// An object of text search by name: of the schema, or of PostgreSQL.
absl::StatusOr<QualifiedName> Named(Context& context, Kind kind, const std::vector<std::string>& name) {
  bool qualified = name.size() > 1;
  std::vector<std::string> schemas = qualified ? std::vector<std::string>{name[name.size() - 2]} : context.settings().search_path;
  bool builtin = !qualified && IsBuiltinTextSearch(kind, name.back());
  if (builtin || (qualified && name[name.size() - 2] == "pg_catalog")) return QualifiedName{"pg_catalog", name.back()};
  for (const std::string& schema : schemas) {
    if (context.builder().Find(schema::MakeKey(kind, {schema, name.back()})) != nullptr) return QualifiedName{schema, name.back()};
  }
  // What comes with an extension (unaccent) lives where the extension does.
  if (context.IsLastTry()) {
    if (qualified) return QualifiedName{name[name.size() - 2], name.back()};
    if (const std::string* schema = context.catalog().ExtensionSchema(name.back()); schema != nullptr) return QualifiedName{*schema, name.back()};
    if (context.catalog().HasUnknownExtension()) return QualifiedName{"public", name.back()};
  }
  return context.Missing(NameToken(name.back()), context.span(), "E0109", absl::StrCat(schema::KindName(kind), " \"", name.back(), "\" does not exist"));
}

// The types that the default parser tells apart, and which of them are words (of ASCII letters, of any).
struct Token {
  const char* name;
  enum { kOther, kAscii, kWord } what;
};
constexpr Token kTokens[] = {{"asciihword", Token::kAscii}, {"asciiword", Token::kAscii}, {"email", Token::kOther}, {"file", Token::kOther}, {"float", Token::kOther},
                             {"host", Token::kOther}, {"hword", Token::kWord}, {"hword_asciipart", Token::kAscii}, {"hword_numpart", Token::kOther}, {"hword_part", Token::kWord},
                             {"int", Token::kOther}, {"numhword", Token::kOther}, {"numword", Token::kOther}, {"sfloat", Token::kOther}, {"uint", Token::kOther},
                             {"url", Token::kOther}, {"url_path", Token::kOther}, {"version", Token::kOther}, {"word", Token::kWord}};
// Languages whose ASCII words are taken to be English (snowball_create.sql).
constexpr absl::string_view kWithEnglish[] = {"hindi", "russian"};

// A configuration of pg_catalog: "simple", or that of a language.
TextSearchConfiguration BuiltinConfiguration(absl::string_view name) {
  TextSearchConfiguration configuration;
  configuration.parser = {"pg_catalog", "default"};
  bool with_english = std::find(std::begin(kWithEnglish), std::end(kWithEnglish), name) != std::end(kWithEnglish);
  for (const Token& token : kTokens) {
    std::string dictionary = "simple";
    if (name != "simple" && token.what != Token::kOther) dictionary = absl::StrCat(token.what == Token::kAscii && with_english ? "english" : name, "_stem");
    configuration.mappings.push_back({token.name, {{"pg_catalog", std::move(dictionary)}}});
  }
  return configuration;
}

absl::StatusOr<TextSearchConfiguration> Copied(Context& context, const DefElem& element) {
  ASSIGN_OR_RETURN(QualifiedName source, Named(context, Kind::kTextSearchConfiguration, NameParts(element)));
  const schema::Object* own = context.builder().Find(schema::MakeKey(Kind::kTextSearchConfiguration, {source.schema, source.name}));
  return own != nullptr ? own->As<TextSearchConfiguration>() : BuiltinConfiguration(source.name);
}

absl::StatusOr<schema::Object*> FindExisting(Context& context, Kind kind, const List* names) {
  ASSIGN_OR_RETURN(QualifiedName name, Named(context, kind, Strings(names)));
  return context.builder().Find(schema::MakeKey(kind, {name.schema, name.name}));  // null: of PostgreSQL or an extension
}

std::vector<TextSearchMapping>::iterator FindMapping(std::vector<TextSearchMapping>& mappings, absl::string_view token) {
  return std::find_if(mappings.begin(), mappings.end(), [&](const TextSearchMapping& mapping) { return mapping.token == token; });
}

// MakeConfigurationMapping and DropConfigurationMapping, tsearchcmds.c.
void ApplyMapping(const AlterTSConfigurationStmt& statement, const std::vector<QualifiedName>& dictionaries, std::vector<TextSearchMapping>& mappings) {
  std::vector<std::string> tokens = Strings(statement.tokentype);
  if (statement.kind == ALTER_TSCONFIG_REPLACE_DICT || statement.kind == ALTER_TSCONFIG_REPLACE_DICT_FOR_TOKEN) {
    for (TextSearchMapping& mapping : mappings) {
      bool meant = tokens.empty() || std::find(tokens.begin(), tokens.end(), mapping.token) != tokens.end();
      if (meant && dictionaries.size() == 2) std::replace(mapping.dictionaries.begin(), mapping.dictionaries.end(), dictionaries[0], dictionaries[1]);
    }
    return;
  }
  for (const std::string& token : tokens) {
    auto mapping = FindMapping(mappings, token);
    if (statement.kind == ALTER_TSCONFIG_DROP_MAPPING) {
      if (mapping != mappings.end()) mappings.erase(mapping);
    } else if (mapping != mappings.end()) {
      if (statement.kind == ALTER_TSCONFIG_ALTER_MAPPING_FOR_TOKEN) mapping->dictionaries.clear();
      mapping->dictionaries.insert(mapping->dictionaries.end(), dictionaries.begin(), dictionaries.end());
    } else {
      mappings.push_back({token, dictionaries});
    }
  }
  std::sort(mappings.begin(), mappings.end(), [](const TextSearchMapping& a, const TextSearchMapping& b) { return a.token < b.token; });
}

}  // namespace

bool IsBuiltinTextSearch(Kind kind, absl::string_view name) {
  static constexpr absl::string_view kLanguages[] = {"arabic", "armenian", "basque", "catalan", "danish", "dutch", "english", "estonian", "finnish", "french",
                                                     "german", "greek", "hindi", "hungarian", "indonesian", "irish", "italian", "lithuanian", "nepali", "norwegian",
                                                     "portuguese", "romanian", "russian", "serbian", "spanish", "swedish", "tamil", "turkish", "yiddish"};
  auto is_language = [](absl::string_view word) { return std::find(std::begin(kLanguages), std::end(kLanguages), word) != std::end(kLanguages); };
  switch (kind) {
    case Kind::kTextSearchParser: return name == "default";
    case Kind::kTextSearchTemplate: return name == "simple" || name == "synonym" || name == "ispell" || name == "thesaurus" || name == "snowball";
    case Kind::kTextSearchConfiguration: return name == "simple" || is_language(name);
    case Kind::kTextSearchDictionary: return name == "simple" || (absl::ConsumeSuffix(&name, "_stem") && is_language(name));
    default: return false;
  }
}

absl::Status CreateTextSearchParser(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey key, NewKey(context, Kind::kTextSearchParser, statement.defnames));
  const TypeRef internal = schema::BuiltinType("internal"), integer = schema::BuiltinType("int4"), query = schema::BuiltinType("tsquery");
  schema::TextSearchParser parser;
  ASSIGN_OR_RETURN(parser.start, Required(context, statement, "start", {internal, integer}));
  ASSIGN_OR_RETURN(parser.token, Required(context, statement, "gettoken", {internal, internal, internal}));
  ASSIGN_OR_RETURN(parser.end, Required(context, statement, "end", {internal}));
  ASSIGN_OR_RETURN(parser.lextypes, Required(context, statement, "lextypes", {internal}));
  const Types headline = {internal, internal, query};
  ASSIGN_OR_RETURN(parser.headline, FindRoutine(context, statement.definition, "headline", {&headline, 1}));
  context.workspace().Add(std::move(key), std::move(parser), context.span());
  return absl::OkStatus();
}

absl::Status CreateTextSearchTemplate(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey key, NewKey(context, Kind::kTextSearchTemplate, statement.defnames));
  const TypeRef internal = schema::BuiltinType("internal");
  schema::TextSearchTemplate body;
  const Types init = {internal};
  ASSIGN_OR_RETURN(body.init, FindRoutine(context, statement.definition, "init", {&init, 1}));
  ASSIGN_OR_RETURN(body.lexize, Required(context, statement, "lexize", {internal, internal, internal, internal}));
  context.workspace().Add(std::move(key), std::move(body), context.span());
  return absl::OkStatus();
}

absl::Status CreateTextSearchDictionary(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey key, NewKey(context, Kind::kTextSearchDictionary, statement.defnames));
  TextSearchDictionary dictionary;
  for (int i = 0; i < list_length(statement.definition); ++i) {
    const auto& element = As<DefElem>(*NodeAt(statement.definition, i));
    if (absl::AsciiStrToLower(element.defname) == "template") {
      ASSIGN_OR_RETURN(dictionary.search_template, Named(context, Kind::kTextSearchTemplate, NameParts(element)));
    } else {
      dictionary.options.push_back({element.defname, OptionValue(element)});
    }
  }
  std::sort(dictionary.options.begin(), dictionary.options.end(), [](const schema::Option& a, const schema::Option& b) { return a.name < b.name; });
  if (dictionary.search_template.name.empty()) return ErrorAt(context.span(), "E0114", "text search template is required");
  context.workspace().Add(std::move(key), std::move(dictionary), context.span());
  return absl::OkStatus();
}

absl::Status CreateTextSearchConfiguration(Context& context, const DefineStmt& statement) {
  ASSIGN_OR_RETURN(ObjectKey key, NewKey(context, Kind::kTextSearchConfiguration, statement.defnames));
  TextSearchConfiguration configuration;
  if (const DefElem* copy = FindElement(statement.definition, "copy"); copy != nullptr) {
    ASSIGN_OR_RETURN(configuration, Copied(context, *copy));
  } else if (const DefElem* parser = FindElement(statement.definition, "parser"); parser != nullptr) {
    ASSIGN_OR_RETURN(configuration.parser, Named(context, Kind::kTextSearchParser, NameParts(*parser)));
  } else {
    return ErrorAt(context.span(), "E0114", "text search parser is required");
  }
  context.workspace().Add(std::move(key), std::move(configuration), context.span());
  return absl::OkStatus();
}

absl::Status AlterTextSearchDictionary(Context& context, const AlterTSDictionaryStmt& statement) {
  ASSIGN_OR_RETURN(schema::Object * object, FindExisting(context, Kind::kTextSearchDictionary, statement.dictname));
  if (object == nullptr) return absl::OkStatus();
  auto& options = object->As<TextSearchDictionary>().options;
  for (int i = 0; i < list_length(statement.options); ++i) {
    const auto& element = As<DefElem>(*NodeAt(statement.options, i));
    options.erase(std::remove_if(options.begin(), options.end(), [&](const schema::Option& o) { return o.name == element.defname; }), options.end());
    if (element.arg != nullptr) options.push_back({element.defname, OptionValue(element)});
  }
  std::sort(options.begin(), options.end(), [](const schema::Option& a, const schema::Option& b) { return a.name < b.name; });
  return absl::OkStatus();
}

absl::Status AlterTextSearchConfiguration(Context& context, const AlterTSConfigurationStmt& statement) {
  ASSIGN_OR_RETURN(schema::Object * object, FindExisting(context, Kind::kTextSearchConfiguration, statement.cfgname));
  std::vector<QualifiedName> dictionaries;
  for (int i = 0; i < list_length(statement.dicts); ++i) {
    ASSIGN_OR_RETURN(QualifiedName name, Named(context, Kind::kTextSearchDictionary, Strings(reinterpret_cast<const List*>(NodeAt(statement.dicts, i)))));
    dictionaries.push_back(std::move(name));
  }
  if (object != nullptr) ApplyMapping(statement, dictionaries, object->As<TextSearchConfiguration>().mappings);
  return absl::OkStatus();
}

}  // namespace compiler
