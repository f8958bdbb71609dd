-- AlterTable
ALTER TABLE "hosted_agent" ADD COLUMN     "are_logs_shown" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "editable" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "is_exec_allowed" BOOLEAN NOT NULL DEFAULT false;
