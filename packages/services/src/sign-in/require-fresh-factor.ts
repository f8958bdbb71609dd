import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { confirmingProvider } from "./confirming-provider";
import { FRESH_MINUTES, FRESH_MS } from "./fresh-time";

/** What of a user says whether they have a second factor. */
export const factorFields = { twoFactorEnabled: true, _count: { select: { passkeys: true } } } as const;

/** Whether somebody has a second factor, of whatever kind: an authenticator or a passkey. */
export const hasFactor = (user: { readonly twoFactorEnabled: boolean; readonly _count: { readonly passkeys: number } }): boolean =>
  user.twoFactorEnabled || user._count.passkeys > 0;

/** How somebody stands to their second factor in a session: they have none, gave it there a few minutes ago at most, or have to give it. */
export type Freshness = "without" | "fresh" | "stale";

/** How a user stands to their second factor in a session of theirs; without a session it was never given. */
export async function freshnessOf(
  { db, now }: Pick<ServiceContext, "db" | "now">,
  userId: string,
  sessionId: string | undefined,
): Promise<Freshness> {
  const user = await db.prisma.user.findUnique({ where: { id: userId }, select: factorFields });
  if (!user || !hasFactor(user)) return "without";
  const after = new Date(now().getTime() - FRESH_MS);
  const where = { id: sessionId ?? "", userId, secondFactorAt: { gt: after } };
  return (await db.prisma.session.count({ where })) > 0 ? "fresh" : "stale";
}

/**
 * Passes when the caller gave a code of their second factor in this very session a few minutes ago at most. Who has none and signs in by
 * an identity provider alone must have signed in there anew as lately; who has neither passes. Else the refusal is written into the audit chain and thrown as `SecondFactorNeeded`.
 */
export async function requireFreshFactor(
  ctx: ServiceContext,
  attempt: { readonly action: string; readonly target: AuditTarget },
  decision: AuditDecision,
): Promise<void> {
  if (ctx.actor.kind !== "user") return;
  const freshness = await freshnessOf(ctx, ctx.actor.id, ctx.sessionId);
  if (freshness === "fresh") return;
  const provider = freshness === "without" ? await confirmingProvider(ctx) : null;
  if (freshness === "without" && provider?.until !== null) return;
  const text = provider
    ? worded("ProviderFactorStale", { provider: provider.name, minutes: FRESH_MINUTES })
    : worded("SecondFactorStale", { minutes: FRESH_MINUTES });
  await refuse(ctx, attempt, new Fault("SecondFactorNeeded", text), decision);
}
