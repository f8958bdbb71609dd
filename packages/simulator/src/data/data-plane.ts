// What the bank stores, over all sites: it owns every position and who follows whom. Who may write is decided by the clusters'
// objects (and by whoever calls Vault's API), never by the traffic.
import type { ReadableStore } from "../traffic/kube-read";
import type { Noise } from "../traffic/noise";
import { MirrorFlow, type MirrorReading } from "./mirror-flow";
import { PostgresMembers, type PostgresReading } from "./postgres-members";
import { postgresRole } from "./postgres-role";
import { type VaultReading, Vaults } from "./vaults";

/** The bank's database, as its Cluster is named at every site. */
export const LEDGER = { namespace: "bank", name: "bank-db" } as const;

/** What one site brings to a moment of the data. */
export interface DataSite {
  readonly name: string;
  readonly store: ReadableStore;
  readonly isLost: boolean;
  /** Writes that clients bring, be they taken or not. */
  readonly writesPerSecond: number;
  readonly heldBackSeconds: number;
}

/** What the exporters of one site's stores would say. */
export interface DataReading {
  readonly postgres: PostgresReading | undefined;
  readonly vault: VaultReading | undefined;
  readonly mirrors: readonly MirrorReading[];
}

/** Sites hold a Vault in this order: the first is the primary. */
const WITH_VAULT = ["production", "dr"];

/** PostgreSQL, Kafka and Vault of a fleet. */
export class DataPlane {
  readonly postgres: PostgresMembers;
  readonly vaults: Vaults;
  private readonly mirrors: MirrorFlow;

  constructor(sites: readonly { readonly name: string; readonly environment: string }[], noise: Noise) {
    const withVault = WITH_VAULT.flatMap((environment) => sites.filter((site) => site.environment === environment));
    this.postgres = new PostgresMembers(noise);
    this.mirrors = new MirrorFlow(noise);
    this.vaults = new Vaults(
      withVault.map(({ name }) => name),
      noise,
    );
  }

  /** Lets time pass, and tells by site what its stores say after it. */
  advance(atMs: number, seconds: number, sites: readonly DataSite[]): ReadonlyMap<string, DataReading> {
    const roles = new Map(sites.map(({ name, store }) => [name, postgresRole(store, LEDGER.namespace, LEDGER.name)]));
    const members = sites.flatMap((site) => {
      const role = roles.get(site.name);
      return role ? [{ role, ...site }] : [];
    });
    const postgres = this.postgres.advance(atMs, seconds, members);
    // What was not written is not told of either.
    const records = sites.map((site) => ({ ...site, recordsPerSecond: roles.get(site.name)?.isWritable ? site.writesPerSecond : 0 }));
    const mirrors = this.mirrors.advance(atMs, seconds, records);
    this.vaults.advance(atMs, seconds, sites);
    return new Map(
      sites.map(({ name }) => [
        name,
        {
          postgres: postgres.get(roles.get(name)?.member ?? ""),
          vault: this.vaults.read(name),
          mirrors: mirrors.filter(({ site }) => site === name),
        },
      ]),
    );
  }
}
