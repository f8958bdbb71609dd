import { mirrorMakerSetState as command, MirrorStates } from "@holdfast/contracts/commands/mirrormaker-set-state";
import { mirrorMakerReadState } from "@holdfast/contracts/queries/mirrormaker-read-state";
import { MirrorMakerStop } from "@holdfast/contracts/steps/mirrormaker-stop";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { finding } from "../define-step";
import { fieldsStep } from "../fields-step";
import { type AwaitedConnector, connectorName, connectorsObserved, mirrorHealth, mirrorKind } from "./mirror-connectors";

const objectOf = (p: MirrorMakerStop) => `KafkaMirrorMaker2 ${p.namespace}/${p.name}`;
const isMeant = (p: MirrorMakerStop, { source }: { source: string }) => p.source === null || p.source === source;

/** The connectors that the step is about, with what they are to do. */
function awaited(p: MirrorMakerStop, { mirrors }: MirrorStates): AwaitedConnector[] {
  return mirrors
    .filter((mirror) => isMeant(p, mirror))
    .flatMap(({ source, target, sourceConnector, checkpointConnector }) => [
      ...(sourceConnector === null ? [] : [{ name: connectorName(source, target, "Source"), state: sourceConnector }]),
      ...(checkpointConnector === null ? [] : [{ name: connectorName(source, target, "Checkpoint"), state: checkpointConnector }]),
    ]);
}

const inWords = ({ mirrors }: MirrorStates) =>
  mirrors.map((each) => `${each.source}->${each.target} ${each.sourceConnector ?? "-"}/${each.checkpointConnector ?? "-"}`).join(", ");

/** Ends the mirroring from a site that is about to take no more writes, so that nothing of it overtakes what comes after. */
export const mirrorMakerStop = fieldsStep({
  ...mirrorKind,
  name: "mirrormaker.stop",
  schema: MirrorMakerStop,
  values: MirrorStates,
  command,
  query: mirrorMakerReadState,
  inWords,
  describe: (p) => describeStep({ use: "mirrormaker.stop", with: p }),
  wanted: (p, live) => ({
    mirrors: live.mirrors.map((mirror) => {
      if (!isMeant(p, mirror)) return mirror;
      const { sourceConnector, checkpointConnector } = mirror;
      return { ...mirror, sourceConnector: sourceConnector && p.state, checkpointConnector: checkpointConnector && p.state };
    }),
  }),
  findings: (_, p, { values, status }) =>
    awaited(p, values).length === 0
      ? [finding("MirrorAbsent", "blocking", objectOf(p), { object: objectOf(p), source: p.source ?? "-" })]
      : mirrorHealth(objectOf(p), status),
  effect: (p, values, { status }) => connectorsObserved(awaited(p, values), status),
});
