import type { AgentFinding } from "@holdfast/contracts/agent-link";
import type { Worded } from "@holdfast/contracts/phrase";
import { phraseInPayload, storedPhrase } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";

/** Opens, refreshes or resolves a finding of a cluster; an event tells only of what changed. */
export async function putFinding(unit: Unit, at: Date, clusterId: string, finding: AgentFinding & Worded): Promise<void> {
  const { code, object, severity, message, isResolved } = finding;
  const phrase = storedPhrase(finding);
  const key = { clusterId_code_object: { clusterId, code, object } };
  const before = await unit.tx.clusterFinding.findUnique({ where: key });
  if (!before && isResolved) return;
  const isNew = !before || before.resolvedAt !== null;
  if (isResolved && before?.resolvedAt) return;
  const state = isResolved
    ? { resolvedAt: at }
    : { severity, message, phrase, lastSeenAt: at, resolvedAt: null, ...(isNew ? { firstSeenAt: at } : {}) };
  await unit.tx.clusterFinding.upsert({
    where: key,
    update: state,
    create: { clusterId, code, object, severity, message, phrase, firstSeenAt: at, lastSeenAt: at },
  });
  if (isNew || isResolved || before?.message !== message)
    unit.emit({
      type: "cluster.finding-changed",
      clusterIds: [clusterId],
      subject: { kind: "cluster", id: clusterId },
      payload: {
        code,
        object,
        isResolved,
        isNew: isNew && !isResolved,
        severity: isResolved ? (before?.severity ?? severity) : severity,
        message,
        ...phraseInPayload(finding),
      },
    });
}
