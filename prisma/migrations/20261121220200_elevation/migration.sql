-- AlterTable
ALTER TABLE "role_grant" ADD COLUMN     "elevation_id" UUID;

-- CreateTable
CREATE TABLE "elevation" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "role" "UserRole" NOT NULL,
    "selector" JSONB NOT NULL,
    "hours" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" TEXT,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "comment" TEXT,
    "ends_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_name" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "elevation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "elevation_user_id_requested_at_idx" ON "elevation"("user_id", "requested_at");

-- CreateIndex
CREATE INDEX "elevation_state_idx" ON "elevation"("state");

-- CreateIndex
CREATE INDEX "role_grant_elevation_id_idx" ON "role_grant"("elevation_id");

-- AddForeignKey
ALTER TABLE "elevation" ADD CONSTRAINT "elevation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
