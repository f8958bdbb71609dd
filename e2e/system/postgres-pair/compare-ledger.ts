import type { LedgerRow } from "@holdfast/contracts/ledger";
import { instantOf } from "@holdfast/testkit/testbed/postgres/write-steadily";
import { STORE } from "./pair-plan";
import type { SeenByClient } from "./seen-by-client";
import type { Span } from "./span";

/** An agent sends a heartbeat a second: its last one may be that much older than the end of the power. */
const HEARTBEAT_MS = 1_000;
/** A heartbeat that was on its way when the power went is heard when the hub comes to it. */
const HEARD_LATE_MS = 500;
/**
 * What has happened at a site is in the run's journal once three have looked, one after the other: the operator, every 50 ms; the
 * runner, every 300 ms; and the runner's own round of a second where a wake-up was lost. The rest is for a machine that is busy with other things.
 */
const HUB_SEES_MS = 50 + 300 + 1_000 + 1_650;
/** What the client needs to find the other server: it asks one after the other, and gives each two seconds. */
const CLIENT_FINDS_MS = 3_000;
/** The plan's last step wants three answers in a row, 300 ms apart. */
const PROBES = 3;
const PROBING_MS = (PROBES - 1) * 300;
/** A store is measured every ten seconds, which takes four at most, from what Prometheus scraped within the second before. */
const MEASURED_MS = 10_000 + 4_000;
const SCRAPED_MS = 1_000;

/** A figure of the ledger beside what it may be by what was seen, all in milliseconds. */
interface Compared extends Span {
  readonly what: string;
  readonly ledger: number;
}

const compared = (what: string, ledger: number | null, from: number, until: number): Compared => ({
  what,
  ledger: ledger ?? Number.NaN,
  from,
  until,
});

/** How the loss of the store compares with the oldest write that is missing. Of a primary that took part it is exact. */
function comparedLoss({ losses }: LedgerRow, { lost, missing }: SeenByClient): Compared[] {
  const [loss] = losses ?? [];
  if (losses?.length !== 1 || loss?.store !== STORE) return [compared(`the losses ${JSON.stringify(losses)}`, null, 0, 0)];
  const oldest = missing.reduce((least, each) => Math.min(least, instantOf(each)), lost?.power.until ?? 0);
  const ledger = loss.lossSeconds === null ? null : loss.lossSeconds * 1000;
  const seen = lost ? lost.power.until - oldest : missing.length;
  if (!lost) return [compared("lossSeconds", ledger, seen, seen)];
  // The ledger counts from the store's last measurement to the last heartbeat.
  const least = Math.max(0, seen - HEARTBEAT_MS - HEARD_LATE_MS - SCRAPED_MS);
  return [compared("lossSeconds", ledger, least, seen + MEASURED_MS + SCRAPED_MS + HUB_SEES_MS)];
}

function comparedDetection({ detectMs }: LedgerRow, { lost }: SeenByClient): Compared[] {
  if (!lost) return detectMs === null ? [] : [compared("detectMs of a primary that was not lost", detectMs, Number.NaN, Number.NaN)];
  const { power, unreachable } = lost;
  const from = unreachable.from - power.until - HEARD_LATE_MS;
  return [compared("detectMs", detectMs, from, unreachable.until - power.from + HEARTBEAT_MS)];
}

/** Every figure of a run's row in the ledger, beside what those outside saw. */
export function compareLedger(row: LedgerRow, seen: SeenByClient): Compared[] {
  const { asked, approved, silence } = seen;
  const [notBefore, notAfter] = [seen.began.notBefore.getTime(), seen.began.notAfter.getTime()];
  const finished = row.finishedAt.getTime();
  const proofs = seen.answers.filter((each) => each.tookWrite && each.at.getTime() >= notBefore).map(({ at }) => at.getTime());
  const [third, last] = [proofs[PROBES - 1] ?? Number.NaN, proofs.findLast((at) => at <= finished) ?? Number.NaN];
  // Nobody is asked in the middle of these plans, so the parts follow each other without a gap.
  const changed = row.requestedAt.getTime() + (row.decideMs ?? Number.NaN) + (row.actMs ?? Number.NaN);
  return [
    compared("requestedAt", row.requestedAt.getTime(), asked.from, asked.until),
    ...comparedDetection(row, seen),
    compared("decideMs", row.decideMs, approved.from - asked.until, approved.until - asked.from),
    // What has not happened can't have been seen, so the lower bounds of what the hub saw have no tolerance.
    compared("actMs", row.actMs, notBefore - approved.until, notAfter - approved.from + HUB_SEES_MS),
    compared("the end of acting beside the end of the silence", changed, silence.until - CLIENT_FINDS_MS, silence.until + HUB_SEES_MS),
    compared("verifyMs", row.verifyMs, Math.max(PROBING_MS, third - changed), last - changed + HUB_SEES_MS),
    compared("recoveryMs", row.recoveryMs, third - approved.until, last - approved.from + HUB_SEES_MS),
    compared("finishedAt", finished, third, last + HUB_SEES_MS),
    ...comparedLoss(row, seen),
  ];
}

/** What of a row is not as it was seen, in words; empty when all of it is. A figure that is missing is not as it was seen. */
export const outsideOf = (row: LedgerRow, seen: SeenByClient): string[] =>
  compareLedger(row, seen)
    .filter(({ ledger, from, until }) => !(ledger >= from && ledger <= until))
    .map(({ what, ledger, from, until }) => `${what}: ${ledger} ms, seen from ${from} to ${until} ms`);
