-- CreateTable
CREATE TABLE "run_report" (
    "run_id" UUID NOT NULL,
    "envelope" TEXT NOT NULL,
    "statement_hash" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "public_key_pem" TEXT NOT NULL,
    "pdf" BYTEA NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_report_pkey" PRIMARY KEY ("run_id")
);

-- AddForeignKey
ALTER TABLE "run_report" ADD CONSTRAINT "run_report_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
