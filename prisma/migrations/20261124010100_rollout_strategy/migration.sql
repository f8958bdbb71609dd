ALTER TABLE "policy" ADD COLUMN "strategy" JSONB;

ALTER TABLE "policy_deployment" ADD COLUMN "stage" TEXT NOT NULL DEFAULT 'enforce';

ALTER TABLE "rollout"
  ADD COLUMN "terms" JSONB,
  ADD COLUMN "current_stage" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "begun_at" TIMESTAMPTZ(3),
  ADD COLUMN "settled_at" TIMESTAMPTZ(3),
  ADD COLUMN "watched_at" TIMESTAMPTZ(3),
  ADD COLUMN "gate" JSONB,
  ADD COLUMN "restores_id" UUID;
CREATE UNIQUE INDEX "rollout_restores_id_key" ON "rollout"("restores_id");

ALTER TABLE "rollout_target"
  ADD COLUMN "stage" TEXT NOT NULL DEFAULT 'enforce',
  ADD COLUMN "to_version" INTEGER,
  ADD COLUMN "from_version" INTEGER,
  ADD COLUMN "from_stage" TEXT;

-- A rollout that is on its way has begun its wave: no window of a freeze is asked about it again.
UPDATE "rollout" SET "begun_at" = "requested_at" WHERE "phase" = 'Running';
