// CREATE TEXT SEARCH CONFIGURATION, DICTIONARY, PARSER, TEMPLATE.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "schema/kind.h"
#include "schema/kinds/index_part.h"
#include "schema/kinds/table.h"
#include "schema/object_key.h"

namespace schema {

struct TextSearchMapping {
  std::string token;
  std::vector<QualifiedName> dictionaries;  // in their order
  static constexpr auto kFields = std::tuple{Field{"token", &TextSearchMapping::token}, Field{"dictionaries", &TextSearchMapping::dictionaries}};
  bool operator==(const TextSearchMapping&) const = default;
};
static_assert(kAllFieldsListed<TextSearchMapping>);

struct TextSearchConfiguration {
  static constexpr Kind kKind = Kind::kTextSearchConfiguration;
  QualifiedName parser;
  std::vector<TextSearchMapping> mappings;  // sorted by token
  static constexpr auto kFields = std::tuple{Field{"parser", &TextSearchConfiguration::parser}, Field{"mappings", &TextSearchConfiguration::mappings}};
};
static_assert(kAllFieldsListed<TextSearchConfiguration>);

struct TextSearchDictionary {
  static constexpr Kind kKind = Kind::kTextSearchDictionary;
  QualifiedName search_template;
  std::vector<Option> options;  // sorted by name
  static constexpr auto kFields = std::tuple{Field{"search_template", &TextSearchDictionary::search_template},
                                             Field{"options", &TextSearchDictionary::options}};
};
static_assert(kAllFieldsListed<TextSearchDictionary>);

struct TextSearchParser {
  static constexpr Kind kKind = Kind::kTextSearchParser;
  ObjectKey start;
  ObjectKey token;
  ObjectKey end;
  ObjectKey lextypes;
  std::optional<ObjectKey> headline;
  static constexpr auto kFields = std::tuple{Field{"start", &TextSearchParser::start}, Field{"token", &TextSearchParser::token},
                                             Field{"end", &TextSearchParser::end}, Field{"lextypes", &TextSearchParser::lextypes},
                                             Field{"headline", &TextSearchParser::headline}};
};
static_assert(kAllFieldsListed<TextSearchParser>);

struct TextSearchTemplate {
  static constexpr Kind kKind = Kind::kTextSearchTemplate;
  std::optional<ObjectKey> init;
  ObjectKey lexize;
  static constexpr auto kFields = std::tuple{Field{"init", &TextSearchTemplate::init}, Field{"lexize", &TextSearchTemplate::lexize}};
};
static_assert(kAllFieldsListed<TextSearchTemplate>);

}  // namespace schema
