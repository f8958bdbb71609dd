import { mirrorMakerReverse as command, MirrorDirection } from "@holdfast/contracts/commands/mirrormaker-reverse";
import { mirrorMakerReadDirection } from "@holdfast/contracts/queries/mirrormaker-read-direction";
import { MirrorMakerReverse } from "@holdfast/contracts/steps/mirrormaker-reverse";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { type Finding, finding } from "../define-step";
import { type FoundBy, fieldsStep } from "../fields-step";
import type { StepContext } from "../step-context";
import { connectorName, connectorsObserved, mirrorHealth, mirrorKind } from "./mirror-connectors";

const objectOf = (p: MirrorMakerReverse) => `KafkaMirrorMaker2 ${p.namespace}/${p.name}`;

function findings(ctx: StepContext, p: MirrorMakerReverse, { values, status }: FoundBy<typeof mirrorMakerReadDirection>): Finding[] {
  const object = objectOf(p);
  const { source, target, state } = values;
  if (source === p.source) return mirrorHealth(object, status);
  if (source === null || target !== p.source) return [finding("MirrorNotReversible", "blocking", object, { object, source: p.source })];
  // What is not mirrored yet would stay behind, and a mirror that writes into its own source is a loop.
  const stopped = state === "stopped" ? [] : [finding("MirrorToStop", ctx.isRunning ? "blocking" : "info", object, { object })];
  const renames = status.renamesTopics ? [finding("MirrorRenames", "warning", object, { object })] : [];
  return [...stopped, ...renames, ...mirrorHealth(object, status)];
}

/** Mirrors what the new site takes back to the old one. */
export const mirrorMakerReverse = fieldsStep({
  ...mirrorKind,
  name: "mirrormaker.reverse",
  schema: MirrorMakerReverse,
  values: MirrorDirection,
  command,
  query: mirrorMakerReadDirection,
  inWords: ({ source, target, state }) => `${source ?? "-"}->${target ?? "-"} ${state ?? "-"}`,
  describe: (p) => describeStep({ use: "mirrormaker.reverse", with: p }),
  wanted: (p, live) => ({ source: p.source, target: live.source === p.source ? live.target : live.source, state: "running" as const }),
  findings,
  effect: (_, { source, target, state }, { status }) =>
    connectorsObserved([{ name: connectorName(source ?? "", target ?? "", "Source"), state: state ?? "running" }], status),
});
