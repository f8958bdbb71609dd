CREATE TABLE "rollout_switch" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "stopped_at" TIMESTAMPTZ(3),
  "stopped_by_id" TEXT,
  "stopped_by_name" TEXT,
  "reason" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1,

  CONSTRAINT "rollout_switch_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "rollout_switch_one" CHECK ("id" = 1),
  CONSTRAINT "rollout_switch_whole" CHECK (("stopped_at" IS NULL) = ("stopped_by_name" IS NULL) AND ("stopped_at" IS NULL) = ("reason" IS NULL))
);
INSERT INTO "rollout_switch" ("id") VALUES (1);
