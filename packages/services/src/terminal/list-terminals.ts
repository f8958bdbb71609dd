import type { ListTerminals, TerminalPage } from "@holdfast/contracts/terminal";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import { terminalView } from "./terminal-view";
import { clusterNames, visibleTerminals } from "./visible-terminals";

const TOTAL_CAP = 10_000;
/** Ids are of version 7: they sort by age. A cursor of another shape is the beginning. */
const Cursor = z.uuid().nullable().catch(null);

/** The sessions that the caller may see, the newest first. */
export async function listTerminals(
  ctx: ServiceContext,
  { user, clusterId, since, until, cursor, limit }: ListTerminals,
): Promise<TerminalPage> {
  const where: Prisma.TerminalSessionWhereInput = {
    AND: [
      await visibleTerminals(ctx),
      user ? { userName: { contains: user, mode: "insensitive" } } : {},
      clusterId ? { clusterId } : {},
      since ? { startedAt: { gte: since } } : {},
      until ? { startedAt: { lt: until } } : {},
    ],
  };
  const after = Cursor.parse(cursor);
  const [rows, total] = await Promise.all([
    ctx.db.prisma.terminalSession.findMany({
      where: { ...where, ...(after ? { id: { lt: after } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
    ctx.db.prisma.terminalSession.count({ where, take: TOTAL_CAP }),
  ]);
  const page = rows.slice(0, limit);
  const names = await clusterNames(
    ctx,
    page.map((row) => row.clusterId),
  );
  return {
    rows: page.map((row) => terminalView(row, names.get(row.clusterId) ?? "", ctx.actor.id)),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total,
    isTotalCapped: total >= TOTAL_CAP,
  };
}
