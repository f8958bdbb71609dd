import { describe, expect, it } from "vitest";
import type { Pod } from "../../kube/types/pod";
import { type LivingCluster, livingCluster } from "../../living-cluster";

const pod = (name: string, behaviour: string, more = "") => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: default, annotations: { simulator.holdfast.dev/behaviour: ${behaviour} } }
spec:
  ${more}
  containers: [{ name: main, image: "app:1" }]
`;
const podOf = (cluster: LivingCluster, name: string) => cluster.find<Pod>("pods", "default", name);
const containerOf = (cluster: LivingCluster, name: string) => podOf(cluster, name).status.containerStatuses?.[0];
const readyOf = (cluster: LivingCluster, name: string) =>
  podOf(cluster, name).status.conditions?.find(({ type }) => type === "Ready")?.status;

describe("a pod", () => {
  it("is scheduled, created, started and ready, in this order", () => {
    const cluster = livingCluster();
    const seen: string[] = [];
    cluster.store.subscribe(({ resource, object }) => {
      if (resource !== "pods") return;
      const { spec, status } = object as Pod;
      const state = status.containerStatuses?.[0]?.state;
      const word =
        state?.waiting?.reason ?? (state?.running ? `${status.phase}/${readyNow(object as Pod)}` : spec.nodeName ? "scheduled" : "pending");
      if (seen.at(-1) !== word) seen.push(word);
    });
    cluster.apply(pod("fine", "steady"));
    cluster.pass(10);
    expect(seen).toEqual(["pending", "scheduled", "ContainerCreating", "Running/False", "Running/True"]);
    expect(podOf(cluster, "fine").status).toMatchObject({
      podIP: expect.stringMatching(/^10\./),
      hostIP: expect.stringMatching(/^172\./),
      qosClass: "BestEffort",
    });
    expect(cluster.failures).toEqual([]);
  });

  it("that crashes is started again after ever longer waits, and each is told", () => {
    const cluster = livingCluster();
    cluster.apply(pod("crashing", "crash-loop"));
    const starts: number[] = [];
    cluster.store.subscribe(({ resource, object, previous }) => {
      if (resource !== "pods") return;
      const restarts = (each: unknown) => (each as Pod | undefined)?.status.containerStatuses?.[0]?.restartCount ?? 0;
      if (restarts(object) > restarts(previous)) starts.push(cluster.api.now().getTime() / 1000);
    });
    cluster.pass(150);
    expect(containerOf(cluster, "crashing")).toMatchObject({
      state: {
        waiting: { reason: "CrashLoopBackOff", message: expect.stringContaining("restarting failed container=main pod=crashing_default") },
      },
      lastState: { terminated: { exitCode: 1, reason: "Error" } },
    });
    const waits = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    // Ten seconds, twenty, forty, and the little that the container lives.
    expect(waits.map((wait) => Math.floor(wait / 10))).toEqual([1, 2, 4]);
    expect(podOf(cluster, "crashing").status.phase).toBe("Running");
    expect(readyOf(cluster, "crashing")).toBe("False");
    expect(cluster.warnings("crashing")).toEqual(["BackOff"]);
  });

  it("that crashes with one image alone runs with another", () => {
    const cluster = livingCluster();
    cluster.apply(pod("bad", "1=crash-loop"));
    cluster.apply(pod("good", "2=crash-loop"));
    cluster.pass(60);
    expect(containerOf(cluster, "bad")?.restartCount).toBeGreaterThan(0);
    expect(containerOf(cluster, "good")).toMatchObject({ restartCount: 0, ready: true });
  });

  it("that takes too much memory is killed for it", () => {
    const cluster = livingCluster();
    cluster.apply(pod("greedy", "oom"));
    cluster.pass(120);
    expect(containerOf(cluster, "greedy")?.lastState).toMatchObject({ terminated: { exitCode: 137, reason: "OOMKilled" } });
    expect(containerOf(cluster, "greedy")?.restartCount).toBeGreaterThan(0);
  });

  it("whose image is not there waits for it, and never runs", () => {
    const cluster = livingCluster();
    cluster.apply(pod("imageless", "image-pull-error"));
    const reasons = new Set<string>();
    for (let i = 0; i < 12; i += 1) {
      cluster.pass(10);
      reasons.add(containerOf(cluster, "imageless")?.state.waiting?.reason ?? "");
    }
    expect([...reasons].sort()).toEqual(["ErrImagePull", "ImagePullBackOff"]);
    expect(podOf(cluster, "imageless").status.phase).toBe("Pending");
    expect(cluster.warnings("imageless").sort()).toEqual(["BackOff", "Failed"]);
  });

  it("that starts slowly is ready late, and one that is never ready says why", () => {
    const cluster = livingCluster();
    cluster.apply(pod("slow", "slow-start"));
    cluster.apply(pod("never", "unready"));
    cluster.pass(45);
    expect([readyOf(cluster, "slow"), readyOf(cluster, "never")]).toEqual(["False", "False"]);
    cluster.pass(60);
    expect([readyOf(cluster, "slow"), readyOf(cluster, "never")]).toEqual(["True", "False"]);
    expect(cluster.warnings("never")).toEqual(["Unhealthy"]);
  });

  it("that is deleted is given its time, and then is gone", () => {
    const cluster = livingCluster();
    cluster.apply(pod("ending", "steady"));
    cluster.pass(10);
    cluster.store.delete("pods", "default", "ending");
    expect(podOf(cluster, "ending").metadata).toMatchObject({ deletionGracePeriodSeconds: 30, deletionTimestamp: expect.any(String) });
    cluster.pass(3);
    expect(cluster.pods()).toHaveLength(0);
  });

  it("whose image says crash crashes without being told to", () => {
    const cluster = livingCluster();
    cluster.apply(pod("byimage", "none").replace("app:1", "team/crash-test:1"));
    cluster.pass(30);
    expect(containerOf(cluster, "byimage")?.restartCount).toBeGreaterThan(0);
  });
});

const readyNow = ({ status }: Pod) => status.conditions?.find(({ type }) => type === "Ready")?.status;
