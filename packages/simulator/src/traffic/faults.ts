/** What is broken at this moment, as far as traffic feels it. */
export interface Faults {
  /** The whole region is dark: nothing in it runs, answers or is seen. */
  isLost(site: string): boolean;
  /** Nodes whose pods no longer answer, whatever the API still says of them. */
  lostNodes(site: string): ReadonlySet<string>;
  /** Milliseconds on top of every request to a service. */
  addedLatencyMs(site: string, service: string): number;
  /** The share of a service's requests that fail, 0 to 1. */
  errorShare(site: string, service: string): number;
  /** Seconds that the standby's data are further behind than usual. */
  replicationLagSeconds(site: string): number;
  /** How many times the usual load an application has. */
  loadFactor(application: string): number;
}

/** Nothing is broken. */
export const noFaults: Faults = {
  isLost: () => false,
  lostNodes: () => new Set(),
  addedLatencyMs: () => 0,
  errorShare: () => 0,
  replicationLagSeconds: () => 0,
  loadFactor: () => 1,
};
