import { NetworkTab } from "../../../../../features/cluster/network-tab";
import { tabMetadata } from "../../../../../features/cluster/tab-metadata";

export const generateMetadata = tabMetadata("network");

export default function ClusterNetwork() {
  return <NetworkTab />;
}
