import { z } from "zod";
import { DnsLabel, ObjectName, PlanId } from "./ids";
import { Phrase } from "./phrase";

/** Where an object of a store is: the same at every site, but for the sites that call it otherwise. */
const Place = z.strictObject({
  namespace: ObjectName,
  name: ObjectName,
  /** By site: what the object is called there. */
  nameAt: z.record(DnsLabel, ObjectName).default({}),
});

/** What narrows metrics down to one store, by label: `{ namespace: bank, job: redis }`. */
const Labels = z
  .record(z.string().regex(/^[a-zA-Z_]\w{0,62}$/, "must be the name of a label of Prometheus"), z.string().max(253))
  .refine((labels) => Object.keys(labels).length <= 20, "must be at most 20 labels")
  .default({});

const Query = z.string().trim().min(1).max(4096);

/** How the lag of a store is read, by the store's kind. The one list from which plans, the measuring and documents are made. */
export const storeParameters = {
  /**
   * CloudNativePG, by the metrics of its instances. `by`: whether the standby follows by streaming or by the archive of the log.
   * `applicationName`: as whom it follows; then the bytes that it lacks are read at the primary.
   */
  cloudnativepg: Place.extend({ by: z.enum(["stream", "archive"]).default("stream"), applicationName: z.string().max(63).optional() }),
  /** Patroni, by the metrics of its REST API. */
  patroni: z.strictObject({ scope: z.string().min(1).max(253), labels: Labels }),
  /** Zalando's operator, whose instances are Patroni's; the scope is the name of the postgresql object. */
  zalando: Place,
  /** Kafka MirrorMaker 2, by its metrics at the site that it mirrors to. */
  mirrormaker2: z.strictObject({ topics: z.string().min(1).max(500).default(".+"), labels: Labels }),
  /** Disaster recovery replication of Vault. */
  vault: z.strictObject({ labels: Labels }),
  /** Redis, by the metrics of redis_exporter. */
  redis: z.strictObject({ labels: Labels }),
  /** Ramen, by the DRPlacementControl at the standby, or the VolumeReplicationGroup at the primary. */
  ramen: Place,
  /** Any store, by queries to the standby's Prometheus: the lag in seconds, what it lacks, and the instant (Unix time) of its last durable point. */
  promql: z
    .strictObject({
      lag: Query.optional(),
      durableAt: Query.optional(),
      behind: z.strictObject({ query: Query, unit: z.enum(["bytes", "records", "entries"]) }).optional(),
    })
    .refine((p) => p.lag !== undefined || p.durableAt !== undefined, { path: ["lag"], message: "give lag, or durableAt" }),
} as const satisfies Record<string, z.ZodType>;

/** The kind of a data store, as plans, rows and tests spell it. */
export type StoreKind = keyof typeof storeParameters;
export const StoreKind = z.enum(Object.keys(storeParameters) as [StoreKind, ...StoreKind[]], {
  error: () => `must be a kind of data store: ${Object.keys(storeParameters).join(", ")}`,
});

/** A data store before its `with` is checked against its kind's own parameters. */
export const DataStoreShape = z.strictObject({
  name: DnsLabel,
  kind: StoreKind,
  /** The most that may be lost, in seconds of writes. */
  rpoSeconds: z.number().int().min(0).max(86_400),
  with: z.unknown().optional(),
  /** Overrides the kind's own figures: a query to the standby's Prometheus that gives the lag in seconds. */
  lagQuery: Query.optional(),
});

/** One data store of a protection group, its parameters checked. */
export type DataStore = {
  [K in StoreKind]: { name: string; kind: K; rpoSeconds: number; with: z.infer<(typeof storeParameters)[K]>; lagQuery?: string };
}[StoreKind];

/** Checks a data store whole; an error names the field inside `with`. */
export const DataStore: z.ZodType<DataStore> = DataStoreShape.transform((store, ctx) => {
  const parsed = storeParameters[store.kind].safeParse(store.with ?? {});
  if (parsed.success) return { ...store, with: parsed.data } as DataStore;
  for (const issue of parsed.error.issues)
    ctx.issues.push({ ...issue, path: ["with", ...issue.path], input: store.with } as z.core.$ZodRawIssue);
  return z.NEVER;
});

