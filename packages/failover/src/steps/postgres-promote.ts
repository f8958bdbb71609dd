import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { postgresReadRole } from "@holdfast/contracts/queries/postgres-read-role";
import { PostgresPromote } from "@holdfast/contracts/steps/postgres-promote";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { SourceSight } from "@holdfast/domain/gates/source-guard";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, type Finding, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";
import type { StepContext } from "../step-context";
import { type FoundPostgres, postgresHealth, postgresParts } from "./postgres-role";

/** What is known of the Cluster that took the writes, or why nothing is. */
type Source = { readonly found: FoundPostgres | null; readonly unseen: Worded | null };

const objectOf = (p: PostgresPromote) => `Cluster ${p.namespace}/${p.name}`;
const saysOf = ({ source }: PostgresPromote) => ({ source: `Cluster ${source.namespace}/${source.name}`, site: source.cluster });

/** Looks at the source. That its agent can't be asked is an answer, for whoever accepts a loss and for an evaluation. */
async function lookAtSource(ctx: StepContext, { source: { cluster, ...target }, acceptDataLoss }: PostgresPromote): Promise<Source> {
  try {
    return { found: (await ctx.read(cluster, postgresReadRole, target)).found, unseen: null };
  } catch (cause) {
    if (!(cause instanceof Fault) || (ctx.isRunning && !acceptDataLoss)) throw cause;
    return { found: null, unseen: textOf(cause) };
  }
}

/** Whether the source takes writes, by what was seen of it. */
function sightOf(p: PostgresPromote, { found, unseen }: Source): SourceSight {
  const says = saysOf(p);
  if (!found)
    return { kind: "unseen", ...worded("SourceUnseen", { ...says, why: unseen ?? worded("ObjectIsGone", { object: says.source }) }) };
  const { isWritable, isStopped, self } = found.status;
  if (isWritable && !isStopped) return { kind: "writes", ...worded("SourceStillWrites", says) };
  // One that is still meant to take the writes may have its first instance replaced at any moment.
  const isDemoted = isWritable === false && found.values.primary !== self;
  if (isStopped || isDemoted) return { kind: "stopped", ...worded("SourceStopped", says) };
  return { kind: "unseen", ...worded("SourceUnseen", { ...says, why: worded("SourceUnreported") }) };
}

/** Two sites must never take writes, and none may without what the other has written. */
async function sourceFindings(ctx: StepContext, p: PostgresPromote): Promise<Finding[]> {
  const source = await lookAtSource(ctx, p);
  const sight = sightOf(p, source);
  const says = saysOf(p);
  const mayLose = finding("MayLoseData", "warning", objectOf(p), says);
  if (sight.kind === "unseen") {
    const severity = p.acceptDataLoss ? "warning" : "blocking";
    const notSeen: Finding = { code: "SourceUnseen", severity, object: objectOf(p), ...textOf(sight) };
    return p.acceptDataLoss ? [notSeen, mayLose] : [notSeen];
  }
  if (sight.kind === "writes")
    return [
      ctx.isRunning ? finding("SourceStillWrites", "blocking", objectOf(p), says) : finding("SourceToDemote", "info", objectOf(p), says),
    ];
  if (source.found?.status.demotionToken) return [];
  return [p.acceptDataLoss ? mayLose : finding("DemotionTokenAbsent", ctx.isRunning ? "blocking" : "info", objectOf(p), says)];
}

/** Lets one site take the writes: with the other's token, or knowingly without. */
export const postgresPromote = fieldsStep({
  ...postgresParts,
  name: "postgres.promote",
  schema: PostgresPromote,
  describe: (p) => describeStep({ use: "postgres.promote", with: p }),
  async wanted(p, live, ctx, { status }) {
    if (live.primary === status.self) return live;
    const { found } = await lookAtSource(ctx, p);
    return { primary: status.self, promotionToken: found?.status.demotionToken || null };
  },
  async findings(ctx, p, found) {
    const isPrimary = found.values.primary === found.status.self && found.status.isWritable;
    return isPrimary ? [] : [...postgresHealth(objectOf(p), found), ...(await sourceFindings(ctx, p))];
  },
  effect(_, { promotionToken }, { status: { phase, isWritable, lastPromotionToken } }) {
    const isProven = promotionToken === null || lastPromotionToken === promotionToken;
    return isWritable && isProven ? done(worded("TakesWrites")) : waiting(worded("WritesToBeTaken", { phase }));
  },
  promotes: (p) => ({
    source: p.source,
    isLossAccepted: p.acceptDataLoss,
    async look(ctx, deadlineMs) {
      const { cluster, ...target } = p.source;
      return sightOf(p, { ...(await ctx.read(cluster, postgresReadRole, target, deadlineMs)), unseen: null });
    },
  }),
  irreversible: "it is on a timeline of its own; the way back is another switchover",
});
