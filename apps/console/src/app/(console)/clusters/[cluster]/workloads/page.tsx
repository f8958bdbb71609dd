import { tabMetadata } from "../../../../../features/cluster/tab-metadata";
import { WorkloadsTab } from "../../../../../features/cluster/workloads-tab";

export const generateMetadata = tabMetadata("workloads");

export default function ClusterWorkloads() {
  return <WorkloadsTab />;
}
