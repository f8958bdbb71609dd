import type { ObjectChange } from "@holdfast/contracts/object-change";
import { WebhookCall } from "@holdfast/contracts/steps/webhook-call";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import type { Sighting } from "@holdfast/domain/run/judge-effect";
import { z } from "zod";
import { defineStep, done, finding, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Before = z.strictObject({ way: z.enum(["do", "undo"]) });
type Before = z.infer<typeof Before>;

const nameOf = (p: WebhookCall) => `${p.channel} ${p.event}`;

/** The event as a change that a rehearsal shows. */
const eventOf = (p: WebhookCall): ObjectChange => ({
  ...{ apiVersion: "cloudevents.io/1.0", kind: "CloudEvent", namespace: null, name: p.event, operation: "create" },
  fields: [{ path: "/data", before: null, after: p.data }],
  warnings: [],
});

/** What the receiver says that became of it: null where the plan names nothing that tells, or nothing runs that it could be about. */
async function confirmed(ctx: StepContext, p: WebhookCall): Promise<{ isSeen: boolean; path: string; status: number } | null> {
  if (!p.confirm || !ctx.isRunning) return null;
  const path = p.confirm.path.replaceAll("{effect}", encodeURIComponent(ctx.effectKey));
  const status = await ctx.askReceiver(p.channel, path, p.timeoutMs);
  return { isSeen: status === p.confirm.expectStatus, path, status };
}

async function verify(ctx: StepContext, p: WebhookCall, { way }: Before): Promise<Sighting> {
  const [call, seen] = [await ctx.madeCall(way), await confirmed(ctx, p)];
  const isUntouched = !call?.mayHaveArrived || p.isIdempotent;
  if (seen?.isSeen) return done(worded("CallConfirmed", seen));
  if (seen && p.confirm) return waiting(worded("CallToBeConfirmed", { ...seen, wanted: p.confirm.expectStatus }), isUntouched);
  if (call?.outcome === "succeeded") return done(call.said);
  // A receiver that nobody can ask will not tell later either.
  if (call?.outcome === "unknown" && !p.isIdempotent) return { kind: "unreadable", because: call.said, isForGood: true };
  return waiting(worded("CallToBeAnswered", { channel: p.channel }), isUntouched);
}

/** `webhook.call`: the hub itself sends a signed CloudEvent. */
export const webhookCall = defineStep<"webhook.call", Before>({
  name: "webhook.call",
  schema: WebhookCall,
  before: Before,
  describe: (p) => describeStep({ use: "webhook.call", with: p }),
  async preflight(ctx, p) {
    const refusal = await ctx.callRefusal(p.channel);
    if (refusal) return preflightOf<Before>([{ code: "CallRefusedHere", severity: "blocking", object: nameOf(p), ...refusal }], null);
    const isSo = (await confirmed(ctx, p))?.isSeen === true;
    const isRisky = !p.confirm && !p.isIdempotent;
    const findings = isRisky ? [finding("CallNotRepeatable", "info", nameOf(p), { channel: p.channel })] : [];
    return preflightOf(findings, { way: "do" }, isSo ? [] : [eventOf(p)]);
  },
  run: ({ channel, event, data, expectStatus, isIdempotent, timeoutMs }) => ({
    ...{ kind: "call", channel, event, data, expectStatus, isIdempotent, timeoutMs },
  }),
  verify,
  undo: (p) => ({
    // Without an event to take it back `irreversible` says so, and nothing asks for this.
    parameters: { ...p, event: p.undo?.event ?? p.event, data: p.undo?.data ?? {}, confirm: p.undo?.confirm ?? null, undo: null },
    before: { way: "undo" },
  }),
  irreversible: (p) => (p.undo ? null : describeStep({ use: "webhook.call", with: p }).undo),
});
