import { z } from "zod";
import { DnsLabel } from "../ids";

/** `probe.http`: a URL, asked from inside one site, answers as expected this many times in a row. */
export const ProbeHttp = z.strictObject({
  cluster: DnsLabel,
  url: z.url({ protocol: /^https?$/, message: "must be an http or https URL" }).max(2048),
  expectStatus: z.number().int().min(100).max(599).default(200),
  consecutive: z.number().int().min(1).max(100).default(3),
  intervalMs: z.number().int().min(100).max(60_000).default(300),
  timeoutMs: z.number().int().min(50).max(30_000).default(1000),
});
export type ProbeHttp = z.infer<typeof ProbeHttp>;
