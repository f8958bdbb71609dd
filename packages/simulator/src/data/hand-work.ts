// What the crews of the demo's sites do by hand, because neither a step of a plan nor an operator can: a lost primary is made anew
// as a copy of the one that took over, and Vault's primary is brought to where the ledger is written. They look at what the
// clusters themselves say, and at nothing that Holdfast does.
import type { ClusterApi } from "../kube/cluster-api";
import { createObject } from "../kube/write/create-object";
import { valueAt } from "../traffic/kube-read";
import { type DataPlane, LEDGER } from "./data-plane";
import { CLUSTERS, postgresRole } from "./postgres-role";

/** A site with a crew. */
export interface CrewSite {
  readonly name: string;
  readonly api: ClusterApi;
}

/** Nobody acts on what may be over in a moment. */
const LOOK_MS = 5_000;
const WRITER = { isDryRun: false, fieldManager: "bank-dba", fieldValidation: "Strict", user: "bank-dba" } as const;

/** One piece of work that waits for somebody. */
interface Task {
  readonly name: string;
  act(): void;
}

/** The crews of a fleet. */
export class HandWork {
  private readonly sites: readonly CrewSite[];
  private readonly data: DataPlane;
  private readonly isLost: (site: string) => boolean;
  private readonly since = new Map<string, number>();

  constructor(sites: readonly CrewSite[], data: DataPlane, isLost: (site: string) => boolean) {
    this.sites = sites;
    this.data = data;
    this.isLost = isLost;
  }

  /** Does what has been waiting for long enough. */
  look(nowMs: number): void {
    const tasks = this.tasks();
    for (const name of this.since.keys()) if (!tasks.some((task) => task.name === name)) this.since.delete(name);
    for (const task of tasks) {
      const since = this.since.get(task.name) ?? nowMs;
      this.since.set(task.name, since);
      if (nowMs - since >= LOOK_MS) task.act();
    }
  }

  private tasks(): Task[] {
    const up = this.sites.filter(({ name }) => !this.isLost(name));
    const written = up
      .flatMap((site) => {
        const role = postgresRole(site.api.store, LEDGER.namespace, LEDGER.name);
        return role?.isWritable ? [{ site, member: role.member, timeline: this.data.postgres.timelineOf(role.member) }] : [];
      })
      .sort((a, b) => b.timeline - a.timeline);
    const [home, ...stale] = written;
    if (!home) return [];
    return [
      ...stale.map(({ site }) => ({ name: `rebuild ${site.name}`, act: () => rebuild(site, home.member) })),
      ...this.vaultTasks(
        home.site.name,
        up.map(({ name }) => name),
      ),
    ];
  }

  private vaultTasks(home: string, up: readonly string[]): Task[] {
    const { vaults } = this.data;
    const own = vaults.read(home);
    if (!own) return [];
    return up.flatMap((site): Task[] => {
      if (site === home || vaults.read(site)?.mode !== "primary") return [];
      // One that does not hear its primary is promoted by whoever decides that this one is lost, and by nobody else.
      if (own.mode === "secondary" && !own.isConnected) return [];
      return [
        {
          name: `vault ${site} to ${home}`,
          act: () => {
            vaults.promote(home);
            vaults.follow(site, home);
          },
        },
      ];
    });
  }
}

/** Deletes a Cluster whose timeline has ended and makes it anew, as a copy of the member that took over. */
function rebuild({ api }: CrewSite, primary: string): void {
  const { namespace, name } = LEDGER;
  const old = api.store.get(CLUSTERS, namespace, name);
  const type = old && api.types.byKind(old.apiVersion, old.kind);
  if (!old || !type) return;
  const { promotionToken: _, ...replica } = valueAt(old, "spec", "replica") as Record<string, unknown>;
  const spec = { ...(old.spec as object), replica: { ...replica, primary, source: primary } };
  const { labels, annotations } = old.metadata;
  api.store.delete(CLUSTERS, namespace, name);
  const metadata = { name, namespace, ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) };
  createObject(api, type, namespace, { apiVersion: old.apiVersion, kind: old.kind, metadata, spec }, WRITER);
}
