import { z } from "zod";
import { DnsLabel } from "./ids";

/**
 * What a plan lets the standby's agent finish by itself when no hub answers: the entries of `activate` that follow `after`, as far
 * as they are its own cluster's and can be seen to be done from there. A plan that says nothing lets it do nothing.
 */
export const DeadHub = z.strictObject({
  /** The entry of `activate` that has to be done with before: the point from which going on is safer than standing still. */
  after: DnsLabel,
  /** For how long the agent must not have heard of any hub before it does anything. */
  silentSeconds: z.number().int().min(10).max(600).default(30),
  /** How long after it was signed the agent may still begin something. */
  expiresAfterSeconds: z.number().int().min(60).max(3600).default(900),
});
export type DeadHub = z.infer<typeof DeadHub>;
