import { z } from "zod";
import { setsFields } from "../declared-fields";

/** A record of a DNSEndpoint: what names it, and what it answers. A time to live of null is the provider's own. */
export const DnsRecord = z.strictObject({
  dnsName: z.string().max(253),
  recordType: z.string().max(16),
  setIdentifier: z.string().max(253).nullable(),
  targets: z.array(z.string().max(4096)).max(100),
  recordTTL: z.number().int().min(0).nullable(),
});
export type DnsRecord = z.infer<typeof DnsRecord>;

/** All records of a DNSEndpoint, in their order. */
export const DnsRecords = z.strictObject({ records: z.array(DnsRecord).max(1000) });
export type DnsRecords = z.infer<typeof DnsRecords>;

/**
 * Sets what the records of a DNSEndpoint of external-dns answer and for how long, if all of them still are what the sender saw.
 * Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`, `RecordUnknown` for a record that is not there already.
 */
export const dnsSetRecord = setsFields("dns.set-record", DnsRecords);
