import { z } from "zod";

const Event = z
  .string()
  .max(128)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "must be a CloudEvents type in reverse DNS, such as com.example.bank.moved");
const Data = z.record(z.string().min(1).max(63), z.union([z.string().max(500), z.number(), z.boolean()])).default({});
const Confirm = z.strictObject({
  /** A path on the host of the channel; `{effect}` in it is what names this step's effect in the run. */
  path: z
    .string()
    .max(500)
    .regex(/^\/(?![/\\])[^\\\s#]*$/, "must be a path on the host of the channel, such as /changes/{effect}"),
  expectStatus: z.number().int().min(100).max(599).default(200),
});

/** `webhook.call`: the hub itself sends a CloudEvent to a channel of the settings, which keeps address and signing key, and the receiver answers with success. A rehearsal sends nothing. What became of a call whose answer nobody heard is read by `confirm`, a GET; without it a person decides, unless the step says that repeating it is harmless: then it is sent again under the same `Idempotency-Key`. Undone by the event of `undo`; without one there is no way back. */
export const WebhookCall = z.strictObject({
  /** A channel of the kinds webhook and CloudEvents, by name. */
  channel: z.string().trim().min(1).max(80),
  event: Event,
  data: Data,
  /** Null: any of the statuses that mean success. */
  expectStatus: z.number().int().min(200).max(299).nullable().default(null),
  isIdempotent: z.boolean().default(false),
  /** What answers this way once the event has had its effect, and never before. */
  confirm: Confirm.nullable().default(null),
  undo: z
    .strictObject({ event: Event, data: Data, confirm: Confirm.nullable().default(null) })
    .nullable()
    .default(null),
  timeoutMs: z.number().int().min(100).max(30_000).default(5000),
});
export type WebhookCall = z.infer<typeof WebhookCall>;
