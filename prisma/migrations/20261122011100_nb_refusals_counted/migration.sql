-- Whether the policies said no, or somebody whom nobody knows was refused for another reason: `deny` or `none`.
ALTER TABLE "denial_tally" ADD COLUMN "effect" TEXT NOT NULL DEFAULT 'deny';
ALTER TABLE "denial_tally" DROP CONSTRAINT "denial_tally_pkey";
ALTER TABLE "denial_tally" ADD CONSTRAINT "denial_tally_pkey" PRIMARY KEY ("actor_id", "token_id", "action", "permission", "effect", "minute");
