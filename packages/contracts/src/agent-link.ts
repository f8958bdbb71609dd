import { z } from "zod";
import { Receipt } from "./command";
import { FaultView } from "./fault";
import { InventoryRecord, ResourceKey, ResourceState, ResourceSummary } from "./inventory";
import { Json } from "./json";
import { WarrantProgress } from "./warrant";

/** The version of the agent link's protocol. A hub serves its own and the one before. */
export const PROTOCOL_VERSION = 1;

/** What an agent says first on every connection. `bootId` is new with every start of the agent's process. */
export const AgentHello = z.strictObject({
  protocol: z.number().int().min(1),
  agentVersion: z.string().max(63),
  bootId: z.uuid(),
  /** Where the report sequence of this boot stands: the next report will carry this number or a lower, repeated one. */
  nextSeq: z.number().int().positive(),
  clock: z.iso.datetime(),
  kubernetesVersion: z.string().max(63),
  /** The uid of kube-system: tells two clusters apart that were given one name, and one cluster enrolled twice. */
  clusterUid: z.string().max(128),
});
export type AgentHello = z.infer<typeof AgentHello>;

/** A key that the hub signs commands with. */
export const CommandKey = z.object({ keyId: z.string(), publicKeyPem: z.string() });
export type CommandKey = z.infer<typeof CommandKey>;

/** The hub's answer to a hello: where reports go on, which keys sign commands, how often to beat. */
export const HubHello = z.object({
  hubId: z.string(),
  clock: z.iso.datetime(),
  /** The last report of this boot that the hub stored; 0 when none. */
  ackedSeq: z.number().int().nonnegative(),
  commandKeys: z.array(CommandKey),
  heartbeatIntervalMs: z.number().int().positive(),
});
export type HubHello = z.infer<typeof HubHello>;

/** A sign of life with the agent's clock, and how long the one before took; null for the first. */
export const Heartbeat = z.strictObject({ clock: z.iso.datetime(), rttMs: z.number().nonnegative().nullable() });
export type Heartbeat = z.infer<typeof Heartbeat>;

/** Which objects of a resource the hub holds, as uid and digest, in uid order: the base of the agent's comparison. */
export const KnownPage = z.object({ entries: z.array(z.tuple([z.string(), z.string()])), next: z.string().nullable() });
export type KnownPage = z.infer<typeof KnownPage>;

/** A condition of the agent or its cluster that a person should know, until it is resolved. */
export const AgentFinding = z.strictObject({
  code: z.string().max(63),
  object: z.string().max(512),
  severity: z.enum(["info", "warning", "critical"]),
  message: z.string().max(2048),
  isResolved: z.boolean(),
});
export type AgentFinding = z.infer<typeof AgentFinding>;

/** One fact from a cluster. Facts are applied in the order of their report's number. */
export const ReportMessage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("inventory.delta"),
    observedAt: z.iso.datetime(),
    upserts: z.array(InventoryRecord).max(1000),
    deletes: z.array(z.strictObject({ resource: ResourceKey, uid: z.string().max(128) })).max(5000),
  }),
  z.strictObject({
    type: z.literal("inventory.resource"),
    resource: ResourceKey,
    kind: z.string().max(63),
    isNamespaced: z.boolean(),
    state: ResourceState,
    message: z.string().max(1024).nullable(),
    observedAt: z.iso.datetime(),
  }),
  /** Sent when everything before it was sent: the hub compares with its rows and answers with what to read again. */
  z.strictObject({ type: z.literal("inventory.summary"), summaries: z.array(ResourceSummary).max(1000) }),
  z.strictObject({ type: z.literal("finding"), finding: AgentFinding }),
  z.strictObject({ type: z.literal("receipt"), receipt: Receipt }),
  /** What was done while no hub answered. Said before the agent answers any question on a new connection. */
  z.strictObject({ type: z.literal("warrant"), progress: WarrantProgress }),
]);
export type ReportMessage = z.infer<typeof ReportMessage>;

/** A numbered batch of facts. The hub applies each number of a boot once; `acceptedSeq` repeats are answered, not applied. */
export const Report = z.strictObject({ bootId: z.uuid(), seq: z.number().int().positive(), messages: z.array(ReportMessage).max(2000) });
export type Report = z.infer<typeof Report>;

/** How far the hub has applied the reports of this boot. */
export const ReportAck = z.object({
  ackedSeq: z.number().int().nonnegative(),
  /** Resources whose summary differed from the hub's rows: read them again. */
  resync: z.array(ResourceKey),
});
export type ReportAck = z.infer<typeof ReportAck>;

/** A question to an agent: read only, answered once, forgotten after its deadline. */
export const AgentQuery = z.object({ id: z.uuid(), name: z.string().max(63), input: Json, deadlineMs: z.number().int().positive() });
export type AgentQuery = z.infer<typeof AgentQuery>;

/** The answer to a question, in pieces of bounded size; the last one says whether all went well. */
export const AgentAnswer = z.strictObject({
  id: z.uuid(),
  chunk: z.string().max(700_000),
  isLast: z.boolean(),
  fault: FaultView.nullable(),
});
export type AgentAnswer = z.infer<typeof AgentAnswer>;

/** A renewal over the current identity: the key must be the enrolled one and the id the presented one. */
export const RenewIdentity = z.strictObject({ csrPem: z.string().max(4096) });
/** An X.509-SVID with what verifies the other side. Instants are ISO 8601. */
export const IssuedIdentity = z.object({ certificatePem: z.string(), bundlePem: z.string(), notAfter: z.iso.datetime() });
export type IssuedIdentity = z.infer<typeof IssuedIdentity>;
