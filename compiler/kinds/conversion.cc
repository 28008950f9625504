#include "compiler/kinds/conversion.h"

#include "absl/strings/ascii.h"
#include "compiler/kinds/define.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

// pg_encoding_to_char of what pg_char_to_encoding reads: letters and digits count, case does not. The names with a spelling of their own.
std::string EncodingName(absl::string_view written) {
  std::string plain;
  for (char c : written) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) plain += absl::ascii_toupper(static_cast<unsigned char>(c));
  }
  struct Spelling {
    const char* plain;
    const char* name;
  };
  constexpr Spelling kSpellings[] = {{"SQLASCII", "SQL_ASCII"},   {"EUCJP", "EUC_JP"},           {"EUCCN", "EUC_CN"},        {"EUCKR", "EUC_KR"},
                                     {"EUCTW", "EUC_TW"},         {"EUCJIS2004", "EUC_JIS_2004"}, {"UNICODE", "UTF8"},        {"MULEINTERNAL", "MULE_INTERNAL"},
                                     {"ISO88591", "LATIN1"},      {"ISO88592", "LATIN2"},        {"ISO88593", "LATIN3"},     {"ISO88594", "LATIN4"},
                                     {"ISO88599", "LATIN5"},      {"ISO885910", "LATIN6"},       {"ISO885913", "LATIN7"},    {"ISO885914", "LATIN8"},
                                     {"ISO885915", "LATIN9"},     {"ISO885916", "LATIN10"},      {"ISO88595", "ISO_8859_5"}, {"ISO88596", "ISO_8859_6"},
                                     {"ISO88597", "ISO_8859_7"},  {"ISO88598", "ISO_8859_8"},    {"SHIFTJIS", "SJIS"},       {"MSKANJI", "SJIS"},
                                     {"SHIFTJIS2004", "SHIFT_JIS_2004"}, {"KOI8", "KOI8R"},      {"WIN", "WIN1251"}};
  for (const Spelling& spelling : kSpellings) {
    if (plain == spelling.plain) return spelling.name;
  }
  return plain;
}

}  // namespace

absl::Status CreateConversion(Context& context, const CreateConversionStmt& statement) {
  ASSIGN_OR_RETURN(NewName name, CreationName(context, statement.conversion_name));
  schema::ObjectKey key = schema::MakeKey(schema::Kind::kConversion, {name.schema, name.name});
  RETURN_IF_ERROR(CheckNew(context, key));
  schema::Conversion conversion;
  conversion.source_encoding = EncodingName(statement.for_encoding_name);
  conversion.target_encoding = EncodingName(statement.to_encoding_name);
  conversion.is_default = statement.def;
  const std::vector<schema::TypeRef> arguments = {schema::BuiltinType("int4"), schema::BuiltinType("int4"), schema::BuiltinType("cstring"), schema::BuiltinType("internal"), schema::BuiltinType("int4"), schema::BuiltinType("bool")};
  ASSIGN_OR_RETURN(conversion.function, FindRoutine(context, Strings(statement.func_name), arguments));
  context.workspace().Add(std::move(key), std::move(conversion), context.span());
  return absl::OkStatus();
}

}  // namespace compiler
