import { AgentTab } from "../../../../../features/cluster/agent-tab";

export default function ClusterAgent() {
  return <AgentTab />;
}
