import { type Retention, RetentionKind } from "@holdfast/contracts/retention";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { heldRecordings, type RetentionDefaults } from "./retention-days";
import { retentionTarget } from "./retention-target";

/** So many rows are counted; of more the database's own estimate is told. */
const COUNTED = 10_000;

const tables: Record<RetentionKind, Prisma.Sql> = {
  history: Prisma.sql`inventory_change`,
  events: Prisma.sql`event`,
  deliveries: Prisma.sql`notification_delivery`,
  recordings: Prisma.sql`terminal_chunk`,
  violations: Prisma.sql`policy_violation`,
};

/** How many rows a table has, without reading all of them. */
async function sizeOf(ctx: ServiceContext, kind: RetentionKind): Promise<{ rows: number; isEstimate: boolean }> {
  const { prisma } = ctx.db;
  const [counted] = await prisma.$queryRaw<
    { n: bigint }[]
  >`SELECT count(*) AS n FROM (SELECT 1 FROM ${tables[kind]} LIMIT ${COUNTED + 1}) AS found`;
  const rows = Number(counted?.n ?? 0);
  if (rows <= COUNTED) return { rows, isEstimate: false };
  const [guess] = await prisma.$queryRaw<
    { n: number }[]
  >`SELECT reltuples::float8 AS n FROM pg_class WHERE oid = ${tables[kind].sql}::regclass`;
  return { rows: Math.max(Math.round(guess?.n ?? 0), rows), isEstimate: true };
}

async function oldestOf(ctx: ServiceContext, kind: RetentionKind): Promise<Date | null> {
  const { prisma } = ctx.db;
  if (kind === "history")
    return (await prisma.inventoryChange.findFirst({ orderBy: { observedAt: "asc" }, select: { observedAt: true } }))?.observedAt ?? null;
  if (kind === "events") return (await prisma.event.findFirst({ orderBy: { id: "asc" }, select: { at: true } }))?.at ?? null;
  if (kind === "violations")
    return (
      (await prisma.policyViolation.findFirst({ where: { resolvedAt: { not: null } }, orderBy: { resolvedAt: "asc" } }))?.resolvedAt ?? null
    );
  if (kind === "recordings")
    return (
      (await prisma.terminalSession.findFirst({ where: { prunedAt: null }, orderBy: { startedAt: "asc" }, select: { startedAt: true } }))
        ?.startedAt ?? null
    );
  return (await prisma.notificationDelivery.findFirst({ orderBy: { createdAt: "asc" }, select: { createdAt: true } }))?.createdAt ?? null;
}

/** For how long each kind is kept, who said so, and how much of it there is. */
export async function getRetention(ctx: ServiceContext, defaults: RetentionDefaults): Promise<Retention> {
  await authorise(ctx, { permission: "settings:manage", action: "retention.get", target: retentionTarget("all") });
  const { prisma } = ctx.db;
  const [rows, head, first] = await Promise.all([
    prisma.retentionSetting.findMany(),
    prisma.auditHead.findUniqueOrThrow({ where: { id: 1 } }),
    prisma.auditEntry.findFirst({ orderBy: { seq: "asc" }, select: { at: true } }),
  ]);
  const kinds = await Promise.all(
    RetentionKind.options.map(async (kind) => {
      const row = rows.find((each) => each.kind === kind);
      const [size, oldestAt] = await Promise.all([sizeOf(ctx, kind), oldestOf(ctx, kind)]);
      return {
        ...{ kind, days: row?.days ?? defaults[kind], defaultDays: defaults[kind], version: row?.version ?? 0 },
        ...{ setByName: row?.setByName ?? null, setAt: row?.setAt ?? null, stored: { ...size, oldestAt } },
        held: heldRecordings(row ?? null, ctx.now()),
      };
    }),
  );
  return { kinds, audit: { rows: Number(head.seq), isEstimate: false, oldestAt: first?.at ?? null } };
}
