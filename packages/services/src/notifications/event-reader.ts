import type { DomainEvent } from "@holdfast/contracts/event";
import type { NotificationTopic } from "@holdfast/contracts/notification";
import type { Database } from "@holdfast/db/database";
import type { DeliveryContent } from "./content";

/** What an event adds to the content that all have. Without an `actor` the audit chain is asked who did it. */
export type EventPart = Pick<DeliveryContent, "gaps" | "path"> & {
  readonly topic: NotificationTopic;
  readonly actor?: string | null;
  readonly detail?: string | null;
};

/** Reads what an event tells; null for one that tells nobody anything. */
export type EventReader = (db: Database, event: DomainEvent) => Promise<EventPart | null>;
