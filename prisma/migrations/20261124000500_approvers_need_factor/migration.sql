-- An installation that is there already goes on as it was; a new one is set up with it.
ALTER TABLE "failover_limit" ADD COLUMN "approvers_need_factor" BOOLEAN NOT NULL DEFAULT false;
