-- AlterTable
ALTER TABLE "run" ADD COLUMN     "phase_phrase" JSONB;

-- AlterTable
ALTER TABLE "step_run" ADD COLUMN     "phrase" JSONB;
