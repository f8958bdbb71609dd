import type { Application } from "./application";
import type { Latency } from "./latency";

/** One way in which the requests of a flow end. Flags are Envoy's: UF no connection, UH no pod, UO queue full, UT too late. */
export interface Outcome {
  readonly code: 200 | 500 | 503 | 504;
  readonly flags: "-" | "UF" | "UH" | "UO" | "UT";
  /** Of the flow's requests, 0 to 1. */
  readonly share: number;
  readonly latency: Latency;
  /** Whether a pod saw the request: only then the destination measures it too. */
  readonly reachesPod: boolean;
  /** Where a database takes no writes, only these end in this way. */
  readonly of?: "reads" | "writes";
}

/** The requests of one application from one gateway to one cluster, at one moment. */
export interface Flow {
  readonly application: Application;
  readonly gateway: string;
  readonly destination: string;
  /** The Service's name, as the mesh labels it. */
  readonly service: string;
  readonly perSecond: number;
  readonly outcomes: readonly Outcome[];
}

/** The work of one Deployment's pods in one cluster, at one moment. */
export interface ServiceLoad {
  readonly site: string;
  readonly namespace: string;
  readonly deployment: string;
  readonly servedPerSecond: number;
  readonly cpuSecondsPerRequest: number;
  readonly utilisation: number;
}

/** Everything that happens in one moment. */
export interface Moment {
  readonly flows: readonly Flow[];
  readonly loads: readonly ServiceLoad[];
}
