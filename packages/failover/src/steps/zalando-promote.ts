import { zalandoSetStandby as command, ZalandoStandby } from "@holdfast/contracts/commands/zalando-set-standby";
import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { zalandoReadStandby } from "@holdfast/contracts/queries/zalando-read-standby";
import { ZalandoPromote } from "@holdfast/contracts/steps/zalando-promote";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { SourceSight } from "@holdfast/domain/gates/source-guard";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, type Finding, finding, underCode, waiting } from "../define-step";
import { type FoundBy, fieldsStep } from "../fields-step";
import type { StepContext } from "../step-context";

type Found = FoundBy<typeof zalandoReadStandby>;

const objectOf = (p: ZalandoPromote) => `postgresql ${p.namespace}/${p.name}`;
const saysOf = ({ source }: ZalandoPromote) => ({ source: `postgresql ${source.namespace}/${source.name}`, site: source.cluster });
const HEALTHY = "Running";

/** Looks at the source. That its agent can't be asked is an answer, for whoever accepts a loss and for an evaluation. */
async function lookAtSource(ctx: StepContext, { source: { cluster, ...target }, acceptDataLoss }: ZalandoPromote): Promise<Found | Worded> {
  try {
    const { found } = await ctx.read(cluster, zalandoReadStandby, target);
    return found ?? worded("ObjectIsGone", { object: `postgresql ${target.namespace}/${target.name}` });
  } catch (cause) {
    if (!(cause instanceof Fault) || (ctx.isRunning && !acceptDataLoss)) throw cause;
    return textOf(cause);
  }
}

/** Whether the source takes writes, by what was seen of it. */
function sightOf(p: ZalandoPromote, seen: Found | Worded): SourceSight {
  const says = saysOf(p);
  if ("message" in seen) return { kind: "unseen", ...worded("SourceUnseen", { ...says, why: seen }) };
  const { writers, standbys, unclear } = seen.status;
  if (writers.length > 0) return { kind: "writes", ...worded("ZalandoStillWrites", says) };
  if (standbys.length > 0 && unclear.length === 0) return { kind: "stopped", ...worded("SourceStopped", says) };
  return { kind: "unseen", ...worded("SourceUnseen", { ...says, why: worded("SourceUnreported") }) };
}

/** Two sites must never take writes. That all of them were replicated nobody can prove here, so a loss is always told. */
async function sourceFindings(ctx: StepContext, p: ZalandoPromote): Promise<Finding[]> {
  const sight = sightOf(p, await lookAtSource(ctx, p));
  const says = saysOf(p);
  const mayLose = finding("MayLoseData", "warning", objectOf(p), says);
  if (sight.kind === "unseen") {
    const severity = p.acceptDataLoss ? "warning" : "blocking";
    const notSeen: Finding = { code: "SourceUnseen", severity, object: objectOf(p), ...textOf(sight) };
    return p.acceptDataLoss ? [notSeen, mayLose] : [notSeen];
  }
  if (sight.kind === "stopped") return [mayLose];
  const stillWrites = () => underCode("SourceStillWrites", finding("ZalandoStillWrites", "blocking", objectOf(p), says));
  return [ctx.isRunning ? stillWrites() : finding("SourceToDemote", "info", objectOf(p), says), mayLose];
}

/** Lets a standby of Zalando's operator take the writes. */
export const zalandoPromote = fieldsStep({
  name: "zalando.promote",
  schema: ZalandoPromote,
  values: ZalandoStandby,
  command,
  query: zalandoReadStandby,
  kind: "postgresql",
  resource: "postgresqls.acid.zalan.do",
  inWords: ({ standby }) => (standby === null ? "no standby section" : `standby of ${JSON.stringify(standby)}`),
  describe: (p) => describeStep({ use: "zalando.promote", with: p }),
  wanted: () => ({ standby: null }),
  async findings(ctx, p, { values, status }) {
    // Asked for already: what remains is to wait.
    if (values.standby === null) return [];
    const phase = { object: objectOf(p), phase: status.phase || "-" };
    const health = status.phase === HEALTHY ? [] : [finding("ZalandoPhase", "warning", objectOf(p), phase)];
    return [...health, ...(await sourceFindings(ctx, p))];
  },
  effect(_, __, { status: { phase, writers } }) {
    return writers.length === 1 && phase === HEALTHY
      ? done(worded("TakesWrites"))
      : waiting(worded("WritesToBeTaken", { phase: phase || "-" }));
  },
  promotes: (p) => ({
    source: p.source,
    isLossAccepted: p.acceptDataLoss,
    async look(ctx, deadlineMs) {
      const { cluster, ...target } = p.source;
      const { found } = await ctx.read(cluster, zalandoReadStandby, target, deadlineMs);
      return sightOf(p, found ?? worded("ObjectIsGone", { object: `postgresql ${target.namespace}/${target.name}` }));
    },
  }),
  irreversible: "a standby section that is added again synchronises nothing; make the cluster anew as a standby",
});
