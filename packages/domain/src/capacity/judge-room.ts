import { type NodeRoom, type ReplicaNeed, replicasOnNode, replicasThatFit, roomLess } from "./node-room";
import { mayStandOn } from "./pod-placement";
import type { PodShape } from "./pod-shape";
import { inOrder, type RoomDemand } from "./room-demand";

/**
 * How the replicas of one step fit beside those of the steps before it. `tainted`: only with nodes that want a toleration. `short`: they
 * can't. `elsewhere`: there is room for them, on nodes where they may not stand. `tight`: no place was found, but pods of several sizes might be placed otherwise.
 */
export interface RoomJudgement<D extends RoomDemand> {
  readonly demand: D;
  readonly verdict: "fits" | "tainted" | "short" | "elsewhere" | "tight";
  /** How many of them found a place, on untainted nodes where the verdict is `tainted`. */
  readonly room: number;
  /** The steps before it without whose replicas it would be better; none where it is no better by itself. */
  readonly beside: readonly string[];
}

interface Packed {
  readonly rooms: readonly NodeRoom[];
  readonly placed: number;
}

/** How many pods of a shape one node takes. */
const onNode = (room: NodeRoom, { requests, placement }: PodShape): number =>
  Math.min(replicasOnNode(room, requests), placement.isOnePerNode ? 1 : Number.POSITIVE_INFINITY);

/** How many of the replicas are placed at all: where pods keep off each other, those that stand may have taken a node each. Which ones nobody says, so that it only bounds. */
function atMost(rooms: readonly NodeRoom[], { shape, more, standing = 0 }: RoomDemand): number {
  if (!shape.placement.isOnePerNode) return more;
  const allowed = rooms.filter((room) => mayStandOn(room, shape.placement) !== "no").length;
  return Math.min(more, Math.max(0, allowed - standing));
}

/** Puts replicas on the nodes with the least room first, of those where they may stand, so that the larger ones stay free for larger pods. */
function pack(rooms: readonly NodeRoom[], shape: PodShape, replicas: number, isOpen: (room: NodeRoom) => boolean): Packed {
  let rest = replicas;
  const packed = [...rooms]
    .sort((a, b) => a.cpuMillis - b.cpuMillis || a.memoryBytes - b.memoryBytes)
    .map((room) => {
      const here = isOpen(room) ? Math.min(rest, onNode(room, shape)) : 0;
      rest -= here;
      return here === 0 ? room : roomLess(room, shape.requests, here);
    });
  return { rooms: packed, placed: replicas - rest };
}

const sum = (rooms: readonly NodeRoom[], of: (room: NodeRoom) => number) => rooms.reduce((all, room) => all + Math.max(0, of(room)), 0);

/** Whether the demands ask for more than all rooms have together: then no way of placing them helps. */
function areMoreThan(rooms: readonly NodeRoom[], demands: readonly RoomDemand[]): boolean {
  const asked = (of: (need: ReplicaNeed) => number) => demands.reduce((all, { more, shape }) => all + more * of(shape.requests), 0);
  return (
    asked(({ cpuMillis }) => cpuMillis) > sum(rooms, ({ cpuMillis }) => cpuMillis) ||
    asked(({ memoryBytes }) => memoryBytes) > sum(rooms, ({ memoryBytes }) => memoryBytes) ||
    asked(() => 1) > sum(rooms, ({ pods }) => Math.floor(pods))
  );
}

const isSameSize = (a: PodShape, b: PodShape) =>
  a.requests.cpuMillis === b.requests.cpuMillis &&
  a.requests.memoryBytes === b.requests.memoryBytes &&
  JSON.stringify(a.placement) === JSON.stringify(b.placement);

/** The room that replicas leave: each where it stood, so no two of them make a larger one. */
const roomOf = ({ more, shape }: RoomDemand): NodeRoom[] =>
  Array.from({ length: -more }, () => ({ ...shape.requests, isTainted: false, pods: 1 }));

const sumOf = (rooms: readonly NodeRoom[], shape: PodShape) => rooms.reduce((all, room) => all + onNode(room, shape), 0);

/** What can be said of a demand by itself, with everything free that was free before any other. */
function byItself(beginning: readonly NodeRoom[], demand: RoomDemand) {
  const { more, shape } = demand;
  const open = beginning.filter((room) => mayStandOn(room, shape.placement) === "yes");
  const allowed = beginning.filter((room) => mayStandOn(room, shape.placement) !== "no");
  return {
    open: sumOf(open, shape),
    allowed: sumOf(allowed, shape),
    isElsewhere: replicasThatFit(beginning, shape.requests) >= more,
  };
}

/**
 * Whether what the steps of one site add fits together: stage by stage on what is left, with what earlier stages have taken away. By the
 * requests of pods against what nodes can allocate, on the nodes that node selectors, required node affinities and tolerations leave, one a
 * node where pods of a workload keep off each other. Spreading over zones and affinity between workloads are not looked at.
 */
export function judgeRoom<D extends RoomDemand>(all: readonly NodeRoom[], demands: readonly D[]): RoomJudgement<D>[] {
  let rooms: readonly NodeRoom[] = all;
  let freed: readonly NodeRoom[] = [];
  const before: D[] = [];
  return inOrder(demands).flatMap((demand) => {
    const { more, shape, step } = demand;
    if (more <= 0) {
      const left = roomOf(demand);
      rooms = [...rooms, ...left];
      freed = [...freed, ...left];
      return [];
    }
    const bound = atMost(rooms, demand);
    const first = pack(rooms, shape, bound, (room) => mayStandOn(room, shape.placement) === "yes");
    const second = pack(first.rooms, shape, bound - first.placed, (room) => mayStandOn(room, shape.placement) === "ifTolerated");
    rooms = second.rooms;
    const beginning = [...all, ...freed];
    const alone = byItself(beginning, demand);
    // One a node is not dealt out best by the least room first, and who stands where is not known.
    const isOneSize = shape.placement.isOnePerNode
      ? before.length === 0 && (demand.standing ?? 0) === 0
      : before.every((each) => isSameSize(each.shape, shape));
    const isExact = isOneSize && freed.length === 0;
    const cannot = isExact || areMoreThan(beginning, [...before, demand]) || (freed.length === 0 && alone.allowed < more);
    const found = first.placed + second.placed;
    const isElsewhere = freed.length === 0 && alone.allowed < more && alone.isElsewhere;
    const missing = isElsewhere ? "elsewhere" : cannot ? "short" : "tight";
    const verdict = first.placed === more ? "fits" : found === more ? "tainted" : missing;
    const enough = (verdict === "tainted" ? alone.open : alone.allowed) >= more;
    const beside = verdict !== "fits" && enough ? [...new Set(before.map((each) => each.step).filter((name) => name !== step))] : [];
    before.push(demand);
    return [{ demand, verdict, room: verdict === "tainted" ? first.placed : found, beside }];
  });
}
