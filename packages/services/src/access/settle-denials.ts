import type { AuditActor } from "@holdfast/contracts/audit";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";

const MINUTE_MS = 60_000;
const AT_ONCE = 200;

interface Tally {
  readonly actorKind: AuditActor["kind"];
  readonly actorId: string;
  readonly actorName: string;
  readonly tokenId: string;
  readonly action: string;
  readonly permission: string;
  readonly effect: string;
  readonly targetKind: string;
  readonly policies: string[];
  readonly reason: string;
  readonly requestId: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Puts the refusals that were only counted into the audit chain, one entry for each caller, action and minute that is over. Answers how many entries. */
export const settleDenials = (ctx: Pick<ServiceContext, "db" | "now">): Promise<number> =>
  transact(ctx.db, ctx.now, async (unit) => {
    const over = new Date(ctx.now().getTime() - MINUTE_MS).toISOString();
    // Whoever counts on in a row that is being settled waits, finds it gone, and begins another.
    const tallies = await unit.tx.$queryRaw<Tally[]>`
      DELETE FROM denial_tally WHERE (actor_id, token_id, action, permission, effect, minute) IN (
        SELECT actor_id, token_id, action, permission, effect, minute FROM denial_tally WHERE minute <= ${over}::timestamptz
        ORDER BY minute LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName", token_id AS "tokenId", action, permission, effect,
        target_kind AS "targetKind", policies, reason, request_id AS "requestId", count, first_at AS "firstAt", last_at AS "lastAt"`;
    for (const tally of tallies) {
      const { policies, permission, tokenId, count } = tally;
      const asked = { ...(permission === "" ? {} : { permission }), ...(tokenId === "" ? {} : { tokenId }) };
      unit.audit({
        actor: { kind: tally.actorKind, id: tally.actorId, name: tally.actorName },
        action: tally.action,
        target: { kind: tally.targetKind, id: "several", name: "several", clusterId: null },
        outcome: "refused",
        reason: tally.reason,
        before: null,
        after: { times: count, firstAt: tally.firstAt.toISOString(), lastAt: tally.lastAt.toISOString() },
        decision: tally.effect === "deny" ? { effect: "deny", policies, ...asked, times: count } : null,
        requestId: tally.requestId,
      });
    }
    return tallies.length;
  });
