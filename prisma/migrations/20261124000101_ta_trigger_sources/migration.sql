CREATE TABLE "trigger_source" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_event_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_name" TEXT,

    CONSTRAINT "trigger_source_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "trigger_source_name_key" ON "trigger_source"("name");
CREATE UNIQUE INDEX "trigger_source_secret_hash_key" ON "trigger_source"("secret_hash");

CREATE TABLE "primary_report" (
    "source_id" UUID NOT NULL,
    "event_source" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "cluster_id" UUID NOT NULL,
    "sight" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "primary_report_pkey" PRIMARY KEY ("source_id", "event_source", "event_id"),
    CONSTRAINT "primary_report_sight_known" CHECK ("sight" IN ('answers', 'silent'))
);
CREATE INDEX "primary_report_source_id_cluster_id_happened_at_idx" ON "primary_report"("source_id", "cluster_id", "happened_at");
ALTER TABLE "primary_report" ADD CONSTRAINT "primary_report_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "trigger_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
