#include "compiler/kinds/publication.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "compiler/kinds/options.h"
#include "compiler/lookup.h"
#include "compiler/raw_names.h"

namespace compiler {
namespace {

using schema::ErrorAt;
using schema::Kind;
using schema::ObjectKey;
using schema::Publication;
using schema::PublishedTable;

constexpr absl::string_view kActions[] = {"insert", "update", "delete", "truncate"};

struct Listed {
  std::vector<PublishedTable> tables;
  std::vector<std::string> schemas;
};

absl::StatusOr<PublishedTable> ReadTable(Context& context, const ::PublicationTable& node) {
  PublishedTable table;
  ASSIGN_OR_RETURN(table.table, FindRelation(context, *node.relation));
  table.columns = Strings(node.columns);
  if (table.table.kind == Kind::kTable) {
    for (const std::string& column : table.columns) RETURN_IF_ERROR(FindColumn(context, table.table, column, context.span()).status());
  }
  std::sort(table.columns.begin(), table.columns.end());
  if (node.whereClause != nullptr) {
    ASSIGN_OR_RETURN(table.where, context.Pend(node.whereClause, ExpressionUse::kPredicate));
  }
  return table;
}

absl::StatusOr<Listed> ReadObjects(Context& context, const List* objects) {
  Listed listed;
  for (int i = 0; i < list_length(objects); ++i) {
    const auto& object = As<PublicationObjSpec>(*NodeAt(objects, i));
    if (object.pubobjtype == PUBLICATIONOBJ_TABLE) {
      ASSIGN_OR_RETURN(PublishedTable table, ReadTable(context, *object.pubtable));
      listed.tables.push_back(std::move(table));
      continue;
    }
    std::string schema = object.name == nullptr ? "" : object.name;
    if (object.pubobjtype == PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA) {
      ASSIGN_OR_RETURN(schema, CreationSchema(context, nullptr, object.location));
    }
    RETURN_IF_ERROR(CheckSchema(context, schema, context.span()));
    listed.schemas.push_back(std::move(schema));
  }
  return listed;
}

void Put(std::vector<schema::Option>& options, absl::string_view name, std::string value, absl::string_view by_default) {
  options.erase(std::remove_if(options.begin(), options.end(), [&](const schema::Option& o) { return o.name == name; }), options.end());
  if (value == by_default) return;
  options.push_back({std::string(name), std::move(value)});
  std::sort(options.begin(), options.end(), [](const schema::Option& a, const schema::Option& b) { return a.name < b.name; });
}

// parse_publication_options, publicationcmds.c.
absl::Status ReadOptions(Context& context, const List* list, Publication& publication) {
  for (int i = 0; i < list_length(list); ++i) {
    const auto& option = As<DefElem>(*NodeAt(list, i));
    absl::string_view name = option.defname;
    std::string value = OptionValue(option);
    if (name == "publish") {
      std::vector<std::string> words;
      for (absl::string_view word : absl::StrSplit(value, ',', absl::SkipWhitespace())) words.push_back(absl::AsciiStrToLower(absl::StripAsciiWhitespace(word)));
      std::vector<std::string> published;
      for (absl::string_view action : kActions) {
        if (std::find(words.begin(), words.end(), action) != words.end()) published.emplace_back(action);
      }
      Put(publication.options, name, absl::StrJoin(published, ", "), absl::StrJoin(kActions, ", "));
    } else if (name == "publish_via_partition_root") {
      Put(publication.options, name, OptionBoolean(value) ? "true" : "false", "false");
    } else if (name == "publish_generated_columns") {
      Put(publication.options, name, option.arg == nullptr ? "stored" : absl::AsciiStrToLower(value), "none");
    } else {
      return ErrorAt(context.At(option.location), "E0114", "unrecognized publication parameter: \"", name, "\"");
    }
  }
  return absl::OkStatus();
}

void SortLists(Publication& publication) {
  std::sort(publication.tables.begin(), publication.tables.end(), [](const PublishedTable& a, const PublishedTable& b) { return a.table < b.table; });
  std::sort(publication.schemas.begin(), publication.schemas.end());
  publication.schemas.erase(std::unique(publication.schemas.begin(), publication.schemas.end()), publication.schemas.end());
}

void Drop(const Listed& listed, Publication& publication) {
  for (const PublishedTable& dropped : listed.tables) {
    auto& tables = publication.tables;
    tables.erase(std::remove_if(tables.begin(), tables.end(), [&](const PublishedTable& t) { return t.table == dropped.table; }), tables.end());
  }
  for (const std::string& schema : listed.schemas) {
    publication.schemas.erase(std::remove(publication.schemas.begin(), publication.schemas.end(), schema), publication.schemas.end());
  }
}

}  // namespace

absl::Status CreatePublication(Context& context, const CreatePublicationStmt& statement) {
  ObjectKey key = schema::MakeKey(Kind::kPublication, {statement.pubname});
  if (const schema::Object* first = context.builder().Find(key); first != nullptr) return AlreadyExists(context, context.span(), key.ToString(), first->span);
  Publication publication;
  publication.all_tables = statement.for_all_tables;
  ASSIGN_OR_RETURN(Listed listed, ReadObjects(context, statement.pubobjects));
  publication.tables = std::move(listed.tables);
  publication.schemas = std::move(listed.schemas);
  SortLists(publication);
  RETURN_IF_ERROR(ReadOptions(context, statement.options, publication));
  context.workspace().Add(std::move(key), std::move(publication), context.span());
  return absl::OkStatus();
}

absl::Status AlterPublication(Context& context, const AlterPublicationStmt& statement) {
  ObjectKey key = schema::MakeKey(Kind::kPublication, {statement.pubname});
  schema::Object* object = context.builder().Find(key);
  if (object == nullptr) return context.Missing(NameToken(statement.pubname), context.span(), "E0109", absl::StrCat(key.ToString(), " does not exist"));
  auto& publication = object->As<Publication>();
  if (statement.options != nullptr) return ReadOptions(context, statement.options, publication);
  ASSIGN_OR_RETURN(Listed listed, ReadObjects(context, statement.pubobjects));
  switch (statement.action) {
    case AP_SetObjects:
      publication.tables = std::move(listed.tables);
      publication.schemas = std::move(listed.schemas);
      break;
    case AP_AddObjects:
      Drop(listed, publication);
      for (PublishedTable& table : listed.tables) publication.tables.push_back(std::move(table));
      for (std::string& schema : listed.schemas) publication.schemas.push_back(std::move(schema));
      break;
    case AP_DropObjects: Drop(listed, publication); break;
  }
  SortLists(publication);
  return absl::OkStatus();
}

void RemovePublishedTable(Context& context, const ObjectKey& table) {
  for (const ObjectKey& key : context.workspace().ObjectsOf(Kind::kPublication)) {
    auto& tables = context.builder().Find(key)->As<Publication>().tables;
    tables.erase(std::remove_if(tables.begin(), tables.end(), [&](const PublishedTable& t) { return t.table == table; }), tables.end());
  }
}

}  // namespace compiler
