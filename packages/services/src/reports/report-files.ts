/** What a run's report is called as a file. */
export const reportFile = (runId: string, format: "json" | "pdf"): string =>
  `holdfast-run-${runId}.${format === "json" ? "dsse.json" : "pdf"}`;
