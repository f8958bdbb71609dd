// npm run testbed:up [-- name ...]: holds real clusters (the three of the tests unless named) until Ctrl-C. Prints where
// they are; HOLDFAST_TESTBED_ATTACH lets the real tests use them instead of starting their own.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startCluster } from "../src/testbed/start-cluster";
import { FLEET } from "../src/testbed/start-three-clusters";

const names = process.argv.length > 2 ? process.argv.slice(2) : [...FLEET];
const started = performance.now();
const clusters = await Promise.all(names.map((name) => startCluster({ name })));

// In the first one's folder, so that it goes when the clusters go.
const file = join(clusters[0]?.folder ?? "", "clusters.json");
const plain = clusters.map(({ name, url, caPem, clientCertificatePem, clientKeyPem, kubeconfigPath, podLogPath, groupId }) => [
  name,
  { name, url, caPem, clientCertificatePem, clientKeyPem, kubeconfigPath, podLogPath, groupId },
]);
writeFileSync(file, JSON.stringify(Object.fromEntries(plain)), { mode: 0o600 });

for (const { name, kubeconfigPath } of clusters) console.log(`${name}: export KUBECONFIG=${kubeconfigPath}`);
console.log(`real tests on these clusters: HOLDFAST_TESTBED_ATTACH=${file} npx vitest run --project real <path>`);
console.log(`ready in ${((performance.now() - started) / 1000).toFixed(1)} s; Ctrl-C stops them`);

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void Promise.all(clusters.map((cluster) => cluster.stop())).then(() => process.exit(0));
  });
