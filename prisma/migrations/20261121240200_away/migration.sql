-- AlterTable
ALTER TABLE "cluster" ADD COLUMN     "away_days" INTEGER;
