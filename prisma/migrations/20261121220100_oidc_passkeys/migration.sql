-- AlterTable
ALTER TABLE "session" ADD COLUMN     "provider_id" TEXT;

-- AlterTable
ALTER TABLE "role_grant" ADD COLUMN     "provider_id" UUID;

-- CreateTable
CREATE TABLE "identity_provider" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "client_secret" TEXT NOT NULL,
    "scopes" TEXT[],
    "groups_claim" TEXT NOT NULL,
    "email_domains" TEXT[],
    "admits_new" BOOLEAN NOT NULL,
    "mappings" JSONB NOT NULL,
    "is_enabled" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_provider_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "identity_provider_key_key" ON "identity_provider"("key");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "session_provider_id_idx" ON "session"("provider_id");

-- CreateIndex
CREATE INDEX "role_grant_provider_id_idx" ON "role_grant"("provider_id");
