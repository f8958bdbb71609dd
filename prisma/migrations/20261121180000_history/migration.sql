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

-- The history's view of an object: each field that is worth a change, by its JSON pointer. Left out are counters that follow from other
-- objects or from the clock; what says where the object is never changes.
CREATE FUNCTION "inventory_state"("held" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('/health', "held"->'health', '/status', "held"->'status', '/reason', "held"->'reason', '/ready', "held"->'ready',
      '/desired', "held"->'desired', '/restarts', "held"->'restarts', '/node', "held"->'node', '/images', "held"->'images',
      '/owner', CASE WHEN "held"->>'owner_uid' IS NULL THEN NULL ELSE ("held"->>'owner_kind') || ' ' || ("held"->>'owner_name') END)
    || coalesce((SELECT jsonb_object_agg('/labels/' || replace(replace("key", '~', '~0'), '/', '~1'), "value")
      FROM jsonb_each("held"->'labels')), '{}')
    || coalesce((SELECT jsonb_object_agg('/facts/' || replace(replace("key", '~', '~0'), '/', '~1'), "value") FROM jsonb_each("held"->'facts')
      WHERE "key" <> ALL ('{used,active,lastScheduledAt,lastSucceededAt,lastScaledAt,expectedPods,disruptionsAllowed,replicas,updated,available,observedGeneration}')),
      '{}')
$$;

-- What the first of two states has otherwise than the second, or alone; null when it has nothing.
CREATE FUNCTION "inventory_difference"("one" jsonb, "other" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_object_agg("key", "value") FROM jsonb_each("one") WHERE NOT "other" ? "key" OR "other"->"key" <> "value"
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
