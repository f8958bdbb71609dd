import { ComponentsTab } from "../../../../../features/cluster/components-tab";
import { tabMetadata } from "../../../../../features/cluster/tab-metadata";

export const generateMetadata = tabMetadata("components");

export default function ClusterComponents() {
  return <ComponentsTab />;
}
