import { z } from "zod";
import { DnsLabel } from "../ids";
import { ProbePromql } from "./probe-promql";

/** `probe.checksum`: the same query gives the same value at two sites, this many times in a row. What a SQL exporter of each site counts or sums up of its own database is compared without a connection from one to the other. */
export const ProbeChecksum = z
  .strictObject({
    cluster: DnsLabel.describe("one site"),
    other: DnsLabel.describe("the other one"),
    query: ProbePromql.shape.query.describe("gives one number at each of them, such as the count or the checksum of a table"),
    tolerance: z.number().min(0).default(0).describe("by how much the two may differ"),
    unit: ProbePromql.shape.unit,
    consecutive: ProbePromql.shape.consecutive,
    intervalMs: ProbePromql.shape.intervalMs,
  })
  .refine((p) => p.cluster !== p.other, { path: ["other"], message: "must be another site than the first" });
export type ProbeChecksum = z.infer<typeof ProbeChecksum>;
