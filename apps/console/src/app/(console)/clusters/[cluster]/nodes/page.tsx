import { NodesTab } from "../../../../../features/cluster/nodes-tab";

export default function ClusterNodes() {
  return <NodesTab />;
}
