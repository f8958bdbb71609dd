import type { PlacedOn } from "./pod-placement";

/** What one replica asks for. */
export interface ReplicaNeed {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/** What a node has left: its allocatable minus the requests of the pods that are on it. */
export interface NodeRoom extends ReplicaNeed, PlacedOn {
  readonly pods: number;
}

const times = (free: number, each: number) => (each <= 0 ? Number.POSITIVE_INFINITY : Math.floor(free / each));

/** How many more replicas of this size fit on one node. */
export const replicasOnNode = (room: NodeRoom, need: ReplicaNeed): number =>
  Math.max(0, Math.min(times(room.cpuMillis, need.cpuMillis), times(room.memoryBytes, need.memoryBytes), Math.floor(room.pods)));

/** How many more replicas of this size fit, node by node: what is left on two nodes does not make room for one pod. */
export const replicasThatFit = (rooms: readonly NodeRoom[], need: ReplicaNeed): number =>
  rooms.reduce((sum, room) => sum + replicasOnNode(room, need), 0);

/** A node less that many replicas. */
export const roomLess = (room: NodeRoom, need: ReplicaNeed, replicas: number): NodeRoom => ({
  ...room,
  cpuMillis: room.cpuMillis - replicas * need.cpuMillis,
  memoryBytes: room.memoryBytes - replicas * need.memoryBytes,
  pods: room.pods - replicas,
});
