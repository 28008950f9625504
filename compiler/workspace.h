// What the statements of all files act on: the schema under construction, the names taken in it, the expressions still to be analysed, the
// statements that wait for something, and what there is to report.
//
// Objects are added, removed and moved through here, never through the builder, so that the name spaces of PostgreSQL (relations of a schema,
// constraint names of a schema) and the list of foreign keys by referenced table stay true.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "compiler/compile.h"
#include "compiler/inherited_parts.h"
#include "compiler/parse.h"
#include "compiler/pending_expressions.h"
#include "compiler/settings.h"
#include "compiler/waiting.h"
#include "schema/database.h"
#include "schema/support/diagnostic.h"

namespace compiler {

class Workspace {
 public:
  Workspace(const schema::SourceSet& sources, const CompileOptions& options, ParseMemory& memory);

  schema::DatabaseBuilder& builder() { return builder_; }
  const schema::SourceSet& sources() const { return sources_; }
  const CompileOptions& options() const { return options_; }
  const Builtins& builtins() const { return *builtins_; }
  ParseMemory& memory() { return memory_; }
  PendingExpressions& expressions() { return expressions_; }
  WaitingTasks& waiting() { return waiting_; }
  // True when the schema is for this major version of PostgreSQL or a later one.
  bool IsAtLeast(int major) const { return options_.server_version >= major * 10000; }

  // The one shared value equal to `settings`. Lives as long as this.
  SettingsInUse* Use(const Settings& settings);

  // Adds an object that is not there yet (the caller has looked), and its names. Never null.
  schema::Object* Add(schema::Object object) { return Add(std::make_unique<schema::Object>(std::move(object))); }
  schema::Object* Add(std::unique_ptr<schema::Object> object);
  template <typename Body>
  schema::Object* Add(schema::ObjectKey key, Body body, const schema::SourceSpan& span) {
    auto object = std::make_unique<schema::Object>();
    object->key = std::move(key);
    object->body.template emplace<Body>(std::move(body));
    object->span = span;
    return Add(std::move(object));
  }
  // What a statement of ALTER DEFAULT PRIVILEGES left of one of its objects.
  struct DefaultPrivilegesState {
    schema::SourceSpan at;
    schema::ObjectKey key;
    std::vector<schema::Grant> grants;
  };
  void NoteDefaultPrivileges(DefaultPrivilegesState state) { default_privileges_.push_back(std::move(state)); }
  // What they are at a place of a file; null when nothing before it in that file speaks of them.
  const std::vector<schema::Grant>* DefaultPrivilegesBefore(const schema::SourceSpan& place, const schema::ObjectKey& key) const;
  // Removes the object and everything below it, and their names.
  void Remove(const schema::ObjectKey& key);
  // Gives the object, and everything below it, a new path; the names follow. Mentions elsewhere are the caller's (rename.h).
  void Move(const schema::ObjectKey& from, const schema::ObjectKey& to);
  // A column has another name from now on: queries that have been read speak of it by the old one.
  void NoteColumnRename(const schema::ObjectKey& table, absl::string_view before, absl::string_view after);
  // Those since the expression was read.
  absl::Span<const ColumnRename> RenamesSince(const PendingExpression& pending) const;
  // Changes what an object says; what is listed of it (NOT NULL name, identity sequence,
  // type, referenced table, owning column) is kept in step.
  template <typename Edit>
  void Change(schema::Object& object, Edit edit) {
    ForgetNames(object);
    edit(object);
    TakeNames(object);
  }

  // NOT NULL of a column that has none yet.
  void SetNotNull(schema::Object& column, schema::NotNull not_null);

