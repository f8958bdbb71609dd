import { NodesTab } from "../../../../../features/cluster/nodes-tab";
import { tabMetadata } from "../../../../../features/cluster/tab-metadata";

export const generateMetadata = tabMetadata("nodes");

export default function ClusterNodes() {
  return <NodesTab />;
}
