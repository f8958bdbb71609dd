-- CreateTable
CREATE TABLE "hosted_agent" (
    "cluster_id" UUID NOT NULL,
    "server" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "credential_kind" TEXT NOT NULL,
    "credential_expires_at" TIMESTAMPTZ(3),
    "sealed" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "given_by_id" TEXT NOT NULL,
    "given_by_name" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "hub_id" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_exit_at" TIMESTAMPTZ(3),
    "last_exit_reason" TEXT,

    CONSTRAINT "hosted_agent_pkey" PRIMARY KEY ("cluster_id")
);

-- CreateTable
CREATE TABLE "cluster_import" (
    "id" UUID NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cluster_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cluster_import_item" (
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "context" TEXT NOT NULL,
    "server" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cluster_id" UUID,
    "message" TEXT,
    "phrase" JSONB,

    CONSTRAINT "cluster_import_item_pkey" PRIMARY KEY ("import_id","position")
);

-- CreateIndex
CREATE INDEX "cluster_import_requested_at_id_idx" ON "cluster_import"("requested_at", "id");

-- CreateIndex
CREATE INDEX "cluster_import_item_cluster_id_idx" ON "cluster_import_item"("cluster_id");

-- AddForeignKey
ALTER TABLE "hosted_agent" ADD CONSTRAINT "hosted_agent_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_import_item" ADD CONSTRAINT "cluster_import_item_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "cluster_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
