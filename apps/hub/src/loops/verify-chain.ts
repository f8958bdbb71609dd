import { acquireLease } from "@holdfast/db/lease";
import { verifyWhenDue } from "@holdfast/services/audit/verify-when-due";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { SigningKey } from "@holdfast/services/pki/signing-key";
import { every } from "./every";

const INTERVAL_MS = 10 * 60_000;
/** Longer than a walk along millions of entries takes, so that no other hub begins meanwhile. */
const LEASE_MS = 9 * 60_000;

/** Checks the audit chain four times a day, in one hub of the installation. A break is an event, and in the log. */
export const verifyAuditChain = (ctx: ServiceContext, hubId: string, { keyId, publicKeyPem }: SigningKey) =>
  every(INTERVAL_MS, "audit verification", ctx.log, async () => {
    if (!(await acquireLease(ctx.db, "audit-verification", hubId, LEASE_MS))) return;
    await verifyWhenDue(ctx, new Map([[keyId, publicKeyPem]]));
  });
