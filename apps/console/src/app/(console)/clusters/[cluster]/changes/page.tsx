import { ChangesTab } from "../../../../../features/cluster/changes-tab";
import { tabMetadata } from "../../../../../features/cluster/tab-metadata";

export const generateMetadata = tabMetadata("changes");

export default function ClusterChanges() {
  return <ChangesTab />;
}
