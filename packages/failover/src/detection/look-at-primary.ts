import type { VantageView } from "@holdfast/contracts/arming";
import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { httpProbe } from "@holdfast/contracts/queries/http-probe";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Look, Sight, Vantage } from "@holdfast/domain/detection/primary-loss";
import { lookAtAlarms } from "./look-at-alarms";
import { LINK_MARGIN_MS } from "./watch-times";
import type { WatchedPlan, WatchPorts } from "./watched-plans";

type Seen = Worded & { readonly sight: Sight };

/** The hub's own view: the heartbeat of the primary's agent. */
async function heartbeat({ links }: WatchPorts, { primary }: WatchedPlan): Promise<Seen> {
  const { isConnected, since } = await links.linkOf(primary.id);
  if (isConnected) return { sight: "answers", ...worded("HeartbeatArrives") };
  // A hub that has just started holds no link yet: that is no silence.
  return since === null ? { sight: "unknown", ...worded("HeartbeatUnknown") } : { sight: "silent", ...worded("HeartbeatGone") };
}

/** The other site's view: what its agent gets from an address of the primary. Who can't ask has seen nothing. */
async function probe({ agents }: WatchPorts, { standby, trigger }: WatchedPlan, signal: AbortSignal): Promise<Seen> {
  const { url, timeoutMs } = trigger.probe;
  const site = standby.name;
  try {
    const answer = await agents.read(standby.id, httpProbe, { url, timeoutMs }, { signal, deadlineMs: timeoutMs + LINK_MARGIN_MS });
    const said = { message: answer.message ?? answer.refusal ?? "" };
    if (answer.refusal === null) return { sight: "answers", ...worded("ProbeAnswered", { site, status: String(answer.status) }) };
    // Without an address nobody was asked: what is broken may be the standby's own names.
    return answer.refusal === "OriginNotAllowed" || answer.isNameUnknown
      ? { sight: "unknown", ...worded("ProbeImpossible", { site, said }) }
      : { sight: "silent", ...worded("ProbeSilent", { site, said }) };
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof Fault)) throw cause;
    return { sight: "unknown", ...worded("ProbeImpossible", { site, said: textOf(cause) }) };
  }
}

/** What a trigger source has said last, as long as it says something. */
async function reported({ db, now }: WatchPorts, { primary, trigger }: WatchedPlan): Promise<Seen | null> {
  if (!trigger.reported) return null;
  const { source, validForSeconds: seconds } = trigger.reported;
  const last = await db.prisma.primaryReport.findFirst({
    where: { clusterId: primary.id, source: { name: source, revokedAt: null } },
    orderBy: [{ happenedAt: "desc" }, { receivedAt: "desc" }],
  });
  if (!last || now().getTime() - last.receivedAt.getTime() > seconds * 1000)
    return { sight: "unknown", ...worded("NothingReported", { source, seconds }) };
  return last.sight === "silent"
    ? { sight: "silent", ...worded("ReportedLost", { source }) }
    : { sight: "answers", ...worded("ReportedBack", { source }) };
}

/** Silence counts only where there was a voice before: an address that never answered tells nothing by not answering. */
const vouched = (seen: Seen, vantage: Vantage, seenFrom: ReadonlySet<string>): Seen =>
  seen.sight === "silent" && !seenFrom.has(vantage)
    ? { sight: "unknown", ...worded(vantage === "alarm" ? "AlarmNeverQuiet" : "NeverAnsweredHere", { said: textOf(seen) }) }
    : seen;

/** One look at a primary: for the rule, and in words. */
export interface PrimaryLook {
  readonly look: Look;
  readonly vantages: readonly VantageView[];
  /** The vantages from which it has answered since the plan was armed. */
  readonly seenFrom: ReadonlySet<string>;
}

/** Looks at the primary of an armed plan from every vantage at once. Takes no longer than the probe may; throws when the signal aborts. */
export async function lookAtPrimary(
  ports: WatchPorts,
  plan: WatchedPlan,
  before: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<PrimaryLook> {
  const { alarms } = plan.trigger;
  const [ownView, otherView, report, alarmView] = await Promise.all([
    heartbeat(ports, plan),
    probe(ports, plan, signal),
    reported(ports, plan),
    alarms ? lookAtAlarms(ports, alarms, plan.standby, signal) : null,
  ]);
  const at = ports.now();
  const answered = { heartbeat: ownView, probe: otherView, alarm: alarmView };
  const now = (["heartbeat", "probe", "alarm"] as const).filter((vantage) => answered[vantage]?.sight === "answers");
  const seenFrom = new Set([...before, ...now]);
  const [own, other] = [vouched(ownView, "heartbeat", seenFrom), vouched(otherView, "probe", seenFrom)];
  const alarm = alarmView && vouched(alarmView, "alarm", seenFrom);
  return {
    look: {
      atMs: performance.now(),
      heartbeat: own.sight,
      probe: other.sight,
      ...(report ? { reported: report.sight } : {}),
      ...(alarm ? { alarm: alarm.sight } : {}),
    },
    vantages: [
      { vantage: "heartbeat", at, ...own },
      { vantage: "probe", at, ...other },
      ...(report ? [{ vantage: "reported" as const, at, ...report }] : []),
      ...(alarm ? [{ vantage: "alarm" as const, at, ...alarm }] : []),
    ],
    seenFrom,
  };
}
