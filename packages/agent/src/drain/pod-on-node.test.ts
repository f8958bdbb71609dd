import { describe, expect, it } from "vitest";
import { forbiddenPods } from "./drain";
import { fateOf, type PodOnNode } from "./pod-on-node";

const pod = (part: Partial<PodOnNode> = {}, owner?: string): PodOnNode => ({
  ...part,
  metadata: {
    name: "p",
    namespace: "bank",
    ...(owner ? { ownerReferences: [{ kind: owner, name: "o", controller: true }] } : {}),
    ...part.metadata,
  },
});
const scratch = { volumes: [{}, { emptyDir: {} }] };
const neither = { timeoutSeconds: 60, evictUnmanaged: false, evictLocalData: false };

describe("what a drain does with a pod", () => {
  it("keeps a DaemonSet's and the node's own", () => {
    expect(fateOf(pod({ spec: scratch }, "DaemonSet"))).toEqual({ controller: "DaemonSet o", keptBy: "DaemonSet", risks: [] });
    const mirror = pod({ metadata: { annotations: { "kubernetes.io/config.mirror": "x" } } });
    expect(fateOf(mirror)).toMatchObject({ keptBy: "Mirror", risks: [] });
  });

  it("evicts what a controller makes anew, and asks first where something would be lost", () => {
    expect(fateOf(pod({}, "ReplicaSet"))).toEqual({ controller: "ReplicaSet o", keptBy: null, risks: [] });
    expect(fateOf(pod())).toMatchObject({ keptBy: null, risks: ["Unmanaged"] });
    expect(fateOf(pod({ spec: scratch }))).toMatchObject({ risks: ["Unmanaged", "LocalData"] });
  });

  it("an owner that does not control it would not make it anew", () => {
    expect(fateOf({ metadata: { ownerReferences: [{ kind: "ReplicaSet", name: "o" }] } })).toMatchObject({ risks: ["Unmanaged"] });
  });

  it("asks nothing for what has finished or is ending already", () => {
    expect(fateOf(pod({ spec: scratch, status: { phase: "Succeeded" } }))).toMatchObject({ risks: [] });
    const ending = pod({ metadata: { deletionTimestamp: "2026-11-21T08:00:00Z" } });
    expect(forbiddenPods([ending], neither)).toEqual({ unmanaged: [], localData: [] });
  });

  it("agreeing to one risk is not agreeing to the other", () => {
    const both = pod({ spec: scratch });
    expect(forbiddenPods([both], { ...neither, evictUnmanaged: true })).toEqual({ unmanaged: [], localData: [both] });
    expect(forbiddenPods([both], { ...neither, evictLocalData: true })).toEqual({ unmanaged: [both], localData: [] });
  });
});
