import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

const Region = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[^/*]+$/, "must be a region, without a zone");

/** How Istio notices that an endpoint fails. */
const OutlierDetection = z.strictObject({
  consecutive5xxErrors: z.number().int().min(1).max(1000).default(5),
  intervalSeconds: z.number().int().min(1).max(3600).default(10),
  baseEjectionSeconds: z.number().int().min(1).max(3600).default(30),
  maxEjectionPercent: z.number().int().min(1).max(100).default(100),
});

/** `istio.set-locality-failover`: a DestinationRule sends the traffic of one region to another when its endpoints fail. Without `outlierDetection` the rule keeps its own; where it has none, Istio would notice nothing, so the defaults are set. */
export const IstioSetLocalityFailover = z
  .strictObject({
    cluster: DnsLabel,
    namespace: ObjectName,
    name: ObjectName,
    failover: z
      .array(z.strictObject({ from: Region, to: Region }))
      .min(1)
      .max(32),
    outlierDetection: OutlierDetection.nullable().default(null),
  })
  .refine((p) => p.failover.every(({ from, to }) => from !== to), { path: ["failover"], message: "a region can't stand in for itself" })
  .refine((p) => new Set(p.failover.map(({ from }) => from)).size === p.failover.length, {
    path: ["failover"],
    message: "a region may be named only once in `from`",
  });
export type IstioSetLocalityFailover = z.infer<typeof IstioSetLocalityFailover>;
