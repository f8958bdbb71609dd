import type { Fault } from "@holdfast/contracts/fault";
import { transact } from "@holdfast/db/transact";
import type { AgentSettings } from "./agent-settings";

/** Writes an agent's refusal into the audit chain and throws the fault. The cluster is the one claimed; the actor stays anonymous until proven. */
export async function refuseAgent(
  settings: Pick<AgentSettings, "db" | "now">,
  attempt: {
    readonly action: string;
    readonly claimedClusterId: string;
    readonly provenClusterId?: string;
    readonly evidence?: Record<string, string>;
  },
  fault: Fault,
): Promise<never> {
  const cluster = await settings.db.prisma.cluster.findUnique({
    where: { id: attempt.claimedClusterId },
    select: { id: true, name: true },
  });
  const proven = attempt.provenClusterId;
  await transact(settings.db, settings.now, async (unit) =>
    unit.audit({
      actor: proven ? { kind: "agent", id: proven, name: "agent" } : { kind: "anonymous", id: "anonymous", name: "an unproven agent" },
      action: attempt.action,
      target: { kind: "cluster", id: attempt.claimedClusterId, name: cluster?.name ?? "unknown", clusterId: cluster?.id ?? null },
      outcome: "refused",
      reason: `${fault.code}: ${fault.message}`,
      before: null,
      after: attempt.evidence ?? null,
      decision: null,
      requestId: "agent",
    }),
  );
  throw fault;
}
