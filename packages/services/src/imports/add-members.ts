import { createHash } from "node:crypto";
import { Fault } from "@holdfast/contracts/fault";
import { ClusterId } from "@holdfast/contracts/ids";
import type { AddedMember, AddMembers } from "@holdfast/contracts/member-cluster";
import { worded } from "@holdfast/contracts/worded";
import { v5 as uuidFrom } from "uuid";
import { authorise } from "../access/authorise";
import { visibleClusters } from "../access/visible-clusters";
import { issueEnrolmentToken } from "../clusters/issue-enrolment-token";
import { registerCluster } from "../clusters/register-cluster";
import type { ServiceContext } from "../context/service-context";
import { comparedClusters, type MemberRecord, memberColumns, membersOf } from "./member-sql";

type Wanted = AddMembers["members"][number];
/** Where the agents are to come in. */
export interface EnrolmentDoor {
  readonly url: string;
  readonly caPin: string;
}

/** The member as it is listed now. Throws `NotFound` for one that the caller may not see, `AlreadyExists` for one that the fleet surely has. */
async function listedMember(ctx: ServiceContext, { controlPlaneId, uid, cluster }: Wanted): Promise<MemberRecord> {
  const isSeen = (await visibleClusters(ctx, "inventory:read")).some(({ id }) => id === controlPlaneId);
  const { seen, all } = await comparedClusters(ctx);
  const [member] = isSeen
    ? await ctx.db.prisma.$queryRaw<MemberRecord[]>`
        WITH ${membersOf(
          [controlPlaneId],
          all.map(({ id }) => id),
        )} SELECT ${memberColumns} FROM members WHERE uid = ${uid}`
    : [];
  if (!member) throw new Fault("NotFound", worded("MemberAbsent", { cluster: cluster.name }));
  const { matchedBy, sameId, sameName } = member;
  if (matchedBy !== "uid" && matchedBy !== "self") return member;
  const name = sameId && seen.has(sameId) ? sameName : null;
  throw new Fault("AlreadyExists", name ? worded("MemberManaged", { cluster: name }) : worded("MemberManagedHidden"));
}

/** The id that this member gets by this order, and by no other: pressed again it is found. */
const idOf = ({ orderId }: AddMembers, { controlPlaneId, uid, cluster }: Wanted, actorId: string): string =>
  uuidFrom(
    createHash("sha256")
      .update(JSON.stringify([controlPlaneId, uid, cluster.name, actorId]))
      .digest("hex"),
    orderId,
  );

async function addMember(ctx: ServiceContext, door: EnrolmentDoor, input: AddMembers, wanted: Wanted): Promise<AddedMember> {
  const { controlPlaneId, uid, cluster } = wanted;
  const about = { controlPlaneId, uid, name: cluster.name };
  let isAdded = false;
  try {
    const { resource, name } = await listedMember(ctx, wanted);
    const origin = { controlPlaneId, resource, name };
    const { id } = await registerCluster(ctx, cluster, { id: idOf(input, wanted, ctx.actor.id), origin });
    isAdded = true;
    const clusterId = ClusterId.parse(id);
    const token = await issueEnrolmentToken(ctx, clusterId);
    return { ...about, isAdded, command: { ...token, clusterId, hubUrl: door.url, caPin: door.caPin }, refusal: null };
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return { ...about, isAdded, command: null, refusal: { message: cause.message, phrase: cause.phrase } };
  }
}

/**
 * Adds members of a control plane to the fleet, each waiting for its agent, with a token that enrols it once within ten minutes. One that
 * is refused keeps no other out. The same order again adds nothing twice: what it added gets another token. Each registration and each
 * token is on record as if it had been ordered alone, with where the member was listed.
 */
export async function addMembers(ctx: ServiceContext, door: EnrolmentDoor, input: AddMembers): Promise<AddedMember[]> {
  const target = { kind: "import", id: input.orderId, name: input.orderId, clusterId: null };
  await authorise(ctx, { permission: "cluster:register", action: "cluster.register", target });
  const added: AddedMember[] = [];
  // One after the other: two that want one name are told which came first.
  for (const member of input.members) added.push(await addMember(ctx, door, input, member));
  return added;
}
