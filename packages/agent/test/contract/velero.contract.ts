import { veleroRestore } from "@holdfast/contracts/commands/velero-restore";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { veleroReadRestore } from "@holdfast/contracts/queries/velero-read-restore";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { vendorCrd } from "@holdfast/testkit/vendor-crds/vendor-crd";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { asReader } from "./as-reader";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths } from "./fixtures";
import { contractSuite } from "./suite";

const pathOf = (plural: string) => `/apis/velero.io/v1/namespaces/${NAMESPACE}/${plural}`;
const [BACKUPS, RESTORES, LOCATIONS] = [pathOf("backups"), pathOf("restores"), pathOf("backupstoragelocations")];
const scope = { includedNamespaces: ["bank"], namespaceMapping: { bank: "bank-drill" }, existingResourcePolicy: "none" as const };

/** `velero.restore` and its reading back; the test says what Velero would. */
export function describeVelero(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const input = (restore: string, backup = "nightly-2") => ({ namespace: NAMESPACE, backup, restore, ...scope });
  const give = (restore: string, backup?: string) => suite.order(veleroRestore.name, input(restore, backup));
  const look = (restore: string, of: { backup?: string; schedule?: string } = { backup: "nightly-2" }) =>
    suite.hub.ask(suite.agent, veleroReadRestore, {
      namespace: NAMESPACE,
      backup: of.backup ?? null,
      schedule: of.schedule ?? null,
      restore,
    });
  // Velero's kinds have no status subresource.
  const say = async (path: string, name: string, status: object) => {
    const { status: code, body } = await suite.cluster.request(
      "PATCH",
      `${path}/${name}`,
      { status },
      { "content-type": "application/merge-patch+json" },
    );
    expect(code, JSON.stringify(body)).toBe(200);
  };
  const backup = async (name: string, phase: string, completionTimestamp: string) => {
    const metadata = { name, labels: { "velero.io/schedule-name": "nightly" } };
    await suite.create(BACKUPS, { apiVersion: "velero.io/v1", kind: "Backup", metadata, spec: { storageLocation: "vault" } });
    await say(BACKUPS, name, { phase, completionTimestamp });
  };

  it("refuses where Velero is not there", async () => {
    expect(await look("early")).toEqual({ isServed: false, backup: null, restore: null });
    expect(await give("early")).toMatchObject({ outcome: "refused", reason: "KindAbsent" });
  });

  describe("where Velero is", () => {
    beforeAll(async () => {
      for (const plural of ["backups", "restores", "backupstoragelocations"])
        await suite.create(paths.definitions, vendorCrd(`${plural}.velero.io`));
      await vi.waitUntil(async () => (await look("none")).isServed, { timeout: 30_000 });
      const location = { provider: "aws", objectStorage: { bucket: "backups" } };
      await suite.create(LOCATIONS, {
        apiVersion: "velero.io/v1",
        kind: "BackupStorageLocation",
        metadata: { name: "vault" },
        spec: location,
      });
      await say(LOCATIONS, "vault", { phase: "Available" });
      await backup("nightly-1", "Completed", "2026-01-01T00:00:00Z");
      await backup("nightly-2", "Completed", "2026-01-02T00:00:00Z");
      await backup("nightly-3", "PartiallyFailed", "2026-01-03T00:00:00Z");
    });

    it("tells of a backup, of the newest complete one of a schedule, and of none", async () => {
      const newest = {
        name: "nightly-2",
        phase: "Completed",
        completedAt: "2026-01-02T00:00:00Z",
        location: { name: "vault", phase: "Available" },
      };
      expect((await look("none", { schedule: "nightly" })).backup).toEqual(newest);
      expect((await look("none", { backup: "nightly-3" })).backup).toMatchObject({ phase: "PartiallyFailed" });
      expect((await look("none", { schedule: "hourly" })).backup).toBeNull();
      expect((await look("none", { backup: "nowhere" })).backup).toBeNull();
    });

    it("makes one Restore of what is asked for, and none the second time; Velero's word for it is told", async () => {
      expect(await give("once")).toMatchObject({ outcome: "succeeded", output: { hasChanged: true }, changes: [{ operation: "create" }] });
      const made = await suite.read(RESTORES, "once");
      expect(made?.spec).toEqual({ backupName: "nightly-2", ...scope });
      expect((await look("once")).restore).toMatchObject({ backup: "nightly-2", phase: "", errors: 0 });
      expect(await give("once")).toMatchObject({ outcome: "succeeded", output: { hasChanged: false }, changes: [{ operation: "none" }] });
      await say(RESTORES, "once", {
        phase: "PartiallyFailed",
        errors: 2,
        warnings: 1,
        failureReason: "no volume",
        progress: { itemsRestored: 7, totalItems: 9 },
      });
      expect((await look("once")).restore).toEqual({
        ...{ backup: "nightly-2", phase: "PartiallyFailed", errors: 2, warnings: 1, restored: 7, total: 9 },
        said: "no volume",
      });
    });

    it("refuses a backup that is not there or not complete, and a name that another Restore has", async () => {
      expect(await give("lost", "nowhere")).toMatchObject({ outcome: "refused", reason: "NotFound" });
      expect(await give("partial", "nightly-3")).toMatchObject({ outcome: "refused", reason: "BackupIncomplete" });
      await suite.create(RESTORES, { apiVersion: "velero.io/v1", kind: "Restore", metadata: { name: "taken" }, spec: {} });
      expect(await give("taken")).toMatchObject({ outcome: "refused", reason: "NameTaken" });
      const { body } = await suite.cluster.request<{ items: KubeObject[] }>("GET", RESTORES);
      expect(body.items.map(({ metadata }) => metadata?.name).sort()).toEqual(["once", "taken"]);
    });

    it("rehearsed says that it would make one, and makes none; an account that may only read may not", async () => {
      const answer = await suite.hub.ask(suite.agent, commandRehearse, { name: veleroRestore.name, input: input("dry") });
      expect(answer).toMatchObject({ refusal: null, changes: [{ kind: "Restore", name: "dry", operation: "create" }] });
      const { outcome, obstacles } = await asReader(suite.cluster, veleroRestore.name, input("forbidden"));
      expect(outcome).toMatchObject({ outcome: "failed", reason: "Forbidden" });
      expect(obstacles.missing).toMatchObject([{ resource: "restores", verb: "create" }]);
      for (const name of ["dry", "forbidden"]) expect(await suite.read(RESTORES, name)).toBeUndefined();
    });
  });
}
