import type { AskWhatCan, Decision, WhatCanPage } from "@holdfast/contracts/access";
import type { AuditDecision } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { ClusterId } from "@holdfast/contracts/ids";
import { type Permission, permissions } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { readAccessSubject, rolesOn } from "../access/access-subject";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import { permittedOn, permittedOnFleet } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "./user-cursor";

const asked = (of: "fleet" | "cluster") => (Object.keys(permissions) as Permission[]).filter((each) => permissions[each] === of);

const view = (permission: Permission, { effect, policies }: AuditDecision): Decision => ({
  permission,
  isAllowed: effect === "allow",
  policies,
});

/** What a user may do: every permission of the fleet, and every permission of a cluster on a page of clusters, each as Cedar decides it now. */
export async function whatCan(ctx: ServiceContext, { userId, text, cursor, limit }: AskWhatCan): Promise<WhatCanPage> {
  await authorise(ctx, {
    permission: "access:read",
    action: "access.what-can",
    target: { kind: "user", id: userId, name: userId, clusterId: null },
  });
  const { prisma } = ctx.db;
  if (!(await prisma.user.findUnique({ where: { id: userId }, select: { id: true } }))) throw new Fault("NotFound", worded("UserAbsent"));
  const subject = await readAccessSubject(ctx.db, userId, ctx.now());
  const after = cursor === null ? null : readPlace(cursor);
  const where = text ? { name: { contains: text, mode: "insensitive" as const } } : {};
  // Names are unique, and asking needs a role on the whole fleet: every cluster may be told of.
  const [rows, total] = await Promise.all([
    prisma.cluster.findMany({
      where: { AND: [where, after ? { name: { gt: after[0] } } : {}] },
      select: clusterRowFields,
      orderBy: { name: "asc" },
      take: limit + 1,
    }),
    prisma.cluster.count({ where }),
  ]);
  const page = rows.slice(0, limit).map(clusterRow);
  const last = page.at(-1);
  return {
    fleet: asked("fleet").map((permission) => view(permission, permittedOnFleet(subject, permission))),
    rows: page.map((cluster) => ({
      clusterId: ClusterId.parse(cluster.id),
      clusterName: cluster.name,
      environment: cluster.environment,
      roles: rolesOn(subject, cluster),
      decisions: asked("cluster").map((permission) => view(permission, permittedOn(subject, permission, cluster))),
    })),
    nextCursor: rows.length > limit && last ? writePlace([last.name, last.id]) : null,
    total,
    isTotalCapped: false,
  };
}
