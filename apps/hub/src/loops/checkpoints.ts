import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { checkpointAudit } from "@holdfast/services/audit/checkpoint-audit";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { SigningKey } from "@holdfast/services/pki/signing-key";
import { every } from "./every";

const INTERVAL_MS = 60_000;

/** Signs the head of the audit chain every minute, in the store and in a file of the data folder, which the database's owner can't rewrite. */
export const signCheckpoints = (ctx: ServiceContext, key: SigningKey, folder: string) =>
  every(INTERVAL_MS, "audit checkpoints", ctx.log, async () => {
    const checkpoint = await checkpointAudit(ctx, key);
    if (checkpoint) appendFileSync(join(folder, "audit-checkpoints.jsonl"), `${JSON.stringify(checkpoint)}\n`, { mode: 0o600 });
  });
