import { PoliciesTab } from "../../../../../features/cluster/policies-tab";
import { tabMetadata } from "../../../../../features/cluster/tab-metadata";

export const generateMetadata = tabMetadata("policies");

export default function ClusterPolicies() {
  return <PoliciesTab />;
}
