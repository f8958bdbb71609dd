/** The way to one figure of a cluster's Prometheus, through its agent. */
export interface MeasurePort {
  /** The value that a query gives now; null when it gives none. Rejects with a `Fault` when it can't be asked, or gives several. */
  measure(clusterId: string, query: string, options: { readonly deadlineMs: number }): Promise<number | null>;
}
