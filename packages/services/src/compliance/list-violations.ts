import type { ListViolations, ViolationPage } from "@holdfast/contracts/compliance";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "../identity/user-cursor";
import { policyNames, violationRows } from "./violation-rows";
import { violationClusters, violationWhere } from "./violation-where";

const COUNTED = 10_000;

function after(cursor: string | null): Prisma.PolicyViolationWhereInput {
  if (cursor === null) return {};
  const [text, id] = readPlace(cursor);
  const firstSeen = new Date(text);
  return { OR: [{ firstSeen: { lt: firstSeen } }, { firstSeen, id: { lt: id } }] };
}

/** A page of violations in the clusters whose objects the caller may see: those first seen last first. */
export async function listViolations(ctx: ServiceContext, { cursor, limit, ...filter }: ListViolations): Promise<ViolationPage> {
  const [clusters, policies] = await Promise.all([violationClusters(ctx, "policy.violations"), policyNames(ctx)]);
  const where = violationWhere(filter, clusters, policies);
  const [found, total] = await Promise.all([
    ctx.db.prisma.policyViolation.findMany({
      where: { AND: [where, after(cursor)] },
      orderBy: [{ firstSeen: "desc" }, { id: "desc" }],
      take: limit + 1,
    }),
    ctx.db.prisma.policyViolation.count({ where, take: COUNTED }),
  ]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await violationRows(ctx, page, { clusters, policies }),
    nextCursor: last && found.length > limit ? writePlace([last.firstSeen.toISOString(), last.id]) : null,
    total,
    isTotalCapped: total >= COUNTED,
  };
}
