// npm run p2 -w @holdfast/bench [-- --nodes 2000 --pods 20000 --seconds 60]: what an agent of a large cluster holds in memory: at most
// while it reads everything, and in the steady state afterwards, with pods changing.
import { setTimeout as delay } from "node:timers/promises";
import type { ChangeOrder } from "./large-cluster/cluster-messages";
import { syncLargeCluster } from "./large-cluster/sync-large-cluster";
import { percentile } from "./percentile";
import { tell } from "./report";
import { sizes } from "./sizes";
import { usageOf } from "./stage/process-usage";
import { onStage } from "./stage/stage";

const CHANGES_PER_SECOND = 20;
const size = sizes({ nodes: 2000, pods: 20_000, seconds: 60 });

await onStage(async (stage) => {
  const { agent, cluster, objects } = await syncLargeCluster(stage, size.nodes, size.pods);
  const whenWhole = usageOf(agent.pid);
  const order: ChangeOrder = { perSecond: CHANGES_PER_SECOND, seconds: size.seconds };
  cluster.channel.send(order);
  const steady: number[] = [];
  for (let second = 0; second < size.seconds; second++) {
    await delay(1000);
    steady.push(usageOf(agent.pid).rssMib);
  }
  const after = usageOf(agent.pid);
  tell({
    id: "P2",
    work: `the agent of a cluster of ${size.nodes} nodes and ${size.pods} pods: resident memory`,
    isFullSize: size.isFullSize,
    figures: [
      { name: "steady, p50 of each second's RSS", value: percentile(steady, 0.5), unit: "MiB", atMost: 120 },
      { name: "steady, the highest of them", value: percentile(steady, 1), unit: "MiB" },
      { name: "peak since its start", value: after.peakMib, unit: "MiB", atMost: 200 },
      { name: "when the inventory was whole", value: whenWhole.rssMib, unit: "MiB" },
      { name: "cores in use when steady", value: (after.cpuSeconds - whenWhole.cpuSeconds) / size.seconds, unit: "cores" },
    ],
    notes: [`${objects} objects; steady for ${size.seconds} s with ${CHANGES_PER_SECOND} changes of pods a second`],
  });
});
