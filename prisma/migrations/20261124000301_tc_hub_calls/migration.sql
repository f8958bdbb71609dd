-- CreateTable
CREATE TABLE "hub_call" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step_index" INTEGER NOT NULL,
    "step_name" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "order" JSONB NOT NULL,
    "body" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "begin_by" TIMESTAMPTZ(3) NOT NULL,
    "begun_at" TIMESTAMPTZ(3),
    "begun_by" TEXT,
    "outcome" TEXT,
    "status" INTEGER,
    "message" TEXT,
    "phrase" JSONB,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "hub_call_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "hub_call_run_id_step_index_attempt_way_key" ON "hub_call"("run_id", "step_index", "attempt", "way");

-- AddForeignKey
ALTER TABLE "hub_call" ADD CONSTRAINT "hub_call_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
