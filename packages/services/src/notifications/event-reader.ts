import type { DomainEvent } from "@holdfast/contracts/event";
import type { DeliveryTopic } from "@holdfast/contracts/notification";
import type { Worded } from "@holdfast/contracts/phrase";
import type { Database } from "@holdfast/db/database";
import type { DeliveryContent } from "./content";

/** What an event adds to the content that all have. Without an `actor` the audit chain is asked who did it. */
export type EventPart = Pick<DeliveryContent, "gaps" | "path"> & {
  readonly topic: Exclude<DeliveryTopic, "test">;
  readonly actor?: string | null;
  /** What was said about it; one that a person wrote has no phrase. */
  readonly detail?: Worded | null;
  /** The channels that it is addressed to; without it, those that asked for the topic. */
  readonly onlyTo?: readonly string[];
};

/** Reads what an event tells; null for one that tells nobody anything. */
export type EventReader = (db: Database, event: DomainEvent) => Promise<EventPart | null>;
