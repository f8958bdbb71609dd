import { readFileSync } from "node:fs";
import type { TestProject } from "vitest/node";
import type { ClusterAccess } from "./cluster-access";
import { missingPrograms } from "./program-paths";
import { FLEET, type FleetCluster, startThreeClusters } from "./start-three-clusters";

/** The clusters that all real tests of a run share; null with the reason where the programs are missing. */
export interface SharedTestbed {
  readonly clusters: Readonly<Record<FleetCluster, ClusterAccess>> | null;
  readonly reason: string | null;
}

declare module "vitest" {
  interface ProvidedContext {
    testbed: SharedTestbed;
  }
}

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Clusters that `npm run testbed:up` holds in another terminal. */
function attach(path: string): SharedTestbed["clusters"] {
  return JSON.parse(readFileSync(path, "utf8")) as Record<FleetCluster, ClusterAccess>;
}

/**
 * Global setup of the project `real`, so it runs once, and only when a real test runs: three clusters side by side. Where
 * the programs were never built, every real test is skipped with one line that says so; in CI that is an error.
 */
export default async function setup(project: TestProject) {
  const running = process.env.HOLDFAST_TESTBED_ATTACH;
  if (running) {
    project.provide("testbed", { clusters: attach(running), reason: null });
    return;
  }
  const reason = missingPrograms("kube");
  if (reason) {
    if (process.env.CI) throw new Error(`CI must run the real tests: ${reason}`);
    say(`\nALL REAL TESTS ARE SKIPPED: ${reason}\n`);
    project.provide("testbed", { clusters: null, reason });
    return;
  }
  const started = performance.now();
  const three = await startThreeClusters();
  say(`testbed: ${FLEET.join(", ")} ready in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  project.provide("testbed", { clusters: byName((name) => plainAccess(three[name])), reason: null });
  return async () => {
    const hasFailed = project.vitest.state.getCountOfFailedTests() > 0;
    for (const name of FLEET) {
      const cluster = three[name];
      if (hasFailed) say(`testbed: logs of ${name} in ${cluster.folder}\n${cluster.logTails(8)}`);
      if (process.env.HOLDFAST_TESTBED_KEEP)
        say(
          `testbed: ${name} is kept: kubeconfig ${cluster.kubeconfigPath}; "kill -9 -- -${cluster.groupId}; rm -r ${cluster.folder}" ends it`,
        );
    }
    await three.stop({ keepLogs: hasFailed });
  };
}

const byName = <T>(of: (name: FleetCluster) => T): Record<FleetCluster, T> => ({
  "prod-hangzhou": of("prod-hangzhou"),
  "dr-shanghai": of("dr-shanghai"),
  test: of("test"),
});

function plainAccess(cluster: ClusterAccess): ClusterAccess {
  const { name, url, caPem, clientCertificatePem, clientKeyPem, kubeconfigPath, podLogPath } = cluster;
  return { name, url, caPem, clientCertificatePem, clientKeyPem, kubeconfigPath, podLogPath };
}
