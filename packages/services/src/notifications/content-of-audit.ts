import { worded } from "@holdfast/contracts/worded";
import { AuditBreak, type AuditBreakKind } from "../audit/tell-verdict";
import type { EventReader } from "./event-reader";

const said = {
  edited: "AuditEdited",
  missing: "AuditMissing",
  reordered: "AuditReordered",
  forked: "AuditForked",
  truncated: "AuditTruncated",
  badSignature: "AuditBadSignature",
} as const satisfies Record<AuditBreakKind, string>;

/** A chain that does not hold: from where on, how, and who found it. Who broke it is known to nobody. */
export const brokenContent: EventReader = async (_, event) => {
  const found = AuditBreak.safeParse(event.payload).data;
  if (!found) return null;
  const { seq, kind, problems, finder } = found;
  return {
    ...{ topic: "audit.broken", gaps: { seq: String(seq) }, path: "/audit", actor: null },
    detail: worded("AuditBrokenFound", { problem: worded(said[kind], { seq }), count: problems, finder }),
  };
};
