CREATE TABLE "guard_override" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "guards" TEXT[] NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guard_override_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "guard_override_some" CHECK (cardinality("guards") > 0)
);
CREATE INDEX "guard_override_run_id_idx" ON "guard_override"("run_id");
ALTER TABLE "guard_override" ADD CONSTRAINT "guard_override_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
