#include "tests/render/sample_plan.h"

namespace render_test {
namespace {

using planner::Batch;
using planner::Lock;
using planner::Phase;
using planner::Plan;
using planner::Sign;
using planner::Step;
using planner::Txn;
using planner::Work;
using schema::Kind;
using schema::MakeKey;

const schema::ObjectKey kOrders = MakeKey(Kind::kTable, {"public", "orders"});

Step IndexStep() {
  Step step;
  step.id = 1;
  step.sign = Sign::kAdd;
  step.action = "create_index_concurrently";
  step.object = MakeKey(Kind::kIndex, {"public", "orders", "orders_customer_id_idx"});
  step.summary = "index public.orders_customer_id_idx, concurrently";
  step.sql = {"CREATE INDEX CONCURRENTLY orders_customer_id_idx ON public.orders (customer_id)"};
  step.undo_sql = {"DROP INDEX CONCURRENTLY public.orders_customer_id_idx"};
  step.undo_txn = Txn::kOutside;
  step.lock = Lock::kShareUpdateExclusive;
  step.locked = {kOrders};
  step.work = Work::kBuild;
  step.txn = Txn::kOutside;
  step.hazards = {{planner::HazardId::kOutsideTransaction, step.object, "an invalid index stays behind when it fails", false}};
  step.place = "schema/orders.sql:9:1";
  return step;
}

Step ForeignKeyStep() {
  Step step;
  step.id = 2;
  step.sign = Sign::kAdd;
  step.action = "add_foreign_key_not_valid";
  step.object = MakeKey(Kind::kForeignKey, {"public", "orders", "orders_customer_id_fkey"});
  step.summary = "foreign key public.orders.orders_customer_id_fkey, not valid";
  step.sql = {
      "ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers (id) NOT VALID"};
  step.undo_sql = {"ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_fkey"};
  step.lock = Lock::kShareRowExclusive;
  step.locked = {kOrders, MakeKey(Kind::kTable, {"public", "customers"})};
  return step;
}

Step ValidateStep() {
  Step step;
  step.id = 3;
  step.sign = Sign::kValidate;
  step.action = "validate_constraint";
  step.object = MakeKey(Kind::kForeignKey, {"public", "orders", "orders_customer_id_fkey"});
  step.summary = "validate public.orders.orders_customer_id_fkey";
  step.sql = {"ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_fkey"};
  step.lock = Lock::kShareUpdateExclusive;
  step.locked = {kOrders};
  step.work = Work::kScan;
  step.txn = Txn::kAlone;
  step.phase = Phase::kMigrate;
  step.because = {"validate after adding"};
  return step;
}

Step ColumnStep() {
  Step step;
  step.id = 4;
  step.sign = Sign::kRemove;
  step.action = "drop_column";
  step.object = MakeKey(Kind::kColumn, {"public", "orders", "legacy_ref"});
  step.summary = "column public.orders.legacy_ref";
  step.sql = {"ALTER TABLE public.orders DROP COLUMN legacy_ref"};
  step.undo_sql = {"ALTER TABLE public.orders ADD COLUMN legacy_ref text"};
  step.undo = planner::UndoClass::kSchemaOnly;
  step.undo_note = "the values are gone";
  step.lock = Lock::kAccessExclusive;
  step.locked = {kOrders};
  step.phase = Phase::kContract;
  step.hazards = {{planner::HazardId::kDataLoss, step.object, "the values of the column are lost", false}};
  step.place = "schema/orders.sql:3:1";
  return step;
}

}  // namespace

Plan EmptyPlan() {
  Plan plan;
  plan.from_description = "database shop on server 16.4";
  plan.to_description = "schema/";
  plan.from_fingerprint = "0123456789abcdef";
  plan.to_fingerprint = "0123456789abcdef";
  plan.server_version = 160004;
  plan.id = "7f3a9c21";
  return plan;
}

Plan SamplePlan() {
  Plan plan = EmptyPlan();
  plan.to_fingerprint = "fedcba9876543210";
  plan.steps = {IndexStep(), ForeignKeyStep(), ValidateStep(), ColumnStep()};
  plan.batches = {{Txn::kOutside, Lock::kShareUpdateExclusive, Phase::kExpand, {1}, 0, 0},
                  {Txn::kShared, Lock::kShareRowExclusive, Phase::kExpand, {2}, 2000, 30000},
                  {Txn::kAlone, Lock::kShareUpdateExclusive, Phase::kMigrate, {3}, 2000, 0},
                  {Txn::kShared, Lock::kAccessExclusive, Phase::kContract, {4}, 1500, 30000}};
  plan.checks = {{"orders without a customer?", "SELECT count(*) FROM public.orders", "0", planner::HazardId::kMayFailOnData, 3}};
  plan.remarks = {{planner::Remark::Reason::kNotModelled, MakeKey(Kind::kUnmodelled, {"public", "view totals"}),
                   "view totals in public is not modelled yet and was not compared", "schema/views.sql:1:1", "view"}};
  plan.objects_changed = 3;
  return plan;
}

}  // namespace render_test
