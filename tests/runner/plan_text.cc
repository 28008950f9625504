#include "tests/runner/plan_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace tests {
namespace {

using planner::Txn;

const char* TransactionText(Txn txn) {
  switch (txn) {
    case Txn::kShared: return "transaction";
    case Txn::kAlone: return "transaction of its own";
    case Txn::kOutside: return "outside a transaction";
  }
  return "";
}

// As the text renderer shows it.
const char* SignText(planner::Sign sign) {
  switch (sign) {
    case planner::Sign::kAdd: return "+";
    case planner::Sign::kChange: return "~";
    case planner::Sign::kRemove: return "-";
    case planner::Sign::kValidate: return "✓";
  }
  return "";
}

std::string StatementText(const std::string& sql) { return absl::StrCat("    ", absl::StrReplaceAll(sql, {{"\n", "\n    "}}), ";\n"); }

std::string StepText(const planner::Step& step) {
  std::string text = absl::StrCat("  ", step.id, " ", SignText(step.sign), " ", step.summary, ": ", step.action, ", ", schema::EnumName(step.lock));
  if (!step.locked.empty()) {
    auto append_name = [](std::string* out, const schema::ObjectKey& key) { absl::StrAppend(out, key.QualifiedName()); };
    absl::StrAppend(&text, " on ", absl::StrJoin(step.locked, ", ", append_name));
  }
  absl::StrAppend(&text, ", ", schema::EnumName(step.work), step.place.empty() ? "" : " (", step.place, step.place.empty() ? "" : ")", "\n");
  for (const planner::Hazard& hazard : step.hazards) {
    absl::StrAppend(&text, "    ", planner::Info(hazard.id).name, " ", hazard.object.QualifiedName(), ": ", hazard.detail, "\n");
  }
  if (!step.because.empty()) absl::StrAppend(&text, "    because: ", absl::StrJoin(step.because, "; "), "\n");
  for (const std::string& sql : step.sql) text += StatementText(sql);
  return text;
}

}  // namespace

std::string StepsText(const planner::Plan& plan) {
  if (plan.steps.empty()) return "nothing\n";
  std::string text;
  for (const planner::Batch& batch : plan.batches) {
    absl::StrAppend(&text, TransactionText(batch.txn), ", ", schema::EnumName(batch.phase), "\n");
    for (int id : batch.steps) text += StepText(plan.steps.at(static_cast<size_t>(id) - 1));
  }
  return text;
}

std::string ChecksText(const planner::Plan& plan) {
  std::string text;
  for (const planner::Check& check : plan.checks) {
    absl::StrAppend(&text, "step ", check.step, ": ", check.question, "\n    ", check.sql, " -> ", check.expected, "\n");
  }
  return text;
}

std::string RemarksText(const planner::Plan& plan) {
  std::string text;
  for (const planner::Remark& remark : plan.remarks) {
    absl::StrAppend(&text, schema::EnumName(remark.reason), ": ", remark.text, remark.place.empty() ? "" : " (", remark.place,
                    remark.place.empty() ? "" : ")", "\n");
  }
  return text;
}

std::string UndoText(const planner::Plan& plan) {
  std::string text;
  for (const planner::UndoBatch& batch : planner::Rollback(plan, plan.steps.size())) {
    absl::StrAppend(&text, TransactionText(batch.txn), ", of ", absl::StrJoin(batch.steps, ", "), "\n");
    for (const std::string& sql : batch.sql) text += StatementText(sql);
  }
  for (const planner::Step& step : plan.steps) {
    if (step.undo == planner::UndoClass::kExact) continue;
    absl::StrAppend(&text, step.id, " is ", schema::EnumName(step.undo), ": ", step.undo_note, "\n");
  }
  return text;
}

std::string TreesText(const schema::Database& database) {
  std::string text;
  for (const schema::ObjectPtr& object : database.objects()) {
    schema::ForEachExpr(*object, [&](const schema::Expr& expr) {
      absl::StrAppend(&text, object->key.ToString(), ": ", expr.sql, "\n    ", expr.tree == nullptr ? "(no tree)" : schema::Dump(*expr.tree), "\n");
    });
  }
  return text;
}

std::string DiagnosticsText(const std::vector<schema::Diagnostic>& diagnostics, schema::Severity severity, const schema::SourceSet& sources) {
  std::string text;
  for (const schema::Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == severity) text += schema::Format(diagnostic, sources);
  }
  return text;
}

}  // namespace tests
