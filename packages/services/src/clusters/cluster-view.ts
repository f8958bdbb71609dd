import type { ClusterView, LinkState, LinkView } from "@holdfast/contracts/cluster";
import { ClusterId } from "@holdfast/contracts/ids";
import { Labels } from "@holdfast/contracts/selector";
import type { AgentIdentity, AgentLink, Cluster, Prisma } from "@holdfast/db/generated/prisma/client";

/** A hub whose presence is older than this is taken for dead, and what it said of its links is unknown. */
export const PRESENCE_BUDGET_MS = 5000;

/** What to load of a cluster to show it. */
export const clusterViewInclude = {
  link: true,
  identities: { where: { revokedAt: null }, orderBy: { enrolledAt: "desc" }, take: 1 },
} as const satisfies Prisma.ClusterInclude;

type Loaded = Cluster & { link: AgentLink | null; identities: AgentIdentity[] };

/** The state of a link as it can be vouched for now: a link of a silent hub is unknown. */
export function effectiveLinkState(link: Pick<AgentLink, "state" | "hubId"> | null, liveHubs: ReadonlySet<string>): LinkState {
  // Only this package writes the column, and only with these words.
  const state = (link?.state ?? "awaitingAgent") as LinkState;
  return state === "connected" && !(link?.hubId && liveHubs.has(link.hubId)) ? "unknown" : state;
}

/** The hubs that were seen within the budget. */
export async function liveHubs(prisma: Prisma.TransactionClient): Promise<ReadonlySet<string>> {
  // The database's clock writes the rows, so it judges them.
  const rows = await prisma.$queryRaw<
    { hub_id: string }[]
  >`SELECT hub_id FROM hub_presence WHERE last_seen_at > now() - ${PRESENCE_BUDGET_MS} * interval '1 millisecond'`;
  return new Set(rows.map((row) => row.hub_id));
}

const DAY_MS = 86_400_000;

/** Until when the absence of an agent is as expected: so many days from its last sign of life. */
export function awayUntil({ awayDays, link }: Pick<Loaded, "awayDays" | "link">, state: LinkState): Date | null {
  const isGone = state === "unreachable" || state === "unknown";
  if (!isGone || awayDays === null || !link) return null;
  return new Date((link.lastHeartbeatAt ?? link.since).getTime() + awayDays * DAY_MS);
}

const linkView = (row: Loaded, hubs: ReadonlySet<string>): LinkView => ({
  state: effectiveLinkState(row.link, hubs),
  awayUntil: awayUntil(row, effectiveLinkState(row.link, hubs)),
  since: row.link?.since ?? row.createdAt,
  lastHeartbeatAt: row.link?.lastHeartbeatAt ?? null,
  agentVersion: row.link?.agentVersion ?? null,
  clockSkewMs: row.link?.clockSkewMs ?? null,
  identityExpiresAt: row.identities[0]?.notAfter ?? null,
});

/** The cluster as pages show it. */
export const clusterView = (row: Loaded, hubs: ReadonlySet<string>): ClusterView => ({
  id: ClusterId.parse(row.id),
  name: row.name,
  environment: row.environment,
  region: row.region,
  labels: Labels.parse(row.labels),
  isSimulated: row.isSimulated,
  kubernetesVersion: row.kubernetesVersion,
  awayDays: row.awayDays,
  link: linkView(row, hubs),
  version: row.version,
});
