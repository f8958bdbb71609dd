-- CreateTable
CREATE TABLE "notification_channel" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "sealed" TEXT NOT NULL,
    "topics" TEXT[],
    "selector" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "is_for_alerts" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_delivery" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "event_id" BIGINT,
    "topic" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "phrase" JSONB,

    CONSTRAINT "notification_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_cursor" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "event_id" BIGINT NOT NULL,

    CONSTRAINT "notification_cursor_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notification_channel_name_key" ON "notification_channel"("name");

-- CreateIndex
CREATE INDEX "notification_delivery_channel_id_id_idx" ON "notification_delivery"("channel_id", "id");

-- CreateIndex
CREATE INDEX "notification_delivery_channel_id_state_next_attempt_at_idx" ON "notification_delivery"("channel_id", "state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "notification_delivery_created_at_idx" ON "notification_delivery"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_delivery_channel_id_event_id_key" ON "notification_delivery"("channel_id", "event_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- AddForeignKey
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "notification_channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What happened before there were channels is told to nobody.
INSERT INTO "notification_cursor" ("id", "event_id") SELECT 1, "seq" FROM "event_head" WHERE "id" = 1;
