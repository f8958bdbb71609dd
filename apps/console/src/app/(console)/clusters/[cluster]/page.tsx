import { OverviewTab } from "../../../../features/cluster/overview-tab";

export default function ClusterOverview() {
  return <OverviewTab />;
}
