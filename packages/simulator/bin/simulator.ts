// holdfast-simulator: a fleet of Kubernetes clusters with their Prometheus, Loki and Jaeger, on one port of this machine.
import { readArguments, UsageError } from "./arguments";
import { startHost } from "./host";
import { stderrLog } from "./stderr-log";

try {
  const host = await startHost(
    readArguments(process.argv.slice(2)),
    process.env.HOLDFAST_SIMULATOR_CONTROL_TOKEN,
    stderrLog(() => new Date()),
  );
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
    process.once(signal, () => {
      host.stop();
      process.exit(0);
    });
  console.log(JSON.stringify({ ready: true, origin: host.origin, clusters: host.clustersFile, pid: process.pid }));
} catch (cause) {
  console.error(cause instanceof UsageError ? cause.message : cause);
  process.exit(1);
}
