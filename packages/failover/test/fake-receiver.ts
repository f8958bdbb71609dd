import { Fault } from "@holdfast/contracts/fault";
import type { CallPort, OutgoingCall } from "../src/ports";

/** What calls reach, with what goes wrong on the way until it is changed back. */
export interface FakeReceiver extends CallPort {
  /** Every call that arrived, in order. */
  readonly heard: OutgoingCall[];
  /** What it has done: the first body of each key. */
  readonly effects: Map<string, string>;
  /** `unsent`: nothing arrives. `unheard`: it acts, and nobody hears the answer. `gone`: it does not even arrive, and nobody can tell. */
  answer: number | "unsent" | "unheard" | "gone";
  /** Whether a GET is answered; it then says 200 for an effect that was had, and 404 before. */
  isReadable: boolean;
  /** The channels that can't be called. */
  readonly refused: Set<string>;
  /** Resolves before a call is answered. */
  hold: () => Promise<void>;
}

/** The effect that a path asks for, as the step's `{effect}` names it. */
const effectIn = (path: string): string => decodeURIComponent(path.split("/").at(-1) ?? "");

/** A receiver that honours idempotency keys, and acts only on what it answers with success. */
export function fakeReceiver(): FakeReceiver {
  const receiver: FakeReceiver = {
    heard: [],
    effects: new Map(),
    answer: 200,
    isReadable: true,
    refused: new Set(),
    hold: async () => undefined,
    refusal: async (channel) => (receiver.refused.has(channel) ? { message: `there is no channel ${channel}` } : null),
    async send(call) {
      const { answer } = receiver;
      if (answer === "unsent") return { kind: "unsent", because: { message: "nothing listens there" } };
      if (answer === "gone") return { kind: "unheard", because: { message: "no answer" } };
      receiver.heard.push(call);
      if ((answer === "unheard" || answer < 300) && !receiver.effects.has(call.key)) receiver.effects.set(call.key, call.body);
      await receiver.hold();
      return answer === "unheard" ? { kind: "unheard", because: { message: "no answer" } } : { kind: "answered", status: answer };
    },
    async look(_channel, path) {
      if (!receiver.isReadable) throw new Fault("Unavailable", "nothing listens there");
      const wanted = effectIn(path);
      return [...receiver.effects.values()].some((body) => JSON.parse(body).data.holdfast.effect === wanted) ? 200 : 404;
    },
  };
  return receiver;
}
