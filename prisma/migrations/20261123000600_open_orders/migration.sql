-- What may still have an effect is asked before each start of a run; almost every order has been answered.
CREATE INDEX "command_open" ON "command"("scope") WHERE "finished_at" IS NULL;
