import { z } from "zod";
import { DnsRecords } from "../commands/dns-set-record";
import { readsFields } from "../declared-fields";

/** What external-dns says of a DNSEndpoint. */
export const DnsEndpointStatus = z.object({
  /** Whether it has ever looked at it. */
  isSeen: z.boolean(),
  /** Why it took not all of it, or the provider did not; empty where it says nothing of that. */
  refusal: z.string(),
});
export type DnsEndpointStatus = z.infer<typeof DnsEndpointStatus>;

/** What the records of a DNSEndpoint are to answer, and whether external-dns has taken them. */
export const dnsReadRecord = readsFields("dns.read-record", DnsRecords, DnsEndpointStatus);
