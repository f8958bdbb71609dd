CREATE TABLE "policy_impact" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "stopped_by_name" TEXT,

    CONSTRAINT "policy_impact_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "policy_impact_cluster" (
    "impact_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "phrase" JSONB,
    "expected" INTEGER NOT NULL,
    "judged" INTEGER NOT NULL DEFAULT 0,
    "distinct" INTEGER NOT NULL DEFAULT 0,
    "denied" INTEGER NOT NULL DEFAULT 0,
    "warned" INTEGER NOT NULL DEFAULT 0,
    "audited" INTEGER NOT NULL DEFAULT 0,
    "not_judged" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "policy_impact_cluster_pkey" PRIMARY KEY ("impact_id", "cluster_id")
);

CREATE TABLE "policy_impact_finding" (
    "impact_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "effect" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT,
    "workload_kind" TEXT NOT NULL,
    "workload_name" TEXT NOT NULL,
    "team" TEXT,
    "policy_name" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "names" TEXT[],

    CONSTRAINT "policy_impact_finding_pkey" PRIMARY KEY ("impact_id", "cluster_id", "position")
);

CREATE UNIQUE INDEX "policy_impact_policy_id_number_key" ON "policy_impact"("policy_id", "number");
CREATE INDEX "policy_impact_finished_at_idx" ON "policy_impact"("finished_at");

ALTER TABLE "policy_impact" ADD CONSTRAINT "policy_impact_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policy_impact_cluster" ADD CONSTRAINT "policy_impact_cluster_impact_id_fkey" FOREIGN KEY ("impact_id") REFERENCES "policy_impact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policy_impact_finding" ADD CONSTRAINT "policy_impact_finding_impact_id_cluster_id_fkey" FOREIGN KEY ("impact_id", "cluster_id") REFERENCES "policy_impact_cluster"("impact_id", "cluster_id") ON DELETE CASCADE ON UPDATE CASCADE;
