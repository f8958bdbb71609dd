import type { Noise } from "../traffic/noise";
import { Follower } from "./follower";

const ENTRIES_PER_SECOND = 0.8;
const FIRST_ENTRY = 184_000;

/** What one site brings to a moment of its Vault. */
export interface VaultSite {
  readonly name: string;
  readonly isLost: boolean;
  readonly heldBackSeconds: number;
}

/** How a Vault stands in its replication for disaster recovery. */
export interface VaultReading {
  readonly mode: "primary" | "secondary";
  readonly state: "running" | "stream-wals" | "idle";
  /** The site that a secondary follows, and whether it hears it. */
  readonly primary: string | null;
  readonly isConnected: boolean;
  /** The last entry of its own log; of a secondary, the last of its primary's that it has. */
  readonly wal: number;
  /** Entries that a secondary knows to lack. */
  readonly gap: number;
}

interface Vault {
  isPrimary: boolean;
  primary: string | null;
  wal: number;
  gap: number;
  isOnline: boolean;
  isConnected: boolean;
  /** A Vault that was promoted takes a moment to unseal itself anew. */
  isSettling: boolean;
  readonly follower: Follower;
}

/** The Vaults of all sites. One is the primary at first; who is it later is decided by whoever calls their API. */
export class Vaults {
  private readonly vaults: ReadonlyMap<string, Vault>;

  /** The first site holds the primary, the others follow it. */
  constructor(sites: readonly string[], noise: Noise) {
    const [first = null] = sites;
    this.vaults = new Map(
      sites.map((name): [string, Vault] => [
        name,
        {
          ...{ isPrimary: name === first, primary: name === first ? null : first, wal: FIRST_ENTRY, gap: 0 },
          ...{ isOnline: true, isConnected: name !== first, isSettling: false, follower: new Follower(noise, `vault/${name}`) },
        },
      ]),
    );
  }

  /** How the Vault of a site stands; undefined where there is none. */
  read(site: string): VaultReading | undefined {
    const vault = this.vaults.get(site);
    if (!vault) return undefined;
    const { isPrimary, primary, wal, gap, isConnected, isSettling } = vault;
    if (isPrimary) return { mode: "primary", state: isSettling ? "idle" : "running", primary: null, isConnected: false, wal, gap: 0 };
    return { mode: "secondary", state: isConnected ? "stream-wals" : "idle", primary, isConnected, wal, gap };
  }

  /** A secondary becomes a primary; false where it is none. */
  promote(site: string): boolean {
    const vault = this.vaults.get(site);
    if (!vault || vault.isPrimary) return false;
    Object.assign(vault, { isPrimary: true, primary: null, isConnected: false, isSettling: true, gap: 0 });
    return true;
  }

  /** A Vault follows another from now on: a primary is demoted, and what only it had is gone. */
  follow(site: string, primary: string): void {
    const [vault, source] = [this.vaults.get(site), this.vaults.get(primary)];
    if (!vault || !source) return;
    Object.assign(vault, { isPrimary: false, primary, isConnected: false, wal: Math.min(vault.wal, source.wal) });
  }

  /** Lets time pass. */
  advance(atMs: number, seconds: number, sites: readonly VaultSite[]): void {
    for (const { name, isLost } of sites) {
      const vault = this.vaults.get(name);
      if (!vault) continue;
      vault.isOnline = !isLost;
      if (isLost || !vault.isPrimary) continue;
      vault.isSettling = false;
      vault.wal += ENTRIES_PER_SECOND * seconds;
    }
    for (const { name, isLost, heldBackSeconds } of sites) {
      const vault = this.vaults.get(name);
      const source = vault?.primary ? this.vaults.get(vault.primary) : undefined;
      if (!vault || vault.isPrimary) continue;
      vault.isConnected = !isLost && source?.isOnline === true && source.isPrimary;
      if (!vault.isConnected || !source) continue;
      vault.follower.follow(atMs, seconds, true, heldBackSeconds);
      vault.wal = Math.max(vault.wal, source.wal - vault.follower.lagSeconds * ENTRIES_PER_SECOND);
      vault.gap = Math.max(0, Math.floor(source.wal) - Math.floor(vault.wal));
    }
  }
}
