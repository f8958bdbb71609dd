-- CreateTable
CREATE TABLE "bulk_order" (
    "id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "undoes" UUID,
    "cluster_ids" UUID[],
    "requested_by_id" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_by_name" TEXT,
    "stopped_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_child" (
    "bulk_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "cluster_id" UUID NOT NULL,
    "uid" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT,
    "name" TEXT NOT NULL,
    "expect_replicas" INTEGER,
    "replicas" INTEGER,
    "state" TEXT NOT NULL,
    "command_id" UUID,
    "message" TEXT,
    "phrase" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bulk_child_pkey" PRIMARY KEY ("bulk_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "bulk_order_idempotency_key_key" ON "bulk_order"("idempotency_key");

-- CreateIndex
CREATE INDEX "bulk_order_requested_at_id_idx" ON "bulk_order"("requested_at", "id");

-- CreateIndex
CREATE INDEX "bulk_order_finished_at_idx" ON "bulk_order"("finished_at");

-- CreateIndex
CREATE INDEX "bulk_order_undoes_idx" ON "bulk_order"("undoes");

-- CreateIndex
CREATE INDEX "bulk_child_command_id_idx" ON "bulk_child"("command_id");

-- AddForeignKey
ALTER TABLE "bulk_child" ADD CONSTRAINT "bulk_child_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "bulk_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;
