-- A rehearsal changes nothing: it holds no group, and none holds it up.
DROP INDEX "run_moves_group";
CREATE UNIQUE INDEX "run_moves_group" ON "run"("group_id") WHERE "phase" IN ('Running', 'Paused', 'Undoing', 'NeedsOperator') AND "kind" <> 'rehearsal';
