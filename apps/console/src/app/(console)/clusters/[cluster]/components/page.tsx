import { ComponentsTab } from "../../../../../features/cluster/components-tab";

export default function ClusterComponents() {
  return <ComponentsTab />;
}
