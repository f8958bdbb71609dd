import { dnsReadRecord } from "@holdfast/contracts/queries/dns-read-record";
import { dnsRecords } from "../commands/dns-set-record";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { dnsEndpointStatus } from "../kube/dns-endpoints";
import { defineQuery } from "./define-query";

/** `dns.read-record`: what the records of a DNSEndpoint are to answer now, and whether external-dns has taken them. */
export const readDnsRecord = defineQuery({
  contract: dnsReadRecord,
  rbac: [mayGet(dnsRecords)],
  handle: ({ kube }, target) => readFields(kube, dnsRecords, target, dnsEndpointStatus),
});
