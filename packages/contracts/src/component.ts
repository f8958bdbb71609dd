import { z } from "zod";
import { Environment } from "./cluster";
import { Health } from "./health";
import { ClusterId } from "./ids";

/** What a component is for, in the order in which people read a catalogue. */
export const ComponentDomain = z.enum([
  "orchestration",
  "runtimes",
  "network",
  "mesh",
  "storage",
  "data",
  "autoscaling",
  "delivery",
  "observability",
  "security",
  "serverless",
  "chaos",
  "aiops",
  "others",
]);
export type ComponentDomain = z.infer<typeof ComponentDomain>;

/** How far Holdfast goes with a component: it sees it, asks it live, pushes policy to it, or drives it as a step of a plan. Each includes nothing of the others. */
export const ComponentLevel = z.enum(["see", "panel", "push", "run"]);
export type ComponentLevel = z.infer<typeof ComponentLevel>;

/** Why a component is believed to be there. */
export const ComponentSign = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("workload"),
    resource: z.string(),
    objectKind: z.string(),
    namespace: z.string().nullable(),
    name: z.string(),
    uid: z.string(),
    image: z.string(),
    health: Health,
  }),
  /** A CustomResourceDefinition. */
  z.object({ kind: z.literal("definition"), name: z.string() }),
  /** `value` is what so many nodes say of themselves. */
  z.object({ kind: z.literal("nodes"), value: z.string(), count: z.number().int().positive() }),
  /** A RuntimeClass or a StorageClass, and its handler or provisioner. */
  z.object({ kind: z.literal("class"), resource: z.string(), name: z.string(), value: z.string() }),
]);
export type ComponentSign = z.infer<typeof ComponentSign>;

/** A component in one cluster. Versions come newest first and are none where nothing tells; health and counts are null where no workload tells. */
export const FoundComponent = z.object({
  component: z.string().max(63),
  versions: z.array(z.string().max(64)).max(16),
  health: Health.nullable(),
  ready: z.number().int().nullable(),
  desired: z.number().int().nullable(),
  /** The first 20 signs; `signCount` is how many there are. */
  signs: z.array(ComponentSign).max(20),
  signCount: z.number().int().nonnegative(),
});
export type FoundComponent = z.infer<typeof FoundComponent>;

const About = z.object({ id: z.string(), name: z.string(), domain: ComponentDomain, levels: z.array(ComponentLevel) });

/** What a cell of the matrix says. */
export const ComponentCell = FoundComponent.pick({ versions: true, health: true, ready: true, desired: true });
export type ComponentCell = z.infer<typeof ComponentCell>;

/** One component over the clusters. */
export const ComponentRow = About.extend({
  /** In how many clusters of the question it was found, and in how many versions. */
  foundIn: z.number().int().nonnegative(),
  versions: z.number().int().nonnegative(),
  /** By the id of a cluster of this page; a cluster that has none of it is left out. */
  cells: z.record(z.string(), ComponentCell),
});
export type ComponentRow = z.infer<typeof ComponentRow>;

/** What the matrix is asked for. Clusters come a page at a time, in the order of their names; the rows are those of the catalogue. */
export const ListComponents = z.object({
  domain: z.array(ComponentDomain).max(20).optional(),
  environment: z.array(Environment).max(10).optional(),
  text: z.string().trim().max(200).optional(),
  /** Only what clusters have in several versions, or some have and others lack. */
  differing: z.boolean().default(false),
  /** With what the catalogue knows and no cluster has. */
  withAbsent: z.boolean().default(false),
  /** The page of clusters, from 1. */
  page: z.number().int().min(1).max(10_000).default(1),
  limit: z.number().int().min(1).max(24).default(8),
});
export type ListComponents = z.infer<typeof ListComponents>;

/** A cluster as a column. */
export const ComponentColumn = z.object({
  id: ClusterId,
  name: z.string(),
  environment: Environment,
  /** When its inventory was last looked through; null while it never was. */
  scannedAt: z.date().nullable(),
  /** Since when nobody can vouch for what is said of it; null while somebody can. */
  staleSince: z.date().nullable(),
});
export type ComponentColumn = z.infer<typeof ComponentColumn>;

/** The fleet's components: rows of the catalogue, columns of a page of clusters. */
export const ComponentMatrix = z.object({
  rows: z.array(ComponentRow),
  columns: z.array(ComponentColumn),
  clusterCount: z.number().int().nonnegative(),
  pageCount: z.number().int().nonnegative(),
  /** How many systems the catalogue knows, whatever was asked for. */
  known: z.number().int().positive(),
});
export type ComponentMatrix = z.infer<typeof ComponentMatrix>;

/** One component of one cluster, with what tells of it. */
export const ClusterComponent = FoundComponent.omit({ component: true }).extend({ ...About.shape, firstSeenAt: z.date() });
export type ClusterComponent = z.infer<typeof ClusterComponent>;

/** What was found in one cluster, in the order of the catalogue. */
export const ClusterComponents = z.object({
  components: z.array(ClusterComponent),
  scannedAt: z.date().nullable(),
  staleSince: z.date().nullable(),
});
export type ClusterComponents = z.infer<typeof ClusterComponents>;
