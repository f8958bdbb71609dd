import { objectEdit } from "@holdfast/contracts/commands/object-edit";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { objectRead } from "@holdfast/contracts/queries/object-read";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { describe, expect, it } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths, workload } from "./fixtures";
import { contractSuite } from "./suite";

interface Template extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly template?: { readonly spec?: { readonly containers?: { readonly image?: string }[] } };
  };
}

const IMAGE = "/spec/template/spec/containers/0/image";
const OLD = "bank.example/core:1";
const NEW = "bank.example/core:2";

/** `object.edit`: fields of one object, if nobody else has decided something about it since. */
export function describeEdit(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const live = async (name: string): Promise<Template | undefined> => suite.read(paths.deployments, name);
  const imageOf = async (name: string) => (await live(name))?.spec?.template?.spec?.containers?.[0]?.image;

  /** A deployment, and the order that edits it from how it is now. */
  async function seen(name: string) {
    await suite.create(paths.deployments, workload(name, 1));
    const { object } = await suite.hub.ask(suite.agent, objectRead, { resource: "deployments.apps", namespace: NAMESPACE, name });
    const { uid, generation = null, resourceVersion } = (object as KubeObject).metadata ?? {};
    const order = (fields: object[], part: object = {}) => ({
      ...{ resource: "deployments.apps", namespace: NAMESPACE, name, uid, seen: { generation, resourceVersion }, fields },
      ...part,
    });
    return { order, image: order([{ path: IMAGE, before: OLD, after: NEW }]) };
  }

  describe("object.edit", () => {
    it("sets, adds and takes away fields, says exactly what changed, and is content with what is already so", async () => {
      const { order } = await seen("edit-one");
      const edit = order([
        { path: IMAGE, before: OLD, after: NEW },
        { path: "/metadata/labels", before: null, after: { team: "pay" } },
        { path: "/spec/template/spec/nodeSelector", before: { nowhere: "true" }, after: null },
      ]);
      const receipt = await suite.order(objectEdit.name, edit);
      expect(receipt).toMatchObject({ outcome: "succeeded", output: { hasChanged: true } });
      expect(receipt.changes[0]).toMatchObject({ kind: "Deployment", operation: "update" });
      expect(receipt.changes[0]?.fields.map(({ path }) => path).sort()).toEqual([
        "/metadata/labels/team",
        IMAGE,
        "/spec/template/spec/nodeSelector",
      ]);
      expect(await live("edit-one")).toMatchObject({ metadata: { labels: { team: "pay" } } });
      expect(await imageOf("edit-one")).toBe(NEW);
      expect(await suite.order(objectEdit.name, edit)).toMatchObject({ outcome: "succeeded", output: { hasChanged: false } });
    });

    it("rehearsed tells what the API server would make of it, or why it would refuse, and writes nothing", async () => {
      const { order, image } = await seen("edit-dry");
      const rehearse = (input: object) => suite.hub.ask(suite.agent, commandRehearse, { name: objectEdit.name, input: input as never });
      expect(await rehearse(image)).toMatchObject({
        refusal: null,
        changes: [{ operation: "update", fields: [{ path: IMAGE, before: OLD, after: NEW }] }],
      });
      expect(await rehearse(order([{ path: "/spec/replicas", before: 1, after: -1 }]))).toMatchObject({
        refusal: { reason: "Invalid", message: expect.stringContaining("replicas") },
      });
      expect(await imageOf("edit-dry")).toBe(OLD);
    });

    it("overwrites nothing that somebody else has changed since: neither the field itself nor the spec around it", async () => {
      const { image } = await seen("edit-race");
      await suite.mergePatch(paths.deployments, "edit-race", { spec: { replicas: 4 } });
      expect(await suite.order(objectEdit.name, image)).toMatchObject({ outcome: "refused", reason: "ChangedMeanwhile" });
      expect(await imageOf("edit-race")).toBe(OLD);

      const { order } = await seen("edit-label");
      await suite.mergePatch(paths.deployments, "edit-label", { metadata: { labels: { team: "core" } } });
      const label = order([{ path: "/metadata/labels", before: null, after: { team: "pay" } }]);
      expect(await suite.order(objectEdit.name, label)).toMatchObject({ outcome: "refused", reason: "ChangedMeanwhile" });
      expect((await live("edit-label"))?.metadata?.labels).toEqual({ team: "core" });
    });

    it("wins against controllers, which write the status all the time", async () => {
      const { image } = await seen("edit-busy");
      let isOver = false;
      const writer = (async () => {
        for (let i = 0; !isOver; i++) await suite.mergePatch(paths.deployments, "edit-busy/status", { status: { collisionCount: i } });
      })();
      const receipt = await suite.order(objectEdit.name, image);
      isOver = true;
      await writer;
      expect(receipt).toMatchObject({ outcome: "succeeded", reason: null, message: null });
      expect(await imageOf("edit-busy")).toBe(NEW);
    });

    it("is refused for kinds that the owner did not name, with the remedy, and for what is no decision of a person", async () => {
      const { order } = await seen("edit-closed");
      expect(
        await suite.order(objectEdit.name, order([{ path: IMAGE, before: OLD, after: NEW }], { resource: "statefulsets.apps" })),
      ).toMatchObject({
        outcome: "refused",
        reason: "EditNotAllowed",
        message: expect.stringContaining("--edit statefulsets.apps"),
      });
      for (const path of ["/status/replicas", "/metadata/name", "/metadata/ownerReferences", "/kind", "/metadata"])
        expect(await suite.order(objectEdit.name, order([{ path, before: null, after: 1 }]))).toMatchObject({ reason: "InvalidInput" });
      expect(await suite.order(objectEdit.name, order([{ path: IMAGE, before: OLD, after: NEW }], { uid: "another" }))).toMatchObject({
        reason: "Replaced",
      });
    });
  });
}
