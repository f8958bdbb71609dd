ALTER TABLE "run" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'person';
ALTER TABLE "run" ADD CONSTRAINT "run_origin_known" CHECK ("origin" IN ('person', 'trigger', 'calendar'));

-- One row: the switch is there before anybody has touched it.
CREATE TABLE "automation_switch" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "stopped_at" TIMESTAMPTZ(3),
    "stopped_by_id" TEXT,
    "stopped_by_name" TEXT,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "automation_switch_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "automation_switch_one" CHECK ("id" = 1),
    CONSTRAINT "automation_switch_whole" CHECK (("stopped_at" IS NULL) = ("stopped_by_name" IS NULL) AND ("stopped_at" IS NULL) = ("reason" IS NULL))
);
INSERT INTO "automation_switch" ("id") VALUES (1);
