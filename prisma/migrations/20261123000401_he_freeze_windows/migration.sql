CREATE TABLE "freeze_window" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "groups" TEXT[] NOT NULL,
    "times" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "made_by_id" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "freeze_window_pkey" PRIMARY KEY ("id")
);
