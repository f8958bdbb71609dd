import { z } from "zod";
import { DnsLabel } from "./ids";

/** The begin of a trigger source's secret, by which scanners of leaked text know it. */
export const TRIGGER_SECRET_PREFIX = "hfts_";

/** What a report may say of a cluster. */
export const SiteEventType = z.enum(["dev.holdfast.site.lost", "dev.holdfast.site.answers"]);
export type SiteEventType = z.infer<typeof SiteEventType>;

const Attribute = z.string().trim().min(1);

/** The attributes of a CloudEvents 1.0 event that Holdfast looks at. Extensions and data are let through, and not kept. */
export const SiteEvent = z.looseObject({
  specversion: z.literal("1.0", { error: 'specversion: must be "1.0"' }),
  id: Attribute.max(256),
  source: Attribute.max(2048),
  type: SiteEventType,
  /** The cluster that it is about, by name. */
  subject: DnsLabel,
  time: z.iso.datetime({
    offset: true,
    error: "time: must be an instant as RFC 3339 writes it; without it a replay can't be told from news",
  }),
});
export type SiteEvent = z.infer<typeof SiteEvent>;

/** Makes a source that may report. */
export const CreateTriggerSource = z.strictObject({ name: DnsLabel });
export type CreateTriggerSource = z.infer<typeof CreateTriggerSource>;

/** The secret of a new source, shown this once. */
export const IssuedTriggerSource = z.object({ id: z.string(), secret: z.string() });
export type IssuedTriggerSource = z.infer<typeof IssuedTriggerSource>;

/** A source as its readers see it. */
export const TriggerSourceView = z.object({
  id: z.uuid(),
  name: z.string(),
  createdByName: z.string(),
  createdAt: z.date(),
  lastEventAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  revokedByName: z.string().nullable(),
});
export type TriggerSourceView = z.infer<typeof TriggerSourceView>;
