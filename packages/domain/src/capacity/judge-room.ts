import { type NodeRoom, type ReplicaNeed, replicasOnNode, replicasThatFit, roomLess } from "./node-room";
import { inOrder, type RoomDemand } from "./room-demand";

/**
 * How the replicas of one step fit beside those of the steps before it. `tainted`: only with nodes that want a toleration. `short`: they
 * can't. `tight`: no place was found, but pods of several sizes might be placed otherwise.
 */
export interface RoomJudgement<D extends RoomDemand> {
  readonly demand: D;
  readonly verdict: "fits" | "tainted" | "short" | "tight";
  /** How many of them found a place, on untainted nodes where the verdict is `tainted`. */
  readonly room: number;
  /** The steps before it without whose replicas it would be better; none where it is no better by itself. */
  readonly beside: readonly string[];
}

interface Packed {
  readonly rooms: readonly NodeRoom[];
  readonly placed: number;
}

/** Puts replicas on the nodes with the least room first, so that the larger ones stay free for larger pods. */
function pack(rooms: readonly NodeRoom[], need: ReplicaNeed, replicas: number): Packed {
  let rest = replicas;
  const packed = [...rooms]
    .sort((a, b) => a.cpuMillis - b.cpuMillis || a.memoryBytes - b.memoryBytes)
    .map((room) => {
      const here = Math.min(rest, replicasOnNode(room, need));
      rest -= here;
      return here === 0 ? room : roomLess(room, need, here);
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

const isSameSize = (a: ReplicaNeed, b: ReplicaNeed) => a.cpuMillis === b.cpuMillis && a.memoryBytes === b.memoryBytes;

/** The room that replicas leave: each where it stood, so no two of them make a larger one. */
const roomOf = ({ more, shape }: RoomDemand): NodeRoom[] =>
  Array.from({ length: -more }, () => ({ ...shape.requests, isTainted: false, pods: 1 }));

/**
 * Whether what the steps of one site add fits together: stage by stage on what is left, with what earlier stages have taken away. By the
 * requests of pods against what nodes can allocate; node selectors and affinities are not looked at, and of tolerations nothing is known.
 */
export function judgeRoom<D extends RoomDemand>(all: readonly NodeRoom[], demands: readonly D[]): RoomJudgement<D>[] {
  let open: readonly NodeRoom[] = all.filter((room) => !room.isTainted);
  let tainted: readonly NodeRoom[] = all.filter((room) => room.isTainted);
  let freed: readonly NodeRoom[] = [];
  const before: D[] = [];
  return inOrder(demands).flatMap((demand) => {
    const { more, shape, step } = demand;
    if (more <= 0) {
      const left = roomOf(demand);
      open = [...open, ...left];
      freed = [...freed, ...left];
      return [];
    }
    const need = shape.requests;
    const first = pack(open, need, more);
    const second = pack(tainted, need, more - first.placed);
    [open, tainted] = [first.rooms, second.rooms];
    const beginning = [...all, ...freed];
    const isExact = before.every((each) => isSameSize(each.shape.requests, need)) && freed.length === 0;
    const cannot = isExact || areMoreThan(beginning, [...before, demand]) || (freed.length === 0 && replicasThatFit(all, need) < more);
    const found = first.placed + second.placed;
    const verdict = first.placed === more ? "fits" : found === more ? "tainted" : cannot ? "short" : "tight";
    const alone = replicasThatFit(verdict === "tainted" ? beginning.filter((room) => !room.isTainted) : beginning, need);
    const beside = verdict !== "fits" && alone >= more ? [...new Set(before.map((each) => each.step).filter((name) => name !== step))] : [];
    before.push(demand);
    return [{ demand, verdict, room: verdict === "tainted" ? first.placed : found, beside }];
  });
}
