import { EventsTab } from "../../../../../features/cluster/events-tab";

export default function ClusterEvents() {
  return <EventsTab />;
}
