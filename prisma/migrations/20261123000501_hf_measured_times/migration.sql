-- AlterTable
ALTER TABLE "run_report" ADD COLUMN     "act_ms" INTEGER,
ADD COLUMN     "decide_ms" INTEGER,
ADD COLUMN     "detect_ms" INTEGER,
ADD COLUMN     "is_within_rto" BOOLEAN,
ADD COLUMN     "losses" JSONB,
ADD COLUMN     "recovery_ms" INTEGER,
ADD COLUMN     "rto_seconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "verify_ms" INTEGER;

-- CreateIndex
CREATE INDEX "run_kind_finished_at_idx" ON "run"("kind", "finished_at");
