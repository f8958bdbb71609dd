-- A part of a name is found by its groups of three letters. The extension is trusted: whoever may create in the database may add it.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS "pg_trgm";
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'Holdfast searches with the extension pg_trgm, and this account may not add it to the database. Let an administrator run there: CREATE EXTENSION pg_trgm; then start again.';
  WHEN undefined_file OR feature_not_supported THEN
    RAISE EXCEPTION 'Holdfast searches with the extension pg_trgm, and this server does not have it. Install the contrib modules of its version of PostgreSQL, then start again.';
END $$;

-- CreateTable
CREATE TABLE "inventory_image" (
    "image" TEXT NOT NULL,

    CONSTRAINT "inventory_image_pkey" PRIMARY KEY ("image")
);

-- CreateTable
CREATE TABLE "saved_search" (
    "id" UUID NOT NULL,
    "owner_id" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_search_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "inventory_image_part_idx" ON "inventory_image" USING GIN ("image" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "saved_search_is_shared_name_idx" ON "saved_search"("is_shared", "name");

-- CreateIndex
CREATE UNIQUE INDEX "saved_search_owner_id_name_key" ON "saved_search"("owner_id", "name");

-- CreateIndex
CREATE INDEX "inventory_object_owner_name_idx" ON "inventory_object"("owner_name");

-- CreateIndex
CREATE INDEX "inventory_object_name_cluster_id_uid_idx" ON "inventory_object"("name", "cluster_id", "uid");

-- CreateIndex
CREATE INDEX "inventory_object_name_part_idx" ON "inventory_object" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "inventory_object_labels_idx" ON "inventory_object" USING GIN ("labels" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "inventory_object_images_idx" ON "inventory_object" USING GIN ("images");

-- A status is written in any case. Prisma knows no indexes of expressions, so this one is not in its schema.
CREATE INDEX "inventory_object_status_idx" ON "inventory_object" (lower("status") text_pattern_ops);

-- Images are few and objects many: a part of an image is looked up among these. One order of the rows for all, so that two writers wait
-- and do not block each other.
CREATE FUNCTION "inventory_images_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "inventory_image" ("image")
    SELECT DISTINCT "each"."reference" FROM "arrived", unnest("arrived"."images") AS "each" ("reference")
      WHERE NOT EXISTS (SELECT 1 FROM "inventory_image" WHERE "image" = "each"."reference") ORDER BY 1
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "inventory_images_kept_insert" AFTER INSERT ON "inventory_object"
  REFERENCING NEW TABLE AS "arrived" FOR EACH STATEMENT EXECUTE FUNCTION "inventory_images_kept"();
CREATE TRIGGER "inventory_images_kept_update" AFTER UPDATE ON "inventory_object"
  REFERENCING NEW TABLE AS "arrived" FOR EACH STATEMENT EXECUTE FUNCTION "inventory_images_kept"();
INSERT INTO "inventory_image" ("image") SELECT DISTINCT unnest("images") FROM "inventory_object";
