import { DeliveryTopic } from "@holdfast/contracts/notification";
import { Phrase } from "@holdfast/contracts/phrase";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

/** What a delivery tells, before it is put into words: facts of the moment in which the event was read, and no secret. */
export const DeliveryContent = z.object({
  topic: DeliveryTopic,
  at: z.string(),
  clusters: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Who did it; null where nobody did. */
  actor: z.string().nullable(),
  /** What stands in the gaps of the topic's words. */
  gaps: z.record(z.string(), z.string()),
  /** What a person or a cluster said about it, as it was said. */
  detail: z.string().nullable(),
  /** The detail as a phrase, where it is a text of the server; an older row has none. */
  detailPhrase: Phrase.optional(),
  /** The screen that shows it: a path of the console. */
  path: z.string(),
  event: z.object({ type: z.string(), subject: z.object({ kind: z.string(), id: z.string() }) }).nullable(),
});
export type DeliveryContent = z.infer<typeof DeliveryContent>;

/** The content as a row keeps it. */
export const keptContent = (content: DeliveryContent): Prisma.InputJsonValue =>
  // Plain JSON by its schema; only the type of a phrase is an interface, which has no index.
  content as unknown as Prisma.InputJsonObject;
