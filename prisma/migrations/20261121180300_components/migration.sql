-- CreateTable
CREATE TABLE "cluster_component" (
    "cluster_id" UUID NOT NULL,
    "component" TEXT NOT NULL,
    "versions" TEXT[],
    "health" "Health",
    "ready" INTEGER,
    "desired" INTEGER,
    "signs" JSONB NOT NULL,
    "sign_count" INTEGER NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cluster_component_pkey" PRIMARY KEY ("cluster_id","component")
);

-- CreateTable
CREATE TABLE "component_scan" (
    "cluster_id" UUID NOT NULL,
    "scanned_at" TIMESTAMPTZ(3) NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "component_scan_pkey" PRIMARY KEY ("cluster_id")
);

-- CreateIndex
CREATE INDEX "cluster_component_component_idx" ON "cluster_component"("component");

-- AddForeignKey
ALTER TABLE "cluster_component" ADD CONSTRAINT "cluster_component_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "component_scan" ADD CONSTRAINT "component_scan_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;
