-- AlterTable
ALTER TABLE "cluster_finding" ADD COLUMN     "phrase" JSONB;

-- AlterTable
ALTER TABLE "policy_deployment" ADD COLUMN     "phrase" JSONB;

-- AlterTable
ALTER TABLE "policy_preview" ADD COLUMN     "phrase" JSONB;

-- AlterTable
ALTER TABLE "rollout" ADD COLUMN     "phrase" JSONB;

-- AlterTable
ALTER TABLE "rollout_target" ADD COLUMN     "phrase" JSONB;
