import type { AskWhoCan, HolderPage } from "@holdfast/contracts/access";
import { Fault } from "@holdfast/contracts/fault";
import { type ClusterPermission, permissions } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { type AccessSubject, grantFields, grantsOf, holding } from "../access/access-subject";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import { permittedOn, permittedOnFleet } from "../access/permitted";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { type Place, readPlace, writePlace } from "./user-cursor";
import { userRows } from "./user-rows";

const BATCH = 500;
/** Beyond so many holders of grants nobody is counted any more; the pages go on. */
const MOST_COUNTED = 5000;

type Question = (subject: AccessSubject) => ReturnType<typeof permittedOn>;

/** The question as Cedar is asked it, about one cluster or about the fleet. */
function questionOf({ permission }: AskWhoCan, cluster: ClusterRow | null): Question {
  return cluster ? (subject) => permittedOn(subject, permission, cluster) : (subject) => permittedOnFleet(subject, permission);
}

/** Everybody who holds a grant, by name, a batch in memory at a time. */
async function* holders(ctx: ServiceContext, from: Place | null): AsyncGenerator<{ subject: AccessSubject; place: Place }> {
  for (let after = from; ; ) {
    const place = after ? Prisma.sql`AND (lower(u.name), u.id) > (${after[0]}, ${after[1]})` : Prisma.empty;
    const keys = await ctx.db.prisma.$queryRaw<{ id: string; key: string }[]>`
      SELECT u.id, lower(u.name) AS key FROM users u
      WHERE EXISTS (SELECT 1 FROM role_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL) ${place}
      ORDER BY lower(u.name), u.id LIMIT ${BATCH}`;
    const users = await ctx.db.prisma.user.findMany({
      where: { id: { in: keys.map((each) => each.id) } },
      select: { id: true, disabledAt: true, grants: { where: holding(ctx.now()), select: grantFields } },
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    for (const { id, key } of keys) {
      const user = byId.get(id);
      if (user) yield { subject: { userId: id, isDisabled: user.disabledAt !== null, grants: grantsOf(user.grants) }, place: [key, id] };
    }
    const last = keys.at(-1);
    if (!last || keys.length < BATCH) return;
    after = [last.key, last.id];
  }
}

async function countHolders(
  ctx: ServiceContext,
  isHolder: (subject: AccessSubject) => boolean,
): Promise<{ total: number; isTotalCapped: boolean }> {
  let [total, looked] = [0, 0];
  for await (const { subject } of holders(ctx, null)) {
    if (isHolder(subject)) total += 1;
    looked += 1;
    if (looked >= MOST_COUNTED) return { total, isTotalCapped: true };
  }
  return { total, isTotalCapped: false };
}

/**
 * Who may do something on a cluster, or on the fleet, and by which grants. Cedar decides each of them, with the grants of now and
 * the policies that every verb is decided by; a grant is named when it would suffice alone.
 */
export async function whoCan(ctx: ServiceContext, input: AskWhoCan): Promise<HolderPage> {
  const { permission, clusterId } = input;
  await authorise(ctx, {
    permission: "access:read",
    action: "access.who-can",
    target: { kind: "permission", id: permission, name: permission, clusterId },
  });
  const isOfCluster = permissions[permission] === "cluster";
  if (isOfCluster && clusterId === null) throw new Fault("InvalidInput", worded("ClusterNeeded", { permission }));
  const cluster = isOfCluster && clusterId !== null ? await visibleCluster(ctx, clusterId, "fleet:read" satisfies ClusterPermission) : null;
  const question = questionOf(input, cluster);
  const isHolder = (subject: AccessSubject) => question(subject).effect === "allow";
  const found: { subject: AccessSubject; place: Place }[] = [];
  for await (const holder of holders(ctx, input.cursor === null ? null : readPlace(input.cursor))) {
    if (isHolder(holder.subject)) found.push(holder);
    if (found.length > input.limit) break;
  }
  const page = found.slice(0, input.limit);
  const last = page.at(-1);
  const rows = await userRows(
    ctx,
    page.map(({ subject }) => subject.userId),
  );
  const subjects = new Map(page.map(({ subject }) => [subject.userId, subject]));
  return {
    rows: rows.flatMap(({ id, name, email, state, grants }) => {
      const subject = subjects.get(id);
      if (!subject) return [];
      const { policies } = question(subject);
      return [{ id, name, email, state, policies, grants: grants.filter((grant) => isHolder({ ...subject, grants: [grant] })) }];
    }),
    nextCursor: found.length > input.limit && last ? writePlace(last.place) : null,
    ...(await countHolders(ctx, isHolder)),
  };
}
