import { z } from "zod";
import { Environment, RegisterCluster } from "./cluster";
import { EnrolmentCommand } from "./enrolment";
import { Health } from "./health";
import { ClusterId, DnsLabel } from "./ids";
import { PageRequest, pageOf } from "./page";
import { Phrase } from "./phrase";
import { Labels } from "./selector";

/** Whose list of clusters it is. */
export const MemberSource = z.enum(["rancher", "karmada", "ocm"]);
export type MemberSource = z.infer<typeof MemberSource>;

/** The resources that list clusters, and whose they are. */
export const memberResources: Readonly<Record<string, MemberSource>> = {
  "clusters.management.cattle.io": "rancher",
  "clusters.provisioning.cattle.io": "rancher",
  "clusters.cluster.karmada.io": "karmada",
  "managedclusters.cluster.open-cluster-management.io": "ocm",
};

/** Whether the fleet has a member: `inFleet` is certain, `guessed` is an equal name and no more. */
export const MemberStanding = z.enum(["inFleet", "guessed", "absent"]);
export type MemberStanding = z.infer<typeof MemberStanding>;

/** How a member was found in the fleet: its kube-system has the uid, it is the control plane itself, or it has the name. */
export const MemberMatch = z.enum(["uid", "self", "name"]);
export type MemberMatch = z.infer<typeof MemberMatch>;

/** Which members to list, by name. Everything left out matches. */
export const ListMembers = PageRequest.extend({
  /** Part of a name, of a display name or of an address. */
  text: z.string().trim().max(253).optional(),
  sources: z.array(MemberSource).max(3).optional(),
  standings: z.array(MemberStanding).max(3).optional(),
  health: z.array(Health).max(6).optional(),
});
export type ListMembers = z.infer<typeof ListMembers>;

/** A value with where it came from: a field or a label of the object, or `name`. Somebody should look at it. */
const guessed = <T extends z.ZodType>(value: T) => z.object({ value, from: z.string() });

/** What a member could become in the fleet. */
export const MemberProposal = z.object({
  name: DnsLabel,
  environment: guessed(Environment).nullable(),
  region: guessed(z.string()).nullable(),
  labels: Labels,
});
export type MemberProposal = z.infer<typeof MemberProposal>;

/** One cluster that a cluster of the fleet manages, as its object told when it was observed. */
export const MemberRow = z.object({
  controlPlane: z.object({ id: ClusterId, name: DnsLabel }),
  uid: z.string(),
  source: MemberSource,
  resource: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  displayName: z.string().nullable(),
  kubernetesVersion: z.string().nullable(),
  health: Health,
  status: z.string(),
  reason: z.string().nullable(),
  provider: z.string().nullable(),
  region: z.string().nullable(),
  zones: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  endpoint: z.string().nullable(),
  observedAt: z.date(),
  /** The cluster of the fleet that it is or may be; its name only for who may see it. */
  fleet: z.object({ by: MemberMatch, name: DnsLabel.nullable() }).nullable(),
  proposal: MemberProposal,
});
export type MemberRow = z.infer<typeof MemberRow>;

/** A cluster of the fleet that lists others, how its agent stands towards that list, and until when its rows are vouched for. */
export const ControlPlane = z.object({
  id: ClusterId,
  name: DnsLabel,
  source: MemberSource,
  members: z.number().int(),
  /** False: the agent may not read the list. */
  isReadable: z.boolean(),
  staleSince: z.date().nullable(),
});
export type ControlPlane = z.infer<typeof ControlPlane>;

/** A page of members, and the control planes that the caller may see. */
export const MemberPage = pageOf(MemberRow).extend({ controlPlanes: z.array(ControlPlane) });
export type MemberPage = z.infer<typeof MemberPage>;

/** The most members that are added at once. */
export const MAX_MEMBERS = 50;

/** The members to add, each as the cluster that it becomes. With the same id it is the same order: what was added gets another token. */
export const AddMembers = z.strictObject({
  orderId: z.uuid(),
  members: z
    .array(z.strictObject({ controlPlaneId: ClusterId, uid: z.string().min(1).max(128), cluster: RegisterCluster }))
    .min(1, "choose at least one cluster")
    .max(MAX_MEMBERS, `at most ${MAX_MEMBERS} clusters at once`),
});
export type AddMembers = z.infer<typeof AddMembers>;

/** What became of one member: added with the command for its agent, added without one, or refused. */
export const AddedMember = z.object({
  controlPlaneId: ClusterId,
  uid: z.string(),
  name: DnsLabel,
  isAdded: z.boolean(),
  command: EnrolmentCommand.nullable(),
  refusal: z.object({ message: z.string(), phrase: Phrase.optional() }).nullable(),
});
export type AddedMember = z.infer<typeof AddedMember>;
