import { ListViolations, type ViolationExport, type ViolationRow } from "@holdfast/contracts/compliance";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { listViolations } from "./list-violations";

const AT_ONCE = 200;

/** The violations of a filter, all of them, a part at a time, in the clusters that the caller may see at each. That they were taken away is in the audit chain first. */
export async function exportViolations(ctx: ServiceContext, { format, filter }: ViolationExport): Promise<AsyncGenerator<ViolationRow[]>> {
  await transact(ctx.db, ctx.now, async (unit) =>
    unit.audit({
      ...{ actor: ctx.actor, action: "policy.export-violations", outcome: "succeeded", reason: null, before: null, decision: null },
      target: { kind: "policy", id: "all", name: "violations", clusterId: null },
      ...{ after: { format, filter }, requestId: ctx.requestId },
    }),
  );
  async function* parts() {
    for (let cursor: string | null = null; ; ) {
      const page = await listViolations(ctx, ListViolations.parse({ ...filter, cursor, limit: AT_ONCE }));
      if (page.rows.length > 0) yield page.rows;
      cursor = page.nextCursor;
      if (cursor === null) return;
    }
  }
  return parts();
}
