-- A run, and an evaluation, is of one workflow of its plan. What there was until now moved groups to their standby.
ALTER TABLE "run" ADD COLUMN "workflow" TEXT NOT NULL DEFAULT 'activate';
ALTER TABLE "evaluation" ADD COLUMN "workflow" TEXT NOT NULL DEFAULT 'activate';
DROP INDEX "evaluation_plan_id_number_evaluated_at_idx";
CREATE INDEX "evaluation_plan_id_number_workflow_evaluated_at_idx" ON "evaluation"("plan_id", "number", "workflow", "evaluated_at");

-- Where each group runs: where its last run that succeeded has brought it.
UPDATE "protection_group" SET "active_site" = (
  SELECT "standby_id" FROM "run"
  WHERE "run"."group_id" = "protection_group"."id" AND "run"."phase" = 'Succeeded' AND "run"."kind" = 'real'
  ORDER BY "finished_at" DESC LIMIT 1
) WHERE "active_site" IS NULL;
