-- AlterTable
ALTER TABLE "policy_version" ADD COLUMN     "test_run" JSONB,
ADD COLUMN     "tests" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "policy_library_entry" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "standards" JSONB NOT NULL,
    "manifests" TEXT NOT NULL,
    "tests" TEXT NOT NULL,
    "examples" INTEGER NOT NULL,

    CONSTRAINT "policy_library_entry_pkey" PRIMARY KEY ("id")
);
