-- The mode that was approved, where a run has started in another: its primary was lost after the approval.
ALTER TABLE "run" ADD COLUMN "approved_mode" TEXT;
