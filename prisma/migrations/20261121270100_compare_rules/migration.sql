-- CreateTable
CREATE TABLE "compare_rule" (
    "id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "cluster_a_id" UUID,
    "cluster_b_id" UUID,
    "environment_a" "Environment",
    "environment_b" "Environment",
    "kind" TEXT,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "field" TEXT,
    "reason" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "made_by_id" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "compare_rule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "compare_rule_cluster_a_id_cluster_b_id_idx" ON "compare_rule"("cluster_a_id", "cluster_b_id");

-- AddForeignKey
ALTER TABLE "compare_rule" ADD CONSTRAINT "compare_rule_cluster_a_id_fkey" FOREIGN KEY ("cluster_a_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compare_rule" ADD CONSTRAINT "compare_rule_cluster_b_id_fkey" FOREIGN KEY ("cluster_b_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
