-- AlterTable
ALTER TABLE "run" ADD COLUMN     "not_before" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "drill_schedule" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "times" JSONB NOT NULL,
    "ask_ahead_minutes" INTEGER NOT NULL,
    "grace_minutes" INTEGER NOT NULL,
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "settled_until" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "made_by_id" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drill_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drill_occurrence" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "schedule_name" TEXT NOT NULL,
    "plan_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "phrase" JSONB,
    "run_id" UUID,
    "settled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drill_occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drill_proof" (
    "run_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL DEFAULT 'pending',
    "message" TEXT NOT NULL DEFAULT '',
    "phrase" JSONB,
    "readings" JSONB NOT NULL DEFAULT '[]',
    "judged_at" TIMESTAMPTZ(3),

    CONSTRAINT "drill_proof_pkey" PRIMARY KEY ("run_id")
);

-- CreateIndex
CREATE INDEX "drill_schedule_plan_id_idx" ON "drill_schedule"("plan_id");

-- CreateIndex
CREATE UNIQUE INDEX "drill_occurrence_run_id_key" ON "drill_occurrence"("run_id");

-- CreateIndex
CREATE INDEX "drill_occurrence_plan_id_due_at_idx" ON "drill_occurrence"("plan_id", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "drill_occurrence_schedule_id_due_at_key" ON "drill_occurrence"("schedule_id", "due_at");

-- CreateIndex
CREATE INDEX "drill_proof_verdict_idx" ON "drill_proof"("verdict");

-- AddForeignKey
ALTER TABLE "drill_schedule" ADD CONSTRAINT "drill_schedule_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drill_occurrence" ADD CONSTRAINT "drill_occurrence_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drill_occurrence" ADD CONSTRAINT "drill_occurrence_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drill_proof" ADD CONSTRAINT "drill_proof_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
