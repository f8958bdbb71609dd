-- AlterTable
ALTER TABLE "run" ADD COLUMN     "accepted_loss" JSONB;

-- CreateTable
CREATE TABLE "store_state" (
    "plan_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "standby_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "said" JSONB,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "measured_at" TIMESTAMPTZ(3),
    "lag_seconds" DOUBLE PRECISION,
    "behind" DOUBLE PRECISION,
    "behind_unit" TEXT,
    "position" TEXT,
    "durable_at" TIMESTAMPTZ(3),
    "verdict" TEXT NOT NULL,
    "verdict_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_state_pkey" PRIMARY KEY ("plan_id","name")
);

-- CreateTable
CREATE TABLE "store_sample" (
    "plan_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "standby_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "lag_seconds" DOUBLE PRECISION,
    "behind" DOUBLE PRECISION,
    "behind_unit" TEXT,
    "position" TEXT,
    "durable_at" TIMESTAMPTZ(3),

    CONSTRAINT "store_sample_pkey" PRIMARY KEY ("plan_id","name","at")
);

-- CreateTable
CREATE TABLE "run_store_loss" (
    "run_id" UUID NOT NULL,
    "store" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rpo_seconds" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "loss_seconds" DOUBLE PRECISION,
    "behind" DOUBLE PRECISION,
    "behind_unit" TEXT,
    "position" TEXT,
    "durable_at" TIMESTAMPTZ(3),
    "written_until" TIMESTAMPTZ(3),
    "is_accepted" BOOLEAN NOT NULL,
    "message" TEXT NOT NULL,
    "phrase" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_store_loss_pkey" PRIMARY KEY ("run_id","store")
);

-- AddForeignKey
ALTER TABLE "store_state" ADD CONSTRAINT "store_state_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "store_sample" ADD CONSTRAINT "store_sample_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_store_loss" ADD CONSTRAINT "run_store_loss_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
