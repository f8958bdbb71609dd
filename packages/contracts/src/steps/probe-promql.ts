import { z } from "zod";
import { DnsLabel } from "../ids";

/** How a measured value is compared with a threshold. */
export const Comparison = z.enum(["<", "<=", ">", ">=", "==", "!="]);
export type Comparison = z.infer<typeof Comparison>;

/** `probe.promql`: a query to one site's Prometheus returns one value that holds, this many times in a row. */
export const ProbePromql = z.strictObject({
  cluster: DnsLabel,
  query: z.string().trim().min(1).max(4096),
  comparison: Comparison,
  threshold: z.number(),
  unit: z.string().max(16).default(""),
  consecutive: z.number().int().min(1).max(100).default(2),
  intervalMs: z.number().int().min(200).max(60_000).default(500),
});
export type ProbePromql = z.infer<typeof ProbePromql>;
