import type { AgentHello } from "@holdfast/contracts/agent-link";
import { PROTOCOL_VERSION } from "@holdfast/contracts/agent-link";
import { Fault } from "@holdfast/contracts/fault";
import type { AgentLink } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import type { AgentSettings } from "./agent-settings";
import { refuseAgent } from "./refuse-agent";

/** Protocol versions that this hub speaks: its own and the one before, so that hubs and agents can be upgraded one by one. */
const SPOKEN = new Set([PROTOCOL_VERSION, PROTOCOL_VERSION - 1]);

const MINUTE_MS = 60_000;

/** How long an agent was gone, for the history of its link: `, back after 3 d 4 h`; nothing for less than ten minutes. */
function absenceText({ state, lastHeartbeatAt }: Pick<AgentLink, "state" | "lastHeartbeatAt">, at: Date): string {
  const minutes = state === "unreachable" && lastHeartbeatAt ? Math.floor((at.getTime() - lastHeartbeatAt.getTime()) / MINUTE_MS) : 0;
  if (minutes < 10) return "";
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  return `, back after ${days > 0 ? `${days} d ${hours} h` : hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`}`;
}

/** Records that an agent's link is up at this hub; returns the last report of its boot that was applied. */
export async function recordHello(settings: AgentSettings, clusterId: string, hello: AgentHello): Promise<{ ackedSeq: number }> {
  const refused = (fault: Fault) =>
    refuseAgent(settings, { action: "agent.connect", claimedClusterId: clusterId, provenClusterId: clusterId }, fault);
  if (!SPOKEN.has(hello.protocol))
    return refused(
      new Fault(
        "InvalidInput",
        `This hub speaks protocol ${[...SPOKEN].join(" and ")}, the agent ${hello.protocol}. Upgrade the older one.`,
      ),
    );
  const before = await settings.db.prisma.cluster.findUniqueOrThrow({ where: { id: clusterId }, select: { clusterUid: true, name: true } });
  if (before.clusterUid && before.clusterUid !== hello.clusterUid)
    return refused(
      new Fault(
        "IdentityMismatch",
        `The agent of ${before.name} now talks to another Kubernetes cluster. Check its kubeconfig, or enrol that cluster under a name of its own.`,
      ),
    );
  // Not audited: a link that comes up is an observation, kept in link_transition; nobody did anything.
  return transact(settings.db, settings.now, async (unit) => {
    const at = settings.now();
    const link = await unit.tx.agentLink.findUniqueOrThrow({ where: { clusterId } });
    if (link.state === "revoked") throw new Fault("IdentityRevoked", "This identity was revoked. Enrol again with a new token.");
    const isSameBoot = link.bootId === hello.bootId;
    const absence = absenceText(link, at);
    const hasChanged = link.state !== "connected" || link.hubId !== settings.hubId;
    await unit.tx.agentLink.update({
      where: { clusterId },
      data: {
        state: "connected",
        hubId: settings.hubId,
        since: hasChanged ? at : link.since,
        lastHeartbeatAt: at,
        agentVersion: hello.agentVersion,
        protocol: hello.protocol,
        ...(isSameBoot ? {} : { bootId: hello.bootId, ackedSeq: 0, watchedUntil: link.lastHeartbeatAt }),
      },
    });
    const isSimulated = hello.kubernetesVersion.includes("simulated");
    await unit.tx.cluster.update({
      where: { id: clusterId },
      data: { kubernetesVersion: hello.kubernetesVersion, isSimulated, clusterUid: hello.clusterUid },
    });
    if (hasChanged) {
      await unit.tx.linkTransition.create({
        data: {
          clusterId,
          state: "connected",
          reason: `${isSameBoot ? "reconnected" : "agent started"}${absence}`,
          hubId: settings.hubId,
          at,
        },
      });
      unit.emit({
        type: "cluster.link-changed",
        clusterIds: [clusterId],
        subject: { kind: "cluster", id: clusterId },
        payload: { state: "connected" },
      });
    }
    return { ackedSeq: isSameBoot ? Number(link.ackedSeq) : 0 };
  });
}
