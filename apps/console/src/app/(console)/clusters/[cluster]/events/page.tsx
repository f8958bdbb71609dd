import { EventsTab } from "../../../../../features/cluster/events-tab";
import { tabMetadata } from "../../../../../features/cluster/tab-metadata";

export const generateMetadata = tabMetadata("events");

export default function ClusterEvents() {
  return <EventsTab />;
}
