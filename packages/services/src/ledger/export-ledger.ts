import type { LedgerExport, LedgerRow } from "@holdfast/contracts/ledger";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { listLedger } from "./list-ledger";

const AT_ONCE = 200;

/** The runs of a filter, the newest first, a part at a time. That they were taken away is in the audit chain first. */
export async function exportLedger(ctx: ServiceContext, { format, filter }: LedgerExport): Promise<AsyncGenerator<LedgerRow[]>> {
  await transact(ctx.db, ctx.now, async (unit) =>
    unit.audit({
      ...{ actor: ctx.actor, action: "failover.ledger-export", outcome: "succeeded", reason: null, before: null, decision: null },
      target: { kind: "ledger", id: "runs", name: "ledger of runs", clusterId: null },
      ...{ after: { format, filter }, requestId: ctx.requestId },
    }),
  );
  async function* parts() {
    for (let cursor: string | null = null; ; ) {
      const page = await listLedger(ctx, { ...filter, cursor, limit: AT_ONCE });
      if (page.rows.length > 0) yield page.rows;
      cursor = page.nextCursor;
      if (cursor === null) return;
    }
  }
  return parts();
}
