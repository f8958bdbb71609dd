import { StorageTab } from "../../../../../features/cluster/storage-tab";
import { tabMetadata } from "../../../../../features/cluster/tab-metadata";

export const generateMetadata = tabMetadata("storage");

export default function ClusterStorage() {
  return <StorageTab />;
}
