import type { Prisma } from "./generated/prisma/client";

/** Who stopped all automation, when and why. */
export interface AutomationStop {
  readonly byName: string;
  readonly reason: string;
  readonly at: Date;
}

interface Row {
  readonly stopped_at: Date | null;
  readonly stopped_by_name: string | null;
  readonly reason: string | null;
}

const stopOf = (row: Row | undefined): AutomationStop | null =>
  row?.stopped_at ? { byName: row.stopped_by_name ?? "", reason: row.reason ?? "", at: row.stopped_at } : null;

/** The kill switch of automation, as it stands now; null while automation may run. */
export async function automationStop(tx: Pick<Prisma.TransactionClient, "$queryRaw">): Promise<AutomationStop | null> {
  const [row] = await tx.$queryRaw<Row[]>`SELECT stopped_at, stopped_by_name, reason FROM automation_switch WHERE id = 1`;
  return stopOf(row);
}

/** The same, and nobody can turn the switch before the caller's transaction ends: what it starts, the one who stops it next sees. */
export async function heldAutomationStop(tx: Prisma.TransactionClient): Promise<AutomationStop | null> {
  const [row] = await tx.$queryRaw<Row[]>`SELECT stopped_at, stopped_by_name, reason FROM automation_switch WHERE id = 1 FOR SHARE`;
  return stopOf(row);
}
