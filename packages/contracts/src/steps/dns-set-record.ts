import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `dns.set-record`: a record that is in a DNSEndpoint of external-dns answers with other targets, and for `recordTTL` seconds where that is given. Done is it when external-dns has taken it; what resolvers answer until the time to live has passed is not verified, so probe what matters in a step after it. */
export const DnsSetRecord = z.strictObject({
  cluster: DnsLabel,
  namespace: ObjectName,
  name: ObjectName,
  dnsName: z.string().min(1).max(253),
  recordType: z.enum(["A", "AAAA", "CNAME", "TXT", "SRV", "NS"]).default("A"),
  setIdentifier: z.string().min(1).max(253).nullable().default(null),
  targets: z.array(z.string().min(1).max(4096)).min(1).max(100),
  recordTTL: z.number().int().min(1).max(604_800).nullable().default(null),
});
export type DnsSetRecord = z.infer<typeof DnsSetRecord>;
