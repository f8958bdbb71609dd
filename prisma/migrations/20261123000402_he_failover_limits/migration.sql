-- One row: the limits hold before anybody has touched them.
CREATE TABLE "failover_limit" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "minimum_delay_seconds" INTEGER NOT NULL DEFAULT 0,
    "groups_at_once" INTEGER NOT NULL DEFAULT 20,
    "version" INTEGER NOT NULL DEFAULT 1,
    "set_by_name" TEXT,
    "set_at" TIMESTAMPTZ(3),

    CONSTRAINT "failover_limit_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "failover_limit_one" CHECK ("id" = 1),
    CONSTRAINT "failover_limit_range" CHECK ("minimum_delay_seconds" BETWEEN 0 AND 86400 AND "groups_at_once" BETWEEN 1 AND 1000)
);
INSERT INTO "failover_limit" ("id") VALUES (1);
