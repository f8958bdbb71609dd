-- AlterTable
ALTER TABLE "two_factor" ADD COLUMN     "used_at" TIMESTAMPTZ(3),
ADD COLUMN     "used_code" TEXT;
