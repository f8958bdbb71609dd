import { patroniSwitchover } from "@holdfast/contracts/commands/patroni-switchover";
import { vaultPromoteDr } from "@holdfast/contracts/commands/vault-promote-dr";
import { patroniRead } from "@holdfast/contracts/queries/patroni-read";
import { sqlProbe } from "@holdfast/contracts/queries/sql-probe";
import { vaultReadDr } from "@holdfast/contracts/queries/vault-read-dr";
import { type Changed, FakeRefusal } from "./fake-refusal";
import type { FakeCluster } from "./world";

const changed = (kind: string, name: string, value: string, hasChanged: boolean): Changed => ({
  ...{ object: name, value, hasChanged, output: { hasChanged } },
  changes: [{ apiVersion: "x", kind, namespace: null, name, operation: hasChanged ? "update" : "none", fields: [], warnings: [] }],
});

/** Hands the leadership of a fake Patroni over. Throws `FakeRefusal`. */
export function switchFakePatroni(cluster: FakeCluster, given: unknown, isDryRun: boolean): Changed {
  const { service, leader, candidate } = patroniSwitchover.input.parse(given);
  const members = cluster.patroni ?? [];
  const live = members.find(({ role }) => role === "leader")?.name;
  if (live === candidate) return changed("Patroni", service, candidate, false);
  if (live !== leader) throw new FakeRefusal("LeaderDrifted", `${live} leads`);
  if (!isDryRun) cluster.patroni = members.map((each) => ({ ...each, role: each.name === candidate ? "leader" : "replica" }));
  return changed("Patroni", service, candidate, true);
}

/** Promotes a fake Vault. Throws `FakeRefusal`. */
export function promoteFakeVault(cluster: FakeCluster, given: unknown, isDryRun: boolean): Changed {
  const { service } = vaultPromoteDr.input.parse(given);
  if (!cluster.vault) throw new FakeRefusal("NotConfigured", "no vault");
  if (cluster.vault.mode === "primary") return changed("Vault", service, "primary", false);
  if (!isDryRun) Object.assign(cluster.vault, { mode: "primary" });
  return changed("Vault", service, "primary", true);
}

/** What a fake Patroni tells of its members. */
export function readFakePatroni({ patroni }: FakeCluster, given: unknown): unknown {
  patroniRead.input.parse(given);
  return patroniRead.output.parse({ isConfigured: patroni !== null, trouble: patroni ? null : "none", members: patroni ?? [] });
}

/** What a fake PostgreSQL answers. */
export function readFakePostgres({ sql }: FakeCluster, given: unknown): unknown {
  const { query } = sqlProbe.input.parse(given);
  const answer = sql?.get(query) ?? null;
  const said = typeof answer === "object" && answer !== null ? answer : null;
  return sqlProbe.output.parse({
    ...{ isConfigured: sql !== null, isRefused: said?.isRefused ?? false, trouble: sql ? (said?.trouble ?? null) : "none" },
    value: typeof answer === "number" ? answer : null,
  });
}

/** What a fake Vault tells of its replication. */
export function readFakeVault({ vault }: FakeCluster, given: unknown): unknown {
  vaultReadDr.input.parse(given);
  return vaultReadDr.output.parse({
    ...{ isConfigured: vault !== null, trouble: vault ? null : "none", hasCredential: vault?.hasCredential ?? false, status: vault },
  });
}
