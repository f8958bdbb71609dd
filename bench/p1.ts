// npm run p1 -w @holdfast/bench [-- --nodes 2000 --pods 20000]: how long it takes from an agent's connection until its hub holds the
// whole cluster, against a bare paged read of the same API server in the same run.
import { syncLargeCluster } from "./large-cluster/sync-large-cluster";
import { tell } from "./report";
import { sizes } from "./sizes";
import { onStage } from "./stage/stage";

const size = sizes({ nodes: 2000, pods: 20_000 });

await onStage(async (stage) => {
  const { seconds, objects, bare, cpuSeconds } = await syncLargeCluster(stage, size.nodes, size.pods);
  const bareSeconds = bare.reduce((sum, read) => sum + read.seconds, 0) / bare.length;
  tell({
    id: "P1",
    work: `a cluster of ${size.nodes} nodes and ${size.pods} pods: agent connected to whole inventory on the hub`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "connected to whole and proven", value: seconds, unit: "s", atMost: 20 },
      { name: "bare paged read of the API server", value: bareSeconds, unit: "s" },
      { name: "over the bare read", value: seconds / bareSeconds, unit: "times", atMost: 2 },
      ...Object.entries(cpuSeconds).map(([name, value]) => ({ name: `${name}, time on a core for it`, value, unit: "s" as const })),
    ],
    notes: [
      `${objects} objects, ${(bare[0]?.megabytes ?? 0).toFixed(0)} MB of JSON; bare reads before and after: ${bare.map((read) => `${read.seconds.toFixed(2)} s`).join(", ")}`,
      "whole means proven: the hub has compared count and checksum of every resource with the agent's",
      "cluster, agent, hub and PostgreSQL share the machine's cores; the bare read has them to itself and the cluster",
    ],
  });
});
