-- CreateTable
CREATE TABLE "terminal_session" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "namespace" TEXT NOT NULL,
    "pod" TEXT NOT NULL,
    "pod_uid" TEXT NOT NULL,
    "container" TEXT NOT NULL,
    "command" JSONB,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "columns" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "command_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "why" TEXT,
    "exit_code" INTEGER,
    "message" TEXT,
    "driver" UUID,
    "chunks" INTEGER NOT NULL DEFAULT 0,
    "frame" INTEGER NOT NULL DEFAULT 0,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "typed" INTEGER NOT NULL DEFAULT 0,
    "head" TEXT NOT NULL,
    "pruned_at" TIMESTAMPTZ(3),

    CONSTRAINT "terminal_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "terminal_chunk" (
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "terminal_chunk_pkey" PRIMARY KEY ("session_id", "seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "terminal_session_command_id_key" ON "terminal_session"("command_id");

-- CreateIndex
CREATE INDEX "terminal_session_user_id_id_idx" ON "terminal_session"("user_id", "id");

-- CreateIndex
CREATE INDEX "terminal_session_cluster_id_id_idx" ON "terminal_session"("cluster_id", "id");

-- CreateIndex
CREATE INDEX "terminal_session_ended_at_seen_at_idx" ON "terminal_session"("ended_at", "seen_at");
