import { podExecExchange } from "@holdfast/contracts/queries/pod-exec-exchange";
import { podExecInput } from "@holdfast/contracts/queries/pod-exec-input";
import { beforeAll, describe, expect, it } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths, strandedPod } from "./fixtures";
import { contractSuite } from "./suite";

const session = "01a1ff37-5b94-753c-bbb0-ebcc01a122b3";

/** What an agent answers about terminals where no node can give one: each no in the API server's words, and nothing left open. */
export function describeExec(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  let uid = "";
  const order = (part: object = {}) =>
    suite.order("pod.exec", {
      ...{ session, namespace: NAMESPACE, pod: "exec-one", uid, container: "app", command: null },
      ...{ columns: 80, rows: 24, idleSeconds: 60, mostSeconds: 600, ...part },
    });
  beforeAll(async () => {
    await suite.create(paths.pods, strandedPod("exec-one"));
    uid = (await suite.read(paths.pods, "exec-one"))?.metadata?.uid ?? "";
  });

  describe("pod.exec", () => {
    it("is refused for a pod that is gone, and for another of its name", async () => {
      expect(await order({ pod: "exec-nowhere" })).toMatchObject({ outcome: "refused", reason: "NotFound" });
      expect(await order({ uid: "another" })).toMatchObject({ outcome: "refused", reason: "Replaced" });
    });

    it("fails with the API server's words where there is no terminal to be had, under an account with exactly the agent's role", async () => {
      const nowhere = await order();
      expect(nowhere).toMatchObject({ outcome: expect.stringMatching(/failed|refused|unknown/) });
      expect(nowhere.message).toMatch(/nowhere|container not found/);
      expect(nowhere.message).not.toMatch(/forbidden/i);
      const another = await order({ container: "another" });
      expect(another.message).toContain("container another is not valid for pod exec-one");
    });

    it("leaves no session behind, and nothing can be typed into one that no command opened", async () => {
      expect(await suite.hub.ask(suite.agent, podExecExchange, { session, after: 0, waitMs: 0 })).toEqual({
        ...{ isKnown: false, frames: [], ended: null },
      });
      const typed = { session, writer: "w", seq: 1, text: "id\r", size: null, isEnd: false };
      expect(await suite.hub.ask(suite.agent, podExecInput, typed)).toEqual({ refusal: "Ended" });
    });
  });
}
