import { MirrorDirection, mirrorMakerReverse } from "@holdfast/contracts/commands/mirrormaker-reverse";
import type { Json } from "@holdfast/contracts/json";
import type { ConnectorState } from "@holdfast/contracts/mirror-status";
import { declaredFields, maySet } from "../fields/declared-fields";
import type { WantedField } from "../fields/field-patch";
import { setFields } from "../fields/set-fields";
import {
  KAFKA_MIRROR_MAKER,
  type KafkaConnection,
  type Mirror,
  type MirrorMaker,
  sourceOf,
  stateOf,
  targetOf,
  withState,
} from "../kube/mirror-maker";
import { defineCommand, Refused } from "./define-command";

type Spec = NonNullable<MirrorMaker["spec"]>;

const onlyMirror = ({ mirrors = [] }: Spec): Mirror | undefined => (mirrors.length === 1 ? mirrors[0] : undefined);

function read(object: MirrorMaker): MirrorDirection {
  const mirror = onlyMirror(object.spec ?? {});
  if (!mirror) return { source: null, target: null, state: null };
  const states = new Set([mirror.sourceConnector, mirror.checkpointConnector].map(stateOf).filter((state) => state !== null));
  const [state = null] = states;
  return { source: sourceOf(mirror), target: targetOf(object), state: states.size === 1 ? state : null };
}

const CONNECTION = ["alias", "bootstrapServers", "authentication", "tls"];
const isOfConnection = (key: string) => key.startsWith("ssl.");

/** A cluster in a role: its connection is one's, what the role configures of the workers stays the other's. */
function inRole(role: KafkaConnection, cluster: KafkaConnection): KafkaConnection {
  const config = {
    ...Object.fromEntries(Object.entries(role.config ?? {}).filter(([key]) => !isOfConnection(key))),
    ...Object.fromEntries(Object.entries(cluster.config ?? {}).filter(([key]) => isOfConnection(key))),
  };
  const { config: _, ...rest } = role;
  const own = Object.entries(rest).filter(([key]) => !CONNECTION.includes(key));
  const reached = CONNECTION.flatMap((key) => (cluster[key] === undefined ? [] : [[key, cluster[key]]]));
  return { ...Object.fromEntries([...own, ...reached]), ...(Object.keys(config).length === 0 ? {} : { config }) };
}

const running = (mirror: Mirror, state: ConnectorState): Mirror => ({
  ...mirror,
  ...(mirror.sourceConnector ? { sourceConnector: withState(mirror.sourceConnector, state) } : {}),
  ...(mirror.checkpointConnector ? { checkpointConnector: withState(mirror.checkpointConnector, state) } : {}),
});

function inTarget(target: KafkaConnection, mirror: Mirror, state: ConnectorState): [string, unknown][] {
  const { source = {} } = mirror;
  return [
    ["/spec/target", inRole(target, source)],
    ["/spec/mirrors", [running({ ...mirror, source: inRole(source, target) }, state)]],
  ];
}

function inClusters({ clusters = [], connectCluster = "" }: Spec, mirror: Mirror, state: ConnectorState): [string, unknown][] {
  const source = sourceOf(mirror);
  const named = (alias: string) => clusters.find((each) => each.alias === alias);
  const [from, to] = [named(source), named(connectCluster)];
  if (!from || !to) throw new Refused("NotReversible", "A cluster of this KafkaMirrorMaker2 is not among its clusters.");
  const roles = new Map([
    [source, inRole(to, from)],
    [connectCluster, inRole(from, to)],
  ]);
  return [
    ["/spec/connectCluster", source],
    ["/spec/clusters", clusters.map((each) => roles.get(each.alias ?? "") ?? each)],
    ["/spec/mirrors", [running({ ...mirror, sourceCluster: connectCluster, targetCluster: source }, state)]],
  ];
}

function write(object: MirrorMaker, wanted: MirrorDirection): WantedField[] {
  const { spec = {} } = object;
  const mirror = onlyMirror(spec);
  const live = read(object);
  if (!mirror || wanted.state === null) throw new Refused("NotReversible", "Only a KafkaMirrorMaker2 with one mirror can be reversed.");
  if (wanted.source === live.source && wanted.target === live.target)
    return [{ pointer: "/spec/mirrors", value: [running(mirror, wanted.state)] as unknown as Json }];
  if (wanted.source !== live.target || wanted.target !== live.source)
    throw new Refused("NotReversible", `This KafkaMirrorMaker2 mirrors between ${live.source} and ${live.target} only.`);
  const fields = spec.target ? inTarget(spec.target, mirror, wanted.state) : inClusters(spec, mirror, wanted.state);
  // What came from the API server as JSON is JSON.
  return fields.map(([pointer, value]) => ({ pointer, value: value as Json }));
}

/** From where to where a KafkaMirrorMaker2 mirrors, and what its connectors are to do. */
export const mirrorDirection = declaredFields({
  kind: KAFKA_MIRROR_MAKER,
  values: MirrorDirection,
  pointers: { source: "/spec/mirrors/0/source", target: "/spec/target", state: "/spec/mirrors/0/sourceConnector/state" },
  lens: { read, write },
});

/** `mirrormaker.reverse`: from where to where a KafkaMirrorMaker2 mirrors. The connections change places and stay in the cluster. */
export const reverseMirror = defineCommand({
  contract: mirrorMakerReverse,
  rbac: maySet(mirrorDirection),
  handle: ({ kube }, order) => setFields(kube, mirrorDirection, order),
});
