import { DnsRecords, dnsSetRecord } from "@holdfast/contracts/commands/dns-set-record";
import type { Json } from "@holdfast/contracts/json";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import type { DnsEndpoint, Endpoint } from "../kube/dns-endpoints";
import { defineCommand, Refused } from "./define-command";

const endpointsOf = ({ spec }: DnsEndpoint) => spec?.endpoints ?? [];

const read = (object: DnsEndpoint): DnsRecords => ({
  records: endpointsOf(object).map(({ dnsName = "", recordType = "A", setIdentifier, targets = [], recordTTL }) => ({
    ...{ dnsName, recordType, setIdentifier: setIdentifier ?? null },
    ...{ targets: [...targets], recordTTL: recordTTL ?? null },
  })),
});

/** A record that answers otherwise; everything else that its owner wrote of it stays. */
function answering(endpoint: Endpoint, { targets, recordTTL }: DnsRecords["records"][number]): Endpoint {
  const { recordTTL: _, ...rest } = endpoint;
  return { ...rest, targets, ...(recordTTL === null ? {} : { recordTTL }) };
}

function write(object: DnsEndpoint, wanted: DnsRecords) {
  const live = read(object).records;
  const isKnown = (each: DnsRecords["records"][number], i: number) =>
    live[i]?.dnsName === each.dnsName && live[i]?.recordType === each.recordType && live[i]?.setIdentifier === each.setIdentifier;
  if (wanted.records.length !== live.length || !wanted.records.every(isKnown))
    throw new Refused("RecordUnknown", "Only the records that a DNSEndpoint has already can answer otherwise.");
  const value = endpointsOf(object).map((endpoint, i) => {
    const record = wanted.records[i];
    return record ? answering(endpoint, record) : endpoint;
  });
  // What came from the API server as JSON is JSON.
  return [{ pointer: "/spec/endpoints", value: value as unknown as Json }];
}

/** What the records of a DNSEndpoint answer. */
export const dnsRecords = declaredFields({
  kind: { group: "externaldns.k8s.io", plural: "dnsendpoints", kind: "DNSEndpoint", versions: ["v1alpha1"] },
  values: DnsRecords,
  pointers: { records: "/spec/endpoints" },
  lens: { read, write },
});

/** `dns.set-record`: what the records of a DNSEndpoint answer and for how long. None is added, renamed or taken away. */
export const setDnsRecord = defineCommand({
  contract: dnsSetRecord,
  rbac: maySet(dnsRecords),
  handle: ({ kube }, order) => setFields(kube, dnsRecords, order),
});
