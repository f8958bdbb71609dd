ALTER TABLE "policy" ADD COLUMN "on_drift" TEXT NOT NULL DEFAULT 'report';

CREATE TABLE "policy_look" (
    "policy_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "mark" TEXT NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,
    "is_told" BOOLEAN NOT NULL,
    "hears_audit" BOOLEAN NOT NULL DEFAULT false,
    "message" TEXT NOT NULL DEFAULT '',
    "phrase" JSONB,

    CONSTRAINT "policy_look_pkey" PRIMARY KEY ("policy_id", "cluster_id")
);

CREATE TABLE "policy_drift" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT,
    "name" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "omitted" INTEGER NOT NULL DEFAULT 0,
    "managers" JSONB NOT NULL,
    "author" JSONB,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ending" TEXT,
    "corrections" JSONB NOT NULL DEFAULT '[]',
    "is_held" BOOLEAN NOT NULL DEFAULT false,
    "message" TEXT NOT NULL DEFAULT '',
    "phrase" JSONB,

    CONSTRAINT "policy_drift_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "policy_drift_policy_id_cluster_id_ended_at_idx" ON "policy_drift"("policy_id", "cluster_id", "ended_at");
CREATE INDEX "policy_drift_cluster_id_last_seen_at_idx" ON "policy_drift"("cluster_id", "last_seen_at");
CREATE INDEX "policy_drift_last_seen_at_idx" ON "policy_drift"("last_seen_at");
CREATE UNIQUE INDEX "policy_drift_open_idx" ON "policy_drift"("policy_id", "cluster_id", "kind", COALESCE("namespace", ''), "name") WHERE "ended_at" IS NULL;

ALTER TABLE "policy_look" ADD CONSTRAINT "policy_look_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policy_drift" ADD CONSTRAINT "policy_drift_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;
