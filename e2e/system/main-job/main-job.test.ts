// The main job of the product, from the first start to the proof of what was done, on three real API servers and real
// Prometheus servers. The tests are steps of one walk: each begins where the one before ended.
import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { createNamespace } from "@holdfast/testkit/testbed/service-account";
import { sharedCluster } from "@holdfast/testkit/testbed/shared-cluster";
import { FLEET } from "@holdfast/testkit/testbed/start-three-clusters";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed } from "vitest";
import { kubectl } from "../harness/kubectl";
import { describeAudit } from "./audit.contract";
import { describeBrowser } from "./browser.contract";
import { describeFailover } from "./failover.contract";
import { describeFleet } from "./fleet.contract";
import { describeHostileSignals } from "./hostile-signals.contract";
import { describePolicy } from "./policy.contract";
import { describeSecrets } from "./secrets.contract";
import { describeSignals } from "./signals.contract";
import { type Stage, setStage } from "./stage";

const NAMESPACE = "bank";
let set: Stage | undefined;
let hasFailed = false;

// Without a Prometheus on the PATH there is nothing that the golden signals and the plan's query could be read from.
describe.skipIf(lacks("prometheus"))("the main job", () => {
  beforeAll(async () => {
    await Promise.all(
      FLEET.map(async (name) => {
        const cluster = sharedCluster(name);
        await createNamespace(cluster.request, NAMESPACE);
        await kubectl(cluster, "create", "deployment", "core", "--image=bank.example/core:1", "--replicas=3", "-n", NAMESPACE);
        await kubectl(cluster, "expose", "deployment", "core", "--port=8080", "-n", NAMESPACE);
      }),
    );
    set = await setStage(NAMESPACE);
    expect(set.installation.isRunning()).toBe(true);
  });
  afterAll(async () => {
    if (hasFailed) process.stderr.write(`${set?.installation.logTails()}\n`);
    await set?.stop({ keepLogs: hasFailed });
  });

  beforeEach(() =>
    onTestFailed(() => {
      hasFailed = true;
    }),
  );

  const stage = (): Stage => {
    if (!set) throw new Error("the stage is set before the first test");
    return set;
  };

  describeFleet(stage);
  describeBrowser(stage);
  describePolicy(stage);
  describeSignals(stage);
  describeHostileSignals(stage);
  describeFailover(stage);
  describeSecrets(stage);
  describeAudit(stage);
});
