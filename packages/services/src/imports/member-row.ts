import { ClusterId } from "@holdfast/contracts/ids";
import { type MemberRow, memberResources } from "@holdfast/contracts/member-cluster";
import { proposeName } from "@holdfast/domain/kubeconfig/propose-name";
import { carriedLabels, guessEnvironment, guessRegion } from "@holdfast/domain/member/propose-place";
import { z } from "zod";
import type { MemberRecord } from "./member-sql";

const Told = z.string().nullable().catch(null).default(null);
const Facts = z.object({
  displayName: Told,
  kubernetesVersion: Told,
  provider: Told,
  region: Told,
  zones: z.array(z.string()).catch([]).default([]),
  endpoint: Told,
});
const LabelsOf = z.record(z.string(), z.string()).catch({});

/** The row as pages show it. `seen` are the clusters whose names the caller may know, `taken` the names that a proposal avoids. */
export function memberRow(record: MemberRecord, controlPlane: string, seen: ReadonlySet<string>, taken: ReadonlySet<string>): MemberRow {
  const facts = Facts.parse(record.facts);
  const labels = LabelsOf.parse(record.labels);
  const { shown, matchedBy, sameId, sameName } = record;
  return {
    controlPlane: { id: ClusterId.parse(record.clusterId), name: controlPlane },
    uid: record.uid,
    source: memberResources[record.resource] ?? "rancher",
    ...{ resource: record.resource, namespace: record.namespace, name: record.name },
    ...{ health: record.health, status: record.status, reason: record.reason },
    ...{ ...facts, labels, observedAt: record.observedAt },
    fleet: matchedBy && { by: matchedBy, name: sameId && seen.has(sameId) ? sameName : null },
    proposal: {
      name: proposeName(shown, taken),
      environment: guessEnvironment(labels, shown),
      region: guessRegion(facts.region, labels),
      labels: carriedLabels(labels),
    },
  };
}
