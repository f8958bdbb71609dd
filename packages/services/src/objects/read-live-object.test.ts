import { Fault } from "@holdfast/contracts/fault";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReport } from "../agents/apply-report";
import type { LivePort } from "../live/live-port";
import { readLiveObject } from "./read-live-object";

const db = suiteDatabase();
let clusterId: ClusterId;
let [viewer, stranger] = [] as unknown as [Person, Person];
const web = () => ({ clusterId, uid: "web" as ObjectUid });

/** An agent that gives this answer to every question, and keeps what it was asked. */
function answering(answer: object | Fault): LivePort & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    ask: async (_, contract, input) => {
      asked.push(input);
      if (answer instanceof Fault) throw answer;
      return contract.output.parse(answer);
    },
  };
}
const found = (uid: string) =>
  answering({
    isEditable: true,
    refusal: null,
    message: "",
    object: { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", uid } },
  });

beforeAll(async () => {
  const { settings } = await anInstallation(db);
  clusterId = (await aCluster(db, "prod", { labels: { team: "pay" } })).id;
  const { bootId } = await anAgent(settings, clusterId);
  const upserts = [anInventoryRecord({ uid: "web", name: "web", resource: "deployments.apps", kind: "Deployment" })];
  await applyReport(settings, clusterId, {
    bootId,
    seq: 1,
    messages: [{ type: "inventory.delta", observedAt: new Date().toISOString(), upserts, deletes: [] }],
  });
  viewer = await aPerson(db, "vera", ["viewer"]);
  stranger = await aPerson(db, "sam", ["viewer"], { matchLabels: { team: "other" } });
});

describe("reading an object from its cluster", () => {
  it("gives it as YAML, asked for by its place", async () => {
    const live = found("web");
    expect(await readLiveObject(viewer.as(), live, web())).toMatchObject({
      state: "read",
      yaml: "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  uid: web\n",
    });
    expect(live.asked).toEqual([{ resource: "deployments.apps", namespace: "bank", name: "web" }]);
  });

  it("says when another object has its name, or the cluster has it no more", async () => {
    expect(await readLiveObject(viewer.as(), found("another"), web())).toMatchObject({ state: "replaced", yaml: null });
    const gone = answering({ isEditable: true, refusal: "NotFound", message: "There is no Deployment web any more.", object: null });
    expect(await readLiveObject(viewer.as(), gone, web())).toMatchObject({
      state: "gone",
      message: expect.stringContaining("no Deployment"),
    });
  });

  it("says that the cluster gave no answer, and is not for those who may not see the cluster", async () => {
    const away = answering(new Fault("AgentUnreachable", "The cluster's agent is not connected."));
    await expect(readLiveObject(viewer.as(), away, web())).rejects.toMatchObject({ code: "AgentUnreachable" });
    const live = found("web");
    await expect(readLiveObject(stranger.as(), live, web())).rejects.toMatchObject({ code: "NotFound" });
    expect(live.asked).toEqual([]);
  });
});
