ALTER TABLE "policy_deployment" ADD COLUMN "content_hash" TEXT NOT NULL DEFAULT '';

UPDATE "policy_deployment" d SET "content_hash" = v."content_hash"
FROM "policy_version" v WHERE v."policy_id" = d."policy_id" AND v."number" = d."version";
