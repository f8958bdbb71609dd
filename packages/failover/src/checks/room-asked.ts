import type { ScalableKind } from "@holdfast/contracts/commands/workload-scale";
import type { ReplicaNeed } from "@holdfast/domain/capacity/node-room";

/** A workload whose replicas a step sets. */
export interface ScaledWorkload {
  readonly kind: ScalableKind;
  readonly namespace: string;
  readonly name: string;
}

/** What a step asks of the room of a site: a workload with at least and at most so many replicas. */
export interface RoomAsked {
  readonly cluster: string;
  readonly workload: ScaledWorkload;
  /** How many it has now. */
  readonly replicas: number;
  readonly least: number;
  readonly most: number;
  /** What its template asks for one replica. */
  readonly need: ReplicaNeed;
  /** The object of the step, as a finding names it. */
  readonly object: string;
}

/** How many replicas a workload has once the step has acted, from how many it had. */
export const replicasAfter = ({ least, most }: Pick<RoomAsked, "least" | "most">, replicas: number): number =>
  Math.min(Math.max(replicas, least), most);
