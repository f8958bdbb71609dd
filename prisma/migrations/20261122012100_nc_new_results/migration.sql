-- AlterTable
ALTER TABLE "search_alert" ADD COLUMN     "covered_kinds" BYTEA,
ADD COLUMN     "known_results" BYTEA;
