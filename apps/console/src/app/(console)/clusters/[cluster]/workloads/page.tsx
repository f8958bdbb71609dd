import { WorkloadsTab } from "../../../../../features/cluster/workloads-tab";

export default function ClusterWorkloads() {
  return <WorkloadsTab />;
}
