import { MirrorStates, mirrorMakerSetState } from "@holdfast/contracts/commands/mirrormaker-set-state";
import type { Json } from "@holdfast/contracts/json";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { KAFKA_MIRROR_MAKER, type MirrorMaker, sourceOf, stateOf, targetOf, withState } from "../kube/mirror-maker";
import { defineCommand, Refused } from "./define-command";

const mirrorsOf = ({ spec }: MirrorMaker) => spec?.mirrors ?? [];

function read(object: MirrorMaker): MirrorStates {
  const target = targetOf(object);
  const mirrors = mirrorsOf(object).map((mirror) => ({
    ...{ source: sourceOf(mirror), target },
    ...{ sourceConnector: stateOf(mirror.sourceConnector), checkpointConnector: stateOf(mirror.checkpointConnector) },
  }));
  return { mirrors };
}

function write(object: MirrorMaker, wanted: MirrorStates) {
  const mirrors = mirrorsOf(object);
  const isSame = wanted.mirrors.length === mirrors.length && wanted.mirrors.every((each, i) => each.source === sourceOf(mirrors[i] ?? {}));
  if (!isSame) throw new Refused("FieldsDrifted", "The mirrors are not those of the order.");
  const value = mirrors.map((mirror, i) => {
    const { sourceConnector = null, checkpointConnector = null } = wanted.mirrors[i] ?? {};
    const connectors = {
      ...{ sourceConnector: withState(mirror.sourceConnector, sourceConnector) },
      ...{ checkpointConnector: withState(mirror.checkpointConnector, checkpointConnector) },
    };
    return Object.fromEntries(Object.entries({ ...mirror, ...connectors }).filter(([, part]) => part !== undefined));
  });
  // What came from the API server as JSON is JSON.
  return [{ pointer: "/spec/mirrors", value: value as Json }];
}

/** What the connectors of a KafkaMirrorMaker2 are to do. */
export const mirrorStates = declaredFields({
  kind: KAFKA_MIRROR_MAKER,
  values: MirrorStates,
  pointers: { mirrors: "/spec/mirrors" },
  lens: { read, write },
});

/** `mirrormaker.set-state`: what the connectors of a KafkaMirrorMaker2 are to do, and nothing else of it. */
export const setMirrorState = defineCommand({
  contract: mirrorMakerSetState,
  rbac: maySet(mirrorStates),
  handle: ({ kube }, order) => setFields(kube, mirrorStates, order),
});
