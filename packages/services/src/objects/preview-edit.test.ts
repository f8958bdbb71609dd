import { randomBytes } from "node:crypto";
import { objectEdit } from "@holdfast/contracts/commands/object-edit";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import type { Json, JsonObject } from "@holdfast/contracts/json";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { writeYaml } from "@holdfast/domain/yaml/write-yaml";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import type { LivePort } from "../live/live-port";
import { editObject } from "./edit-object";
import { previewEdit } from "./preview-edit";

const db = suiteDatabase();
let clusterId: ClusterId;
let [operator, viewer] = [] as unknown as [Person, Person];

const object = (image: string, labels: Record<string, string> = {}): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", uid: "web", generation: 4, resourceVersion: "100", labels },
  spec: { replicas: 1, image, token: "[redacted]" },
  status: { readyReplicas: 1 },
});
/** What the cluster has, and what it was asked to try. */
const world = { current: object("app:1"), refusal: null as { reason: string; message: string } | null, tried: [] as Json[] };
const live: LivePort = {
  ask: async (_, contract, input) => {
    if (contract.name !== commandRehearse.name)
      return contract.output.parse({ refusal: null, message: "", object: world.current, isEditable: true });
    const { name, input: order } = commandRehearse.input.parse(input);
    expect(name).toBe(objectEdit.name);
    const { fields } = objectEdit.input.parse(order);
    world.tried.push(order);
    const change = { apiVersion: "apps/v1", kind: "Deployment", namespace: "bank", name: "web", operation: "update", fields, warnings: [] };
    return contract.output.parse({ refusal: world.refusal, changes: world.refusal ? [] : [change] });
  },
};
const preview = (person: Person, edited: JsonObject | string, base: JsonObject = object("app:1")) =>
  previewEdit(person.as(), live, {
    clusterId,
    uid: "web" as ObjectUid,
    baseYaml: writeYaml(base),
    yaml: typeof edited === "string" ? edited : writeYaml(edited),
  });

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  clusterId = (await aCluster(db, "test")).id;
  const { bootId } = await anAgent(settings, clusterId);
  const upserts = [anInventoryRecord({ uid: "web", name: "web", resource: "deployments.apps", kind: "Deployment" })];
  const observedAt = new Date().toISOString();
  await applyReport(settings, clusterId, { bootId, seq: 1, messages: [{ type: "inventory.delta", observedAt, upserts, deletes: [] }] });
  const lastSeenAt = new Date(Date.now() + 3_600_000);
  await db.prisma.hubPresence.create({ data: { hubId: "hub-1", address: "wss://hub", version: "1", startedAt: new Date(), lastSeenAt } });
  [operator, viewer] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "vera", ["viewer"])];
});
beforeEach(() => {
  Object.assign(world, { current: object("app:1"), refusal: null, tried: [] });
});

describe("previewing an edit", () => {
  it("tells exactly what the cluster would make of it, with the very order that was tried", async () => {
    const answer = await preview(operator, object("app:2"));
    expect(answer).toMatchObject({
      state: "ready",
      change: { operation: "update", fields: [{ path: "/spec/image", before: "app:1", after: "app:2" }] },
      seen: { generation: 4, resourceVersion: "100" },
      fields: [{ path: "/spec/image", before: "app:1", after: "app:2" }],
    });
    if (answer.state !== "ready") throw new Error("it was ready");
    const { seen, fields } = answer;
    const order = { clusterId, uid: "web" as ObjectUid, key: randomBytes(16).toString("hex"), confirmedName: null };
    const { commandId } = await editObject(operator.as(), { ...order, seen, fields });
    expect((await db.prisma.command.findUniqueOrThrow({ where: { id: commandId } })).input).toEqual(world.tried[0]);
    expect((await auditOf(db, "object.edit")).at(-1)).toMatchObject({
      outcome: "succeeded",
      before: { "/spec/image": "app:1" },
      after: { fields: { "/spec/image": "app:2" }, command: commandId },
    });
  });

  it("shows what somebody else changed in the meantime, and tries nothing; what controllers write is no conflict", async () => {
    world.current = object("app:9", { team: "pay" });
    expect(await preview(operator, object("app:2"))).toMatchObject({
      state: "conflict",
      theirs: {
        fields: [
          { path: "/spec/image", before: "app:1", after: "app:9" },
          { path: "/metadata/labels/team", before: null, after: "pay" },
        ],
      },
      yaml: writeYaml(world.current),
    });
    expect(world.tried).toEqual([]);
    world.current = { ...object("app:1"), status: { readyReplicas: 0 } };
    expect(await preview(operator, object("app:2"))).toMatchObject({ state: "ready" });
  });

  it("passes on why the cluster would refuse, and says when nothing is changed", async () => {
    world.refusal = { reason: "EditNotAllowed", message: "The agent may not write deployments.apps." };
    expect(await preview(operator, object("app:2"))).toEqual({ state: "refused", ...world.refusal });
    expect(await preview(operator, object("app:1"))).toEqual({ state: "same" });
  });

  it("refuses a text that is no YAML at its place, and fields that are no decision of a person or were cut out", async () => {
    await expect(preview(operator, "spec:\n\tx: 1")).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringMatching(/^line 2, column \d+: /),
    });
    const edited = (part: JsonObject) => preview(operator, { ...object("app:1"), ...part });
    await expect(edited({ status: { readyReplicas: 7 } })).rejects.toMatchObject({
      message: expect.stringContaining("/status/readyReplicas"),
    });
    await expect(edited({ kind: "Pod" })).rejects.toMatchObject({ message: expect.stringContaining("/kind") });
    await expect(edited({ spec: { replicas: 1, image: "app:1", token: "mine" } })).rejects.toMatchObject({
      message: expect.stringContaining("looks like a secret"),
    });
    expect(world.tried).toEqual([]);
  });

  it("is refused to a viewer, as the edit is, and both are on record", async () => {
    await expect(preview(viewer, object("app:2"))).rejects.toMatchObject({ code: "Forbidden" });
    const fields = [{ path: "/spec/image", before: "app:1", after: "app:2" }];
    const seen = { generation: 4, resourceVersion: "100" };
    const order = { clusterId, uid: "web" as ObjectUid, key: randomBytes(16).toString("hex"), confirmedName: null };
    await expect(editObject(viewer.as(), { ...order, seen, fields })).rejects.toMatchObject({ code: "Forbidden" });
    for (const action of ["object.preview-edit", "object.edit"])
      expect((await auditOf(db, action)).at(-1)).toMatchObject({ outcome: "refused", actor: { id: viewer.id } });
    expect(world.tried).toEqual([]);
  });
});
