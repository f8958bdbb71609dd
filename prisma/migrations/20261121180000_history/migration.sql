-- AlterTable
ALTER TABLE "agent_link" ADD COLUMN     "watched_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "inventory_history" (
    "cluster_id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "kept_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inventory_history_pkey" PRIMARY KEY ("cluster_id","resource")
);

-- CreateTable
CREATE TABLE "inventory_change" (
    "id" BIGSERIAL NOT NULL,
    "cluster_id" UUID NOT NULL,
    "uid" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT,
    "name" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "unwatched_since" TIMESTAMPTZ(3),
    "cluster_at" TIMESTAMPTZ(3),
    "health_from" "Health",
    "health_to" "Health",
    "is_decision" BOOLEAN NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "inventory_change_pkey" PRIMARY KEY ("observed_at","id")
);

-- CreateIndex
CREATE INDEX "inventory_change_cluster_id_observed_at_id_idx" ON "inventory_change"("cluster_id", "observed_at", "id");

-- CreateIndex
CREATE INDEX "inventory_change_cluster_id_uid_id_idx" ON "inventory_change"("cluster_id", "uid", "id");

-- Of what is held already every change is known from now on. Warnings are told by the cluster and end by themselves: nobody decides them.
INSERT INTO "inventory_history" ("cluster_id", "resource", "kept_since")
  SELECT "cluster_id", "resource", now() FROM "inventory_resource" WHERE "state" <> 'syncing' AND "resource" <> 'events';

-- The history's view of an object is its fields by JSON pointer; what says where the object is never changes. PostgreSQL writes these
-- functions into the statement that calls them, so they cost what their text costs.
CREATE FUNCTION "inventory_core"("health" "Health", "status" text, "reason" text, "ready" int, "desired" int, "restarts" int, "node" text,
  "images" text[], "owner_kind" text, "owner_name" text) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('/health', "health", '/status', "status", '/reason', "reason", '/ready', "ready", '/desired', "desired",
    '/restarts', "restarts", '/node', "node", '/images', "images", '/owner', "owner_kind" || ' ' || "owner_name")
$$;

CREATE FUNCTION "inventory_pointer"("place" text, "key" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT "place" || replace(replace("key", '~', '~0'), '/', '~1')
$$;

-- Counters that follow from other objects or from the clock are no change.
CREATE FUNCTION "inventory_is_kept"("fact" text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT "fact" <> ALL ('{used,active,lastScheduledAt,lastSucceededAt,lastScaledAt,expectedPods,disruptionsAllowed,replicas,updated,available,observedGeneration}'::text[])
$$;

-- All of it: what a deletion keeps, and what the changes of an object are taken back from.
CREATE FUNCTION "inventory_state"("core" jsonb, "labels" jsonb, "facts" jsonb) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT "core"
    || coalesce((SELECT jsonb_object_agg(inventory_pointer('/labels/', "key"), "value") FROM jsonb_each("labels")), '{}')
    || coalesce((SELECT jsonb_object_agg(inventory_pointer('/facts/', "key"), "value") FROM jsonb_each("facts") WHERE inventory_is_kept("key")), '{}')
$$;

-- Whether somebody decided it: an object that nobody controls came, went, or got another field than those in which controllers and
-- nodes tell how it goes.
CREATE FUNCTION "inventory_is_decision"("resource" text, "owner_uid" text, "changed" text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT "owner_uid" IS NULL AND NOT "changed" <@ (ARRAY['/health', '/status', '/reason', '/ready', '/restarts', '/node', '/facts/conditions',
      '/facts/phase', '/facts/ip', '/facts/startedAt', '/facts/completedAt', '/facts/failed', '/facts/addresses', '/facts/revision',
      '/facts/capacity', '/facts/allocatable', '/facts/capacityBytes', '/facts/volume', '/facts/claim']
    || CASE WHEN "resource" = 'pods' THEN ARRAY['/facts/containers'] ELSE '{}' END
    || CASE WHEN "resource" IN ('deployments.apps', 'statefulsets.apps', 'jobs.batch') THEN '{}' ELSE ARRAY['/desired'] END)
$$;
