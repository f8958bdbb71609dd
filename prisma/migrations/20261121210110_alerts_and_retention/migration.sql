-- CreateTable
CREATE TABLE "search_alert" (
    "search_id" UUID NOT NULL,
    "condition" TEXT NOT NULL,
    "threshold" INTEGER NOT NULL,
    "hold_seconds" INTEGER NOT NULL,
    "channel_ids" UUID[],
    "is_firing" BOOLEAN NOT NULL DEFAULT false,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "differs_since" TIMESTAMPTZ(3),
    "found" INTEGER,
    "is_capped" BOOLEAN NOT NULL DEFAULT false,
    "problem" TEXT NOT NULL DEFAULT '',
    "phrase" JSONB,
    "evaluated_at" TIMESTAMPTZ(3),
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_alert_pkey" PRIMARY KEY ("search_id")
);

-- CreateTable
CREATE TABLE "retention_setting" (
    "kind" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "set_by_name" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retention_setting_pkey" PRIMARY KEY ("kind")
);

-- CreateIndex
CREATE INDEX "search_alert_evaluated_at_idx" ON "search_alert"("evaluated_at");

-- AddForeignKey
ALTER TABLE "search_alert" ADD CONSTRAINT "search_alert_search_id_fkey" FOREIGN KEY ("search_id") REFERENCES "saved_search"("id") ON DELETE CASCADE ON UPDATE CASCADE;
