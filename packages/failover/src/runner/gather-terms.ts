import type { Worded } from "@holdfast/contracts/phrase";
import type { HaltCondition, PlanTerms, ServingSite } from "@holdfast/contracts/plan-terms";
import type { RunMode } from "@holdfast/contracts/run-mode";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import type { CountedSite, HaltReading, TermFacts } from "@holdfast/domain/gates/term-guards";
import { lookAtCondition } from "../drills/look-at-condition";
import type { AgentPort, LinkPort } from "../ports";
import type { Site } from "../step-context";

/** What looking takes. */
export interface TermPorts {
  readonly db: Database;
  readonly agents: AgentPort;
  readonly links: LinkPort;
  readonly now: () => Date;
}

/** Whose terms are looked at. */
interface Of {
  readonly terms: PlanTerms;
  readonly sites: readonly [primary: Site, standby: Site, ...others: Site[]];
  readonly mode: RunMode;
  readonly kind: string;
}

/** Shorter than guards may be old: a Prometheus that hangs must not make them stale. */
const DEADLINE_MS = 1000;

const resources = { Deployment: "deployments.apps", StatefulSet: "statefulsets.apps" } as const;

async function troubleOf({ db, links }: TermPorts, { cluster, workload }: ServingSite): Promise<Worded | null> {
  const row = await db.prisma.cluster.findUnique({ where: { name: cluster }, select: { id: true } });
  if (!row) return worded("SiteAbsent", { site: cluster });
  if (!(await links.linkOf(row.id)).isConnected) return worded("SiteSilent", { site: cluster });
  const [nodes, object] = await Promise.all([
    db.prisma.inventoryObject.count({ where: { clusterId: row.id, resource: "nodes", health: "Healthy" } }),
    workload &&
      db.prisma.inventoryObject.findFirst({
        where: { clusterId: row.id, resource: resources[workload.kind], namespace: workload.namespace, name: workload.name },
        select: { ready: true },
      }),
  ]);
  if (nodes === 0) return worded("SiteWithoutNode", { site: cluster });
  if (!workload || (object?.ready ?? 0) > 0) return null;
  return worded("SiteWithoutReplica", { site: cluster, object: `${workload.kind} ${workload.namespace}/${workload.name}` });
}

async function lookAtServing(ports: TermPorts, { terms: { serving }, sites: [, standby] }: Of): Promise<TermFacts["serving"]> {
  if (!serving) return null;
  const { isConnected } = await ports.links.linkOf(standby.id);
  const own: CountedSite = { name: standby.name, trouble: isConnected ? null : worded("SiteSilent", { site: standby.name }) };
  const beside = serving.sites.map(async (each) => ({ name: each.cluster, trouble: await troubleOf(ports, each) }));
  return { atLeast: serving.atLeast, sites: [own, ...(await Promise.all(beside))] };
}

async function readHalt(ports: TermPorts, { sites }: Of, halt: HaltCondition, signal: AbortSignal): Promise<HaltReading> {
  const { name, modes: _, unreadable, ...asked } = halt;
  const reading = await lookAtCondition(ports, { name, use: "probe.promql", with: asked }, sites, signal, DEADLINE_MS);
  const value = reading.value === null ? "" : `${Number(reading.value.toPrecision(6))}${halt.unit === "" ? "" : ` ${halt.unit}`}`;
  return {
    ...{ name, site: halt.cluster, query: halt.query, condition: reading.expected, value, isSo: reading.held },
    ...{ why: reading.held === null ? { message: reading.message, phrase: reading.phrase } : null, passesUnread: unreadable === "pass" },
  };
}

/** Looks at what a plan asks of its runs beside what every run is asked: who would serve, by links and inventory, and its conditions, by the agents. Throws when the signal aborts. */
export async function gatherTerms(ports: TermPorts, of: Of, signal: AbortSignal): Promise<TermFacts> {
  const { terms, mode, kind } = of;
  const halts = (terms.haltWhile ?? []).filter(({ modes }) => modes?.includes(mode) ?? true);
  const [serving, readings] = await Promise.all([
    lookAtServing(ports, of),
    Promise.all(halts.map((halt) => readHalt(ports, of, halt, signal))),
  ]);
  return { isForced: mode === "ungraceful" && kind === "real", serving, halts: readings };
}
