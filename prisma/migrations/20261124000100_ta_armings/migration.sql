CREATE TABLE "arming" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "workflow" TEXT NOT NULL,
    "plan_content_hash" TEXT NOT NULL,
    "group_id" UUID NOT NULL,
    "primary_id" UUID NOT NULL,
    "standby_id" UUID NOT NULL,
    "phase" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "accepted_loss" JSONB,
    "subject_hash" TEXT NOT NULL,
    "approvals_required" INTEGER NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "armed_at" TIMESTAMPTZ(3),
    "armed_until" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_message" TEXT,
    "end_phrase" JSONB,

    CONSTRAINT "arming_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "arming_phase_known" CHECK ("phase" IN ('AwaitingApproval', 'Armed', 'Declined', 'Expired', 'Disarmed', 'Lapsed', 'Spent')),
    CONSTRAINT "arming_approved_by_some" CHECK ("approvals_required" > 0)
);
CREATE INDEX "arming_plan_id_requested_at_idx" ON "arming"("plan_id", "requested_at");
-- At most one of a group is open: two could begin two runs for one loss.
CREATE UNIQUE INDEX "arming_open" ON "arming"("group_id") WHERE "phase" IN ('AwaitingApproval', 'Armed');
ALTER TABLE "arming" ADD CONSTRAINT "arming_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "arming_decision" (
    "id" UUID NOT NULL,
    "arming_id" UUID NOT NULL,
    "approver_id" TEXT NOT NULL,
    "approver_name" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "subject_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "arming_decision_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "arming_decision_arming_id_approver_id_key" ON "arming_decision"("arming_id", "approver_id");
ALTER TABLE "arming_decision" ADD CONSTRAINT "arming_decision_arming_id_fkey" FOREIGN KEY ("arming_id") REFERENCES "arming"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "arming_watch" (
    "arming_id" UUID NOT NULL,
    "hub_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,
    "silent_since" TIMESTAMPTZ(3),
    "vantages" JSONB NOT NULL,
    "held_back" JSONB NOT NULL,
    "seen_from" TEXT[],

    CONSTRAINT "arming_watch_pkey" PRIMARY KEY ("arming_id")
);
ALTER TABLE "arming_watch" ADD CONSTRAINT "arming_watch_arming_id_fkey" FOREIGN KEY ("arming_id") REFERENCES "arming"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "run" ADD COLUMN "arming_id" UUID;
CREATE UNIQUE INDEX "run_arming_id_key" ON "run"("arming_id");
ALTER TABLE "run" ADD CONSTRAINT "run_arming_id_fkey" FOREIGN KEY ("arming_id") REFERENCES "arming"("id") ON DELETE SET NULL ON UPDATE CASCADE;
