import { AgentTab } from "../../../../../features/cluster/agent-tab";
import { tabMetadata } from "../../../../../features/cluster/tab-metadata";

export const generateMetadata = tabMetadata("agent");

export default function ClusterAgent() {
  return <AgentTab />;
}
