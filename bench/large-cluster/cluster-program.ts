// The Kubernetes API of one large cluster, in a process of its own so that nothing is measured with it. Called with the numbers of
// nodes and pods and where to write a kubeconfig; takes change orders over the channel of its parent.
import { writeFileSync } from "node:fs";
import { changePods } from "./change-pods";
import type { ChangeOrder } from "./cluster-messages";
import { CLUSTER, largeCluster } from "./large-cluster";

const [nodes = "", pods = "", kubeconfig = ""] = process.argv.slice(2);
const { simulation, store } = largeCluster(Number(nodes), Number(pods), new Date());
await simulation.listen(0);
writeFileSync(kubeconfig, simulation.kubeconfig(CLUSTER), { mode: 0o600 });
process.on("message", (order: ChangeOrder) => changePods(store, order, (news) => process.send?.(news)));
process.once("disconnect", () => process.exit(0));
console.log("the cluster is ready");
