import { z } from "zod";
import { Environment } from "./cluster";
import { GateView } from "./gate";
import { ClusterId, PolicyId } from "./ids";
import { PageRequest, pageOf } from "./page";
import { Phrase } from "./phrase";

/** What an API server would do about a write: refuse it, let it pass with a warning, or note it in its audit log. */
export const ImpactEffect = z.enum(["deny", "warn", "audit"]);
export type ImpactEffect = z.infer<typeof ImpactEffect>;

/** How far a look at what a version would say has come. */
export const ImpactState = z.enum(["waiting", "judging", "judged", "stopped"]);
export type ImpactState = z.infer<typeof ImpactState>;

/** How far it has come at one cluster. `failed`: it could not be read or judged to its end, so nothing is said of it. */
export const ImpactClusterState = z.enum([...ImpactState.options, "failed"]);
export type ImpactClusterState = z.infer<typeof ImpactClusterState>;

/** A text with its phrase. */
const Said = z.object({ message: z.string(), phrase: Phrase.optional() });

/** What a version would say of the objects of one cluster, as they are there now. Counts are of objects, each once. */
export const ImpactCluster = Said.extend({
  clusterId: ClusterId,
  clusterName: z.string(),
  environment: Environment,
  state: ImpactClusterState,
  /** How many objects the inventory has of the kinds that the version names. */
  expected: z.number().int(),
  /** How many were judged, and how many of those differed in more than their name. */
  judged: z.number().int(),
  distinct: z.number().int(),
  denied: z.number().int(),
  warned: z.number().int(),
  audited: z.number().int(),
  /** What could not be judged, and why. */
  notJudged: z.array(Said),
});
export type ImpactCluster = z.infer<typeof ImpactCluster>;

/** What a version of a policy would say of what runs now, were it written again. */
export const PolicyImpactView = z.object({
  version: z.number().int(),
  state: ImpactState,
  requestedByName: z.string(),
  requestedAt: z.date(),
  finishedAt: z.date().nullable(),
  stoppedByName: z.string().nullable(),
  clusters: z.array(ImpactCluster),
  stop: GateView,
});
export type PolicyImpactView = z.infer<typeof PolicyImpactView>;

/** Names a version of a policy whose impact is meant. */
export const ImpactRef = z.strictObject({ policyId: PolicyId, version: z.number().int().positive() });
export type ImpactRef = z.infer<typeof ImpactRef>;

/** Asks for what would be denied, warned at or noted, narrowed to an effect or a cluster. */
export const ListImpactFindings = PageRequest.extend({
  ...ImpactRef.shape,
  effect: ImpactEffect.optional(),
  clusterId: ClusterId.optional(),
});
export type ListImpactFindings = z.infer<typeof ListImpactFindings>;

/** The objects of one workload of which a policy says the same. */
export const ImpactFinding = z.object({
  key: z.string(),
  clusterId: ClusterId,
  clusterName: z.string(),
  effect: ImpactEffect,
  resource: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  workload: z.object({ kind: z.string(), name: z.string() }),
  /** What the label `team` of the object or of its namespace says. */
  team: z.string().nullable(),
  policyName: z.string(),
  message: z.string(),
  names: z.array(z.string()),
});
export type ImpactFinding = z.infer<typeof ImpactFinding>;

/** A page of findings: by cluster, then in the order in which they were found. */
export const ImpactFindingPage = pageOf(ImpactFinding);
export type ImpactFindingPage = z.infer<typeof ImpactFindingPage>;
