import { z } from "zod";

/** The state that a connector is to be in, as Strimzi spells it. */
export const ConnectorState = z.enum(["running", "paused", "stopped"]);
export type ConnectorState = z.infer<typeof ConnectorState>;

/** What Strimzi says of a KafkaMirrorMaker2; empty where it has said nothing yet. */
export const MirrorStatus = z.object({
  isReady: z.boolean(),
  message: z.string(),
  /** Each connector by its name in Kafka Connect, `source->target.MirrorSourceConnector`, with its state; `FAILED` when a task of it is. */
  connectors: z.array(z.object({ name: z.string(), state: z.string() })),
  /** Mirrored topics get the alias of their source as a prefix. */
  renamesTopics: z.boolean(),
});
export type MirrorStatus = z.infer<typeof MirrorStatus>;
