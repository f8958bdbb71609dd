-- AlterTable
ALTER TABLE "run" ADD COLUMN     "other_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