  // Who holds a name among the relations of a schema: a table, sequence, composite type, index, unmodelled relation; the constraint behind whose
  // name an index stands; the column whose identity sequence it is. Null: the name is free.
  const schema::ObjectKey* FindRelation(absl::string_view schema, absl::string_view name) const;
  std::vector<std::string> RelationNames() const;
  // Takes a relation name for what has no object (temporary tables).
  void TakeRelationName(absl::string_view schema, absl::string_view name, schema::ObjectKey holder);
  bool IsConstraintName(absl::string_view schema, absl::string_view name) const;
  // The foreign keys that reference the table.
  std::vector<schema::ObjectKey> ForeignKeysTo(const schema::ObjectKey& table) const;
  // The sequences owned by a column of the table.
  std::vector<schema::ObjectKey> SequencesOwnedBy(const schema::ObjectKey& table) const;
  // The partitions of the table, the tables that inherit from it, those of the composite type.
  std::vector<schema::ObjectKey> ChildrenOf(const schema::ObjectKey& parent) const;
  // Whether any table has a parent.
  bool HasChildren() const { return !children_of_.empty(); }
  // What children have from their parents. Follows Remove and Move.
  InheritedParts& inherited() { return inherited_; }
  // The columns and domains of a type that is not builtin, or of arrays of it, sorted.
  std::vector<schema::ObjectKey> UsersOfType(absl::string_view schema, absl::string_view name) const;
  // The primary key of a relation that is not modelled, for foreign keys that do not state their columns; null when it is not known.
  const std::vector<std::string>* PrimaryKeyOfUnmodelled(const schema::ObjectKey& key) const;
  void NotePrimaryKey(const schema::ObjectKey& key, std::vector<std::string> columns);
  // Whether there are, or have been, views or materialized views.
  bool HasViews() const { return has_views_; }
  // What the script says of a view's columns before they are known (kinds/view.h).
  std::vector<schema::ViewColumn>& NotesOfView(const schema::ObjectKey& view) { return view_notes_[view.path]; }
  // RENAME COLUMN of a view, in order: old and new name.
  std::vector<std::pair<std::string, std::string>>& RenamesOfView(const schema::ObjectKey& view) { return view_renames_[view.path]; }
  // Takes the name of an index or constraint that is part of a relation that is not modelled. Its holder has no object: {schema, relation, "index x"}.
  void TakePartName(const schema::ObjectKey& relation, absl::string_view name);
  void FreePartName(absl::string_view schema, absl::string_view name);
  // A statement that only a server can run has been met: what is missing may be its work. Unknown when there was none.
  void NoteServerOnly(const schema::SourceSpan& span) { server_only_.push_back(span); }
  schema::SourceSpan server_only() const { return server_only_.empty() ? schema::SourceSpan() : server_only_.back(); }
  const std::vector<schema::SourceSpan>& all_server_only() const { return server_only_; }
  // A DROP … CASCADE has run: what is not modelled may be gone with it, and its names may be free.
  void NoteCascade() { cascaded_ = true; }
  bool HasCascaded() const { return cascaded_; }
  // The objects of a schema of this kind, sorted.
  std::vector<schema::ObjectKey> ObjectsIn(absl::string_view schema, schema::Kind kind);
  // All objects of one of the kinds of which there are few and that mention others: statistics, publications, operators, …. Sorted.
  std::vector<schema::ObjectKey> ObjectsOf(schema::Kind kind) const;
  // Rewrites what objects of those kinds say of an object that gets another key. To be called before it moves.
  void RenameMentions(const schema::ObjectKey& from, const schema::ObjectKey& to);

  void Report(schema::Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }
  void Warn(const char* code, const schema::SourceSpan& span, std::string message, std::string hint = "");
  // Counts a statement that changes no schema: one note (W0306) per file and kind of statement.
  void CountSkipped(const char* what, const schema::SourceSpan& span);
  // Turns the counts into notes.
  void ReportSkipped();
  std::vector<schema::Diagnostic>& diagnostics() { return diagnostics_; }

 private:
  struct Skipped {
    const char* what;
    schema::SourceSpan first;
    int count;
  };
  void TakeNames(const schema::Object& object);
  void ForgetNames(const schema::Object& object);

  const schema::SourceSet& sources_;
  CompileOptions options_;
  const Builtins* builtins_;
  ParseMemory& memory_;
  schema::DatabaseBuilder builder_;
  PendingExpressions expressions_;
  WaitingTasks waiting_;
  std::deque<SettingsInUse> settings_;
  absl::flat_hash_map<std::string, schema::ObjectKey> relations_;            // "schema\0name"
  absl::flat_hash_map<uint64_t, int> constraint_names_;                      // hash of "schema\0name" -> how many tables and domains have it
  absl::flat_hash_map<std::string, std::vector<schema::ObjectKey>> foreign_keys_to_;     // path of the referenced table
  absl::flat_hash_map<std::string, std::vector<schema::ObjectKey>> sequences_owned_by_;  // path of the table
  absl::flat_hash_map<std::string, std::vector<schema::ObjectKey>> children_of_;         // path of the parent
  InheritedParts inherited_;
  std::vector<ColumnRename> column_renames_;
  absl::flat_hash_map<std::string, absl::flat_hash_set<schema::ObjectKey>> type_users_;  // "schema\0name" of the type
  absl::flat_hash_map<std::string, std::vector<std::string>> primary_keys_;  // of unmodelled relations, by path
  absl::flat_hash_map<std::string, std::vector<std::string>> part_names_;    // of unmodelled relations, by path
  absl::flat_hash_map<std::string, std::vector<schema::ViewColumn>> view_notes_;  // by path
  absl::flat_hash_map<std::string, std::vector<std::pair<std::string, std::string>>> view_renames_;
  absl::btree_set<schema::ObjectKey> mentioning_;
  std::vector<DefaultPrivilegesState> default_privileges_;
  bool cascaded_ = false;
  bool has_views_ = false;
  std::vector<schema::SourceSpan> server_only_;
  std::vector<Skipped> skipped_;
  std::vector<schema::Diagnostic> diagnostics_;
};

// "view", "partitioned table", …: what of schema::Unmodelled is a relation, and has a row type.
bool IsUnmodelledRelation(absl::string_view what);
// The name in the key of an unmodelled object: "totals" of "view totals".
absl::string_view UnmodelledName(const schema::ObjectKey& key, absl::string_view what);

}  // namespace compiler
