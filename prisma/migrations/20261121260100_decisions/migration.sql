-- CreateTable
CREATE TABLE "denial_tally" (
    "actor_id" TEXT NOT NULL,
    "token_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "permission" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "policies" TEXT[],
    "reason" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "denial_tally_pkey" PRIMARY KEY ("actor_id","token_id","action","permission","minute")
);

-- CreateIndex
CREATE INDEX "denial_tally_minute_idx" ON "denial_tally"("minute");

-- The decision log is the entries about which the policies were asked: a part of the trail, read newest first.
CREATE INDEX "audit_entry_decided_idx" ON "audit_entry"("seq") WHERE "decision" IS NOT NULL;
CREATE INDEX "audit_entry_denied_idx" ON "audit_entry"("seq") WHERE ("decision"->>'effect') = 'deny';
CREATE INDEX "audit_entry_permission_idx" ON "audit_entry"(("decision"->>'permission'), "seq") WHERE "decision" IS NOT NULL;
-- How many denials of one caller the last minute saw.
CREATE INDEX "audit_entry_denied_actor_idx" ON "audit_entry"("actor_id", "at") WHERE ("decision"->>'effect') = 'deny';
