import { zalandoSetStandby as command, ZalandoStandby } from "@holdfast/contracts/commands/zalando-set-standby";
import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { zalandoReadStandby } from "@holdfast/contracts/queries/zalando-read-standby";
import { ZalandoPromote } from "@holdfast/contracts/steps/zalando-promote";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, type Finding, finding, waiting } from "../define-step";
import { type FoundBy, fieldsStep } from "../fields-step";
import type { StepContext } from "../step-context";

type Found = FoundBy<typeof zalandoReadStandby>;

const objectOf = (p: ZalandoPromote) => `postgresql ${p.namespace}/${p.name}`;
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

/** Two sites must never take writes. That all of them were replicated nobody can prove here, so a loss is always told. */
async function sourceFindings(ctx: StepContext, p: ZalandoPromote): Promise<Finding[]> {
  const seen = await lookAtSource(ctx, p);
  const says = { source: `postgresql ${p.source.namespace}/${p.source.name}`, site: p.source.cluster };
  const mayLose = finding("MayLoseData", "warning", objectOf(p), says);
  if ("message" in seen) {
    const notSeen = finding("SourceUnseen", p.acceptDataLoss ? "warning" : "blocking", objectOf(p), { ...says, why: seen });
    return p.acceptDataLoss ? [notSeen, mayLose] : [notSeen];
  }
  if (seen.status.writers.length === 0) return [mayLose];
  return [
    ctx.isRunning ? finding("SourceStillWrites", "blocking", objectOf(p), says) : finding("SourceToDemote", "info", objectOf(p), says),
    mayLose,
  ];
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
  irreversible: "a standby section that is added again synchronises nothing; make the cluster anew as a standby",
});
