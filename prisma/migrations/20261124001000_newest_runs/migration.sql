CREATE INDEX "run_requested_at_id_idx" ON "run"("requested_at", "id");
