-- What the standby's agent may finish of a run when no hub answers, as it was signed, and what it said that it did.
CREATE TABLE "run_warrant" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "cluster_id" UUID NOT NULL,
    "run_version" INTEGER NOT NULL,
    "envelope" JSONB NOT NULL,
    "steps" JSONB NOT NULL,
    "silent_seconds" INTEGER NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "hold_command_id" UUID NOT NULL,
    "revoke_command_id" UUID,
    "revokes" INTEGER NOT NULL DEFAULT 0,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "ended_as" TEXT,
    "told_at" TIMESTAMPTZ(3),
    CONSTRAINT "run_warrant_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "run_warrant_run_id_number_key" ON "run_warrant"("run_id", "number");
CREATE INDEX "run_warrant_cluster_id_expires_at_idx" ON "run_warrant"("cluster_id", "expires_at");
ALTER TABLE "run_warrant" ADD CONSTRAINT "run_warrant_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
