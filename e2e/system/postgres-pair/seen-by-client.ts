import type { ClusterId } from "@holdfast/contracts/ids";
import type { DoorAnswer } from "@holdfast/testkit/testbed/postgres/site-door";
import type { BeganWrites } from "@holdfast/testkit/testbed/postgres/watch-writable";
import { type Acknowledged, instantOf } from "@holdfast/testkit/testbed/postgres/write-steadily";
import { until } from "@holdfast/testkit/testbed/until";
import { linkOf } from "../harness/enrolled-cluster";
import type { Session } from "../harness/session";
import type { Span } from "./span";

/** What those outside of the hub saw of a run, by their own looks and the machine's clock. */
export interface SeenByClient {
  readonly asked: Span;
  readonly approved: Span;
  /** The longest time without an acknowledgement: from the last one at the old site to the first at the new one. */
  readonly silence: Span;
  /** Between when the new site began to take writes. */
  readonly began: BeganWrites;
  /** What the new site's door has answered. */
  readonly answers: readonly DoorAnswer[];
  /** Of a lost primary: between when its power went, and between when the console first called it unreachable. */
  readonly lost: { readonly power: Span; readonly unreachable: Span } | null;
  /** The acknowledged writes that are missing at the new site. */
  readonly missing: readonly Acknowledged[];
}

/** The longest silence among acknowledgements. Throws for fewer than two. */
export function longestSilence(acknowledged: readonly Acknowledged[]): Span {
  const spans = acknowledged.slice(1).map((next, i) => ({ from: instantOf(acknowledged[i] ?? next), until: instantOf(next) }));
  const [first, ...others] = spans;
  if (!first) throw new Error("nothing was acknowledged after the run");
  return others.reduce((longest, span) => (span.until - span.from > longest.until - longest.from ? span : longest), first);
}

/** Looks at a cluster in the console until it is not connected any more, and tells between when it was seen to fall. */
export async function whenUnreachable(session: Session, clusterId: ClusterId): Promise<Span> {
  let from = Date.now();
  return until(
    "the console to call the site unreachable",
    async () => {
      const asked = Date.now();
      const { state } = await linkOf(session, clusterId);
      if (state !== "connected") return { from, until: Date.now() };
      from = asked;
      return undefined;
    },
    { timeoutMs: 60_000 },
  );
}
