import { ChangesTab } from "../../../../../features/cluster/changes-tab";

export default function ClusterChanges() {
  return <ChangesTab />;
}