/**
 * How a store stands against its RPO. `within`: what would be lost now is within it. `over`: more than that. `broken`: nothing
 * is copied any more. `stale`: nobody could look for a while. `unmeasured`: nobody ever could.
 */
export const StoreVerdict = z.enum(["within", "over", "broken", "stale", "unmeasured"]);
export type StoreVerdict = z.infer<typeof StoreVerdict>;

/** An amount that a standby lacks. */
export const BehindUnit = z.enum(["bytes", "records", "entries"]);
export type BehindUnit = z.infer<typeof BehindUnit>;

/** One data store of a plan as it was last measured: what would be lost if its primary were lost now. */
export const StoreView = z.object({
  name: z.string(),
  kind: StoreKind,
  rpoSeconds: z.number(),
  /** The site that is copied from, and the one that is copied to, by name. */
  primary: z.string(),
  standby: z.string(),
  verdict: StoreVerdict,
  /** Since when the verdict is so; null before the first. */
  since: z.date().nullable(),
  /** Why it is not within, in one line; empty when it is. */
  message: z.string(),
  phrase: Phrase.optional(),
  /** What would be lost: the lag, or the age of the last durable point where nothing is copied any more; null when nobody knows. */
  lossSeconds: z.number().nullable(),
  /** The last figure that was read, when, and up to when the writes were known to be at the standby by then. */
  lagSeconds: z.number().nullable(),
  measuredAt: z.date().nullable(),
  durableAt: z.date().nullable(),
  behind: z.number().nullable(),
  behindUnit: BehindUnit.nullable(),
  /** Where the standby's copy stands, as the store says it: an LSN, an offset, a number of the log. */
  position: z.string().nullable(),
  /** The lag over the last half hour, oldest first; null where nothing was measured. */
  course: z.array(z.number().nullable()),
});
export type StoreView = z.infer<typeof StoreView>;

/** The data stores of one plan. */
export const PlanStores = z.object({ planId: PlanId, planName: z.string(), stores: z.array(StoreView) });
export type PlanStores = z.infer<typeof PlanStores>;

/** Asks for the data stores of one plan, or of all. */
export const ListStores = z.strictObject({ planId: PlanId.nullable().default(null) });
export type ListStores = z.infer<typeof ListStores>;

/** The stores whose loss somebody accepts by name, and why. */
export const AcceptLoss = z.strictObject({
  stores: z.array(DnsLabel).min(1, "name the stores").max(50),
  reason: z.string().trim().min(3, "say why, in a few words").max(500),
});
export type AcceptLoss = z.infer<typeof AcceptLoss>;

/** An accepted loss as a run keeps it: of each store what would have been lost by then. It is part of what is approved. */
export const AcceptedLoss = z.object({
  stores: z.array(z.object({ name: z.string(), lossSeconds: z.number().nullable(), verdict: StoreVerdict })),
  reason: z.string(),
  byId: z.string(),
  byName: z.string(),
});
export type AcceptedLoss = z.infer<typeof AcceptedLoss>;

/**
 * How the loss of a run was measured. `token`: promoted by the token of the old primary, which holds all that it wrote.
 * `finalLag`: measured after the old primary had stopped its writes. `durablePoint`: from the last writes known to be at the new
 * site to the last sign of life of the old one. `unmeasured`: nobody knows.
 */
export const LossBasis = z.enum(["token", "finalLag", "durablePoint", "unmeasured"]);
export type LossBasis = z.infer<typeof LossBasis>;

/** What a run lost of one store, measured. */
export const RunStoreLoss = z.object({
  store: z.string(),
  kind: StoreKind,
  rpoSeconds: z.number(),
  basis: LossBasis,
  /** Seconds of writes: at most this many. Null when unmeasured. */
  lossSeconds: z.number().nullable(),
  behind: z.number().nullable(),
  behindUnit: BehindUnit.nullable(),
  position: z.string().nullable(),
  durableAt: z.date().nullable(),
  /** The instant up to which the old primary wrote: when it was stopped, or its last sign of life. */
  writtenUntil: z.date().nullable(),
  isAccepted: z.boolean(),
  /** The statement in one sentence. */
  message: z.string(),
  phrase: Phrase.optional(),
});
export type RunStoreLoss = z.infer<typeof RunStoreLoss>;
