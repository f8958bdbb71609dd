import type { RunReportView } from "@holdfast/contracts/run-report";

/** A report that a hub has signed. */
export type SignedReport = NonNullable<RunReportView["signed"]>;
