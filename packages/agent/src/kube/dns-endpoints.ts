import type { DnsEndpointStatus } from "@holdfast/contracts/queries/dns-read-record";
import { type Condition, condition, type KubeObject } from "@holdfast/domain/health/kube-object";

/** One record, as external-dns spells it. */
export interface Endpoint {
  readonly dnsName?: string;
  readonly recordType?: string;
  readonly setIdentifier?: string;
  readonly targets?: readonly string[];
  readonly recordTTL?: number;
}

/** The DNSEndpoint of external-dns. */
export interface DnsEndpoint extends KubeObject {
  readonly spec?: { readonly endpoints?: readonly Endpoint[] };
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly Condition[] };
}

/** What external-dns says of a DNSEndpoint. Its conditions are younger than the rest, and absent in many clusters. */
export function dnsEndpointStatus({ status }: DnsEndpoint): DnsEndpointStatus {
  const unmet = ["Accepted", "Ready"].map((type) => condition(status?.conditions, type)).find((each) => each && each.status !== "True");
  return {
    isSeen: status?.observedGeneration !== undefined,
    refusal: unmet ? [unmet.type, unmet.reason, unmet.message].filter(Boolean).join(": ") : "",
  };
}
