-- AlterTable
ALTER TABLE "run" ADD COLUMN     "child_cluster_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "children" JSONB,
ADD COLUMN     "parent_attempt" INTEGER,
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "parent_step" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "run_parent_id_parent_step_parent_attempt_key" ON "run"("parent_id", "parent_step", "parent_attempt");

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;
