CREATE TABLE "policy_scan" (
    "policy_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "phrase" JSONB,
    "not_judged" JSONB NOT NULL DEFAULT '[]',
    "judged" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "judged_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "open" INTEGER NOT NULL DEFAULT 0,
    "waived" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "policy_scan_pkey" PRIMARY KEY ("policy_id", "cluster_id")
);

CREATE TABLE "policy_violation" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "policy_name" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT,
    "name" TEXT NOT NULL,
    "workload_kind" TEXT NOT NULL,
    "workload_name" TEXT NOT NULL,
    "team" TEXT,
    "message" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "waiver_id" UUID,

    CONSTRAINT "policy_violation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "policy_scan_resource" (
    "policy_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_scan_resource_pkey" PRIMARY KEY ("policy_id", "cluster_id", "resource")
);

CREATE TABLE "policy_tally" (
    "id" BIGSERIAL NOT NULL,
    "policy_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "open" INTEGER NOT NULL,
    "waived" INTEGER NOT NULL,

    CONSTRAINT "policy_tally_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "policy_waiver" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "cluster_ids" UUID[],
    "namespace" TEXT,
    "workload_kind" TEXT,
    "workload_name" TEXT,
    "object_name" TEXT,
    "owner" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "comment" TEXT NOT NULL DEFAULT '',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by_name" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "warned_hours" INTEGER,
    "unsettled_since" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "policy_waiver_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "policy_scan_due_at_idx" ON "policy_scan"("due_at");
CREATE INDEX "policy_scan_cluster_id_idx" ON "policy_scan"("cluster_id");
CREATE INDEX "policy_violation_first_seen_id_idx" ON "policy_violation"("first_seen", "id");
CREATE INDEX "policy_violation_policy_id_cluster_id_first_seen_id_idx" ON "policy_violation"("policy_id", "cluster_id", "first_seen", "id");
CREATE INDEX "policy_violation_cluster_id_first_seen_id_idx" ON "policy_violation"("cluster_id", "first_seen", "id");
CREATE INDEX "policy_violation_resolved_at_idx" ON "policy_violation"("resolved_at");
CREATE INDEX "policy_violation_waiver_id_idx" ON "policy_violation"("waiver_id");
CREATE INDEX "policy_tally_policy_id_cluster_id_at_idx" ON "policy_tally"("policy_id", "cluster_id", "at");
CREATE INDEX "policy_tally_at_idx" ON "policy_tally"("at");
CREATE INDEX "policy_waiver_state_expires_at_idx" ON "policy_waiver"("state", "expires_at");
CREATE INDEX "policy_waiver_policy_id_state_idx" ON "policy_waiver"("policy_id", "state");

-- One is open at a time; what came back is another row.
CREATE UNIQUE INDEX "policy_violation_open" ON "policy_violation"("policy_id", "cluster_id", "key") WHERE "resolved_at" IS NULL;
