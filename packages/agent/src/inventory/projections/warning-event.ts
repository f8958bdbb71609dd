import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { scrub } from "@holdfast/domain/secret/scrub";
import { facts, number, text } from "../facts";
import type { Projection } from "./projection";

interface WarningEvent extends KubeObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly firstTimestamp?: string;
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
  readonly source?: { readonly component?: string; readonly host?: string };
  readonly reportingComponent?: string;
  readonly involvedObject?: { readonly kind?: string; readonly namespace?: string; readonly name?: string; readonly uid?: string };
}

/** A warning: about what, why, how often, when last. Old and new writers of events use different fields for the same things. */
export const projectWarningEvent = (event: WarningEvent): Projection => ({
  node: text(event.involvedObject?.kind === "Node" ? event.involvedObject.name : event.source?.host, 253),
  facts: facts({
    type: text(event.type, 32),
    reason: text(event.reason, 128),
    message: text(scrub(event.message ?? "")),
    count: number(event.series?.count ?? event.count) ?? 1,
    firstSeenAt: text(event.firstTimestamp ?? event.eventTime, 40),
    lastSeenAt: text(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime, 40),
    source: text(event.reportingComponent, 128) ?? text(event.source?.component, 128),
    regarding: facts({
      kind: text(event.involvedObject?.kind, 63),
      namespace: text(event.involvedObject?.namespace, 63),
      name: text(event.involvedObject?.name, 253),
      uid: text(event.involvedObject?.uid, 128),
    }),
  }),
});
