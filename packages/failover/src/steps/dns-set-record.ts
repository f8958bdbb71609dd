import { dnsSetRecord as command, type DnsRecord, DnsRecords } from "@holdfast/contracts/commands/dns-set-record";
import { dnsReadRecord } from "@holdfast/contracts/queries/dns-read-record";
import { DnsSetRecord } from "@holdfast/contracts/steps/dns-set-record";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, type Finding, finding, waiting } from "../define-step";
import { type FoundBy, fieldsStep } from "../fields-step";
import type { StepContext } from "../step-context";

const objectOf = (p: DnsSetRecord) => `DNSEndpoint ${p.namespace}/${p.name}`;
const isMeant = (p: DnsSetRecord, record: DnsRecord) =>
  record.dnsName === p.dnsName && record.recordType === p.recordType && record.setIdentifier === p.setIdentifier;

/** What clients keep for longer than this can't be moved within the objective of an unplanned loss. */
const LONG_SECONDS = 15;

/** How long clients go to the old targets yet: as long as the answer said that they already have. */
function timeToLive(ctx: StepContext, object: string, { recordTTL }: DnsRecord): Finding[] {
  if (!recordTTL) return [finding("DnsTtlUnset", "warning", object, { object })];
  if (recordTTL < LONG_SECONDS) return [];
  const says = { ttlSeconds: recordTTL };
  return [
    ctx.rtoSeconds === null
      ? finding("DnsTtlLong", "warning", object, says)
      : finding("DnsTtlAgainstRto", "warning", object, { ...says, rtoSeconds: ctx.rtoSeconds }),
  ];
}

function findings(ctx: StepContext, p: DnsSetRecord, { values, status }: FoundBy<typeof dnsReadRecord>): Finding[] {
  const object = objectOf(p);
  const record = values.records.find((each) => isMeant(p, each));
  if (!record) return [finding("DnsRecordAbsent", "blocking", object, { object, record: `${p.recordType} ${p.dnsName}` })];
  const unseen = status.isSeen ? [] : [finding("DnsUnseen", "warning", object, { object })];
  return [...unseen, ...timeToLive(ctx, object, record)];
}

const inWords = ({ records }: DnsRecords) =>
  records.map((each) => `${each.recordType} ${each.dnsName} ${each.targets.join(" ")}, TTL ${each.recordTTL ?? "-"}`).join("; ");

/** Has a name answer with another site's addresses. */
export const dnsSetRecord = fieldsStep({
  name: "dns.set-record",
  schema: DnsSetRecord,
  values: DnsRecords,
  command,
  query: dnsReadRecord,
  kind: "DNSEndpoint",
  resource: "dnsendpoints.externaldns.k8s.io",
  inWords,
  describe: (p) => describeStep({ use: "dns.set-record", with: p }),
  wanted: (p, live) => ({
    records: live.records.map((each) =>
      isMeant(p, each) ? { ...each, targets: p.targets, recordTTL: p.recordTTL ?? each.recordTTL } : each,
    ),
  }),
  findings,
  unattended: () => [
    { at: "/found/status/isSeen", is: true },
    { at: "/found/status/refusal", is: "" },
  ],
  effect(p, _, { status: { isSeen, refusal } }) {
    if (!isSeen) return waiting(worded("DnsToBeSeen"));
    return refusal === "" ? done(worded("DnsTaken", { dnsName: p.dnsName })) : waiting(worded("DnsToBeTaken", { said: refusal }));
  },
});
