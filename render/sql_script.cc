#include "render/sql_script.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "render/view.h"

namespace render {
namespace {

// A session that stops in the middle of a transaction (a laptop that sleeps) must not keep its locks.
constexpr int kIdleInTransactionTimeout = 60000;

std::string Duration(int milliseconds) {
  if (milliseconds == 0) return "0";
  return milliseconds % 1000 == 0 ? absl::StrCat("'", milliseconds / 1000, "s'") : absl::StrCat("'", milliseconds, "ms'");
}

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool HasStatement(const ScriptBatch& batch) {
  return std::any_of(batch.parts.begin(), batch.parts.end(), [](const ScriptBatch::Part& part) { return !part.sql.empty(); });
}

}  // namespace

void SqlScript::Line(absl::string_view text) { absl::StrAppend(&text_, text, "\n"); }

void SqlScript::Comment(absl::string_view text) { Line(text.empty() ? "--" : absl::StrCat("-- ", OneLine(text))); }

void SqlScript::Parts(const ScriptBatch& batch) {
  for (const ScriptBatch::Part& part : batch.parts) {
    for (const std::string& comment : part.comments) Comment(comment);
    for (const std::string& sql : part.sql) Line(absl::StrCat(sql, ";"));
  }
}

void SqlScript::Batch(const ScriptBatch& batch) {
  Line("");
  if (!HasStatement(batch)) return Parts(batch);
  has_statement_ = true;
  if (batch.txn == planner::Txn::kOutside) {
    // Neither BEGIN nor SET LOCAL: CONCURRENTLY is refused in a transaction, and a lock_timeout that strikes leaves an invalid index.
    Line(absl::StrCat("SET lock_timeout = ", Duration(batch.lock_timeout), ";"));
    Line(absl::StrCat("SET statement_timeout = ", Duration(batch.statement_timeout), ";"));
    Parts(batch);
    Line("RESET statement_timeout;");
    Line("RESET lock_timeout;");
    return;
  }
  Line("BEGIN;");
  Line(absl::StrCat("SET LOCAL lock_timeout = ", Duration(batch.lock_timeout), ";"));
  Line(absl::StrCat("SET LOCAL statement_timeout = ", Duration(batch.statement_timeout), ";"));
  Line(absl::StrCat("SET LOCAL idle_in_transaction_session_timeout = ", Duration(kIdleInTransactionTimeout), ";"));
  Parts(batch);
  Line("COMMIT;");
}

std::string SqlScript::Finish() && {
  // psql takes a file to be in the database's encoding unless told.
  if (has_statement_ && !IsAscii(text_)) text_.insert(0, "SET client_encoding = 'UTF8';\n");
  return std::move(text_);
}

}  // namespace render
