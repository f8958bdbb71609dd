import { podLogs } from "@holdfast/contracts/queries/pod-logs";
import { beforeAll, describe, expect, it } from "vitest";
import type { ContractCluster } from "./contract-cluster";
import { NAMESPACE, paths, strandedPod } from "./fixtures";
import { contractSuite } from "./suite";

/** What an agent answers about logs where its owner lets people read them, under an account with exactly that right. */
export function describeLogs(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  const ask = (pods: readonly string[], container = "app") =>
    suite.hub.ask(suite.agent, podLogs, {
      sources: pods.map((pod) => ({ namespace: NAMESPACE, pod, container })),
      limitBytes: 100_000,
    });
  beforeAll(() => suite.create(paths.pods, strandedPod("logs-one")));

  describe("pod.logs", () => {
    it("says of each container why it gives nothing, in the API server's words, and is itself allowed to ask", async () => {
      const { refusal, answers } = await ask(["logs-one", "logs-nowhere"]);
      expect(refusal).toBeNull();
      expect(answers).toHaveLength(2);
      for (const { lines, problem } of answers) {
        expect(lines).toEqual([]);
        expect(problem).not.toBeNull();
        expect(problem?.reason).not.toBe("Forbidden");
      }
      expect(answers[1]?.problem).toMatchObject({ reason: "NotFound", message: expect.stringContaining("logs-nowhere") });
    });

    it("names a container that the pod does not have", async () => {
      const { answers } = await ask(["logs-one"], "another");
      expect(answers[0]?.problem).toMatchObject({
        reason: "BadRequest",
        message: expect.stringContaining("another is not valid for pod logs-one"),
      });
    });
  });
}
