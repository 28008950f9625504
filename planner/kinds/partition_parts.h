// Partitions: joining and leaving a partitioned table, and the indexes, keys and foreign keys of one, made partition by partition.
#pragma once

#include <string>
#include <vector>

#include "planner/draft.h"
#include "schema/object.h"

namespace planner {

// Recipes of table fields.
void ChangePartitionOf(const Change& change, Expander& out);
void ChangeInherits(const Change& change, Expander& out);
void ChangeOfType(const Change& change, Expander& out);
void ChangeForeignTable(const Change& change, Expander& out);
// No statement moves a foreign table to another server; it holds no rows, and is made anew.
bool IsOnAnotherServer(const Change& change, const Expander& context);

bool IsPartitioned(const schema::Database& side, const schema::ObjectKey& table);
// A new partition of a table that others use: made as a table by itself, then attached, which blocks nobody (PARTITION OF would block all).
bool IsAttachedLater(const schema::Object& table, const Expander& context);
// ATTACH PARTITION of a table with no rows, made by the step before.
void AttachNew(const Change& change, Expander& out);
// The partition leaves before it is dropped, so that DROP TABLE blocks nobody who uses the parent.
void DetachForDrop(const Change& change, Expander& out);

// "CREATE TABLE c (LIKE p …, constraints)": what ATTACH PARTITION takes.
std::string CreateLikeParent(const schema::Object& table, const std::vector<const schema::Object*>& folded);

// Whether an index or key is a partitioned table's: ALTER INDEX … SET is for those with rows of their own, so its options need another one.
bool IsOfPartitioned(const Change& change, const Expander& context);

// Whether an index or key of this table is made partition by partition.
bool ByPartition(const schema::ObjectKey& table, const Expander& context);
void CreateIndexByPartition(const Change& change, Expander& out);
void DropIndexOfPartitioned(const Change& change, Expander& out);
void CreateKeyByPartition(const Change& change, Expander& out);
// Statements that make an index or key again, the parts first, none of them under a lock that blocks for long.
std::vector<std::string> BuildByPartition(const schema::Object& part, const Expander& context);
// A step for an index or key of the parent that the partition has none for yet.
void AttachIndexOfPartition(const Change& change, const schema::Object& original, const schema::AttachedIndex& index, Expander& out);

// Recipe of a partition's names for what belongs to indexes of its parent; and the same for a partition that the plan creates.
void ChangeAttachedIndexes(const Change& change, Expander& out);
void NameIndexesOfNewPartition(const Change& change, Expander& out);
// The name that PostgreSQL gives to a partition's index for the parent's, the number-th that it tries: orders_2024_customer_id_idx.
std::string NameGivenToPart(const schema::ObjectKey& table, const schema::Object& original, int number);
// "lower" for "lower(name)", "expr" for most others.
std::string NameOfIndexedExpression(const std::string& sql);
// What goes from the partitions when an index or constraint of the table does.
void DropsAttached(const schema::Database& side, const schema::ObjectKey& part, const Expander& context, Draft& draft);

// Whether the index behind a partition's own key belongs to a plain index of the parent: neither can be dropped without the other then.
bool BelongsToIndexOfParent(const schema::Database& side, const schema::ObjectKey& key);
// The same, seen from the parent's index.
bool HasKeysBelow(const schema::Database& side, const schema::ObjectKey& part, const Expander& context);

// Before 18 NOT VALID is not to be had on a partitioned table: each partition first.
void CreateForeignKeyByPartition(const Change& change, Expander& out);

// The tables with rows of their own below a partitioned one that a statement on it concerns: partitions that stay, or are dropped later.
std::vector<schema::ObjectKey> LeavesOf(const schema::ObjectKey& table, const Expander& context);

}  // namespace planner
