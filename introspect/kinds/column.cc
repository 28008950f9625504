#include "introspect/generic_options.h"
#include "introspect/kinds.h"
#include "schema/support/status.h"

namespace introspect {
namespace {

// pg_attribute.attstorage (pg_type.h, TYPSTORAGE_*).
schema::Storage StorageOf(char letter) {
  switch (letter) {
    case 'p': return schema::Storage::kPlain;
    case 'e': return schema::Storage::kExternal;
    case 'm': return schema::Storage::kMain;
    default: return schema::Storage::kExtended;
  }
}

// pg_attribute.attcompression (toast_compression.h).
std::optional<std::string> CompressionOf(char letter) {
  switch (letter) {
    case 'p': return "pglz";
    case 'l': return "lz4";
    default: return std::nullopt;
  }
}

schema::NotNull ReadNotNull(const Row& row) {
  return {.name = row.OptionalString("not_null_name"),
          .no_inherit = row.Bool("not_null_no_inherit"),
          .valid = row.Bool("not_null_valid"),
          .comment = row.OptionalString("not_null_comment")};
}

absl::StatusOr<schema::Identity> ReadIdentity(const Row& row, const schema::ObjectKey& column, Reading& reading) {
  schema::Identity identity;
  identity.always = row.Letter("identity") == 'a';
  identity.sequence = schema::MakeKey(schema::Kind::kSequence, {row.Text("sequence_schema"), row.Text("sequence_name")});
  ASSIGN_OR_RETURN(identity.options, ReadSequenceOptions(row, reading));
  identity.comment = row.OptionalString("sequence_comment");
  reading.oids.identity_sequences.emplace(row.OidOf("sequence"), column);
  return identity;
}

absl::Status ReadExpression(const Row& row, schema::Column& column) {
  char generated = row.Letter("generated");
  ASSIGN_OR_RETURN(schema::Expr expression, ReadExpr(row, "expression"));
  if (generated == 0) {
    column.default_value = std::move(expression);
  } else {
    column.generated = schema::Generated{.value = std::move(expression), .stored = generated == 's'};
  }
  return absl::OkStatus();
}

void NoteColumn(const Row& row, NamedRelation& relation) {
  size_t position = row.Integer("position");
  if (relation.columns.size() < position) relation.columns.resize(position);
  relation.columns[position - 1] = {row.String("name"), row.OidOf("type"), row.OidOf("collation")};
}

}  // namespace

absl::Status ReadColumn(const Row& row, Reading& reading) {
  auto relation = reading.oids.relations.find(row.OidOf("relation"));
  if (relation == reading.oids.relations.end()) return absl::OkStatus();
  NoteColumn(row, relation->second);
  if (!relation->second.modelled) return absl::OkStatus();

  schema::Object object = MakeObject<schema::Column>(relation->second.key.Child(schema::Kind::kColumn, row.Text("name")), row);
  auto& column = object.As<schema::Column>();
  column.position = static_cast<int>(row.Integer("position"));
  ASSIGN_OR_RETURN(column.type, reading.oids.Type(row.OidOf("type"), static_cast<int32_t>(row.Integer("typmod"))));
  const NamedType& type = reading.oids.types.at(row.OidOf("type"));
  if (Oid collation = row.OidOf("collation"); collation != type.collation) {
    ASSIGN_OR_RETURN(column.collation, reading.oids.Collation(collation));
  }
  if (char storage = row.Letter("storage"); storage != type.storage) column.storage = StorageOf(storage);
  column.compression = CompressionOf(row.Letter("compression"));
  column.statistics_target = row.OptionalInt("statistics_target");
  column.options = ReadOptions(row.Strings("options"));
  column.foreign_options = ReadGenericOptions(row.Strings("foreign_options"));
  column.inherited = row.Bool("inherited");
  if (row.Bool("not_null")) column.not_null = ReadNotNull(row);
  if (row.Bool("has_expression")) RETURN_IF_ERROR(ReadExpression(row, column));
  if (row.Letter("identity") != 0) {
    ASSIGN_OR_RETURN(column.identity, ReadIdentity(row, object.key, reading));
  }
  reading.builder.Add(std::move(object));
  return absl::OkStatus();
}

}  // namespace introspect
