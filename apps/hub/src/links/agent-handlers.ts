import type { AgentLinkHandlers, AgentPeer } from "@holdfast/contracts/agent-router";
import { Fault } from "@holdfast/contracts/fault";
import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import { applyReport } from "@holdfast/services/agents/apply-report";
import { knownObjects } from "@holdfast/services/agents/known-objects";
import { pendingCommands } from "@holdfast/services/agents/pending-commands";
import { recordHello } from "@holdfast/services/agents/record-hello";
import { renewAgent } from "@holdfast/services/agents/renew-agent";
import type { Wakes } from "@holdfast/services/events/wakes";
import type { SigningKey } from "@holdfast/services/pki/signing-key";
import type { Link, LinkRegistry } from "./link-registry";

/** How often an agent gives a sign of life. */
export const HEARTBEAT_INTERVAL_MS = 1000;
// Wake-ups may be lost when the listening connection is; orders are then found by looking.
const LOOK_AGAIN_MS = 5000;
/** What this hub does for its agents. A peer whose link was replaced is refused: its certificate is right, its time is over. */
export function agentHandlers(settings: AgentSettings, commands: SigningKey, registry: LinkRegistry, wakes: Wakes): AgentLinkHandlers {
  const linkOf = (peer: AgentPeer): Link => {
    const link = registry.of(peer.clusterId);
    if (!link || link.peer !== peer)
      throw new Fault("AgentUnreachable", "Another connection of this agent has taken over.", { retry: "later" });
    return link;
  };
  return {
    async hello(peer, hello) {
      const link = linkOf(peer);
      const { ackedSeq } = await recordHello(settings, peer.clusterId, hello);
      link.hasSaidHello = true;
      link.lastBeatMs = performance.now();
      settings.log.info({ "cluster.id": peer.clusterId, outcome: "connected" }, "agent connected");
      return {
        hubId: settings.hubId,
        clock: settings.now().toISOString(),
        ackedSeq,
        commandKeys: [{ keyId: commands.keyId, publicKeyPem: commands.publicKeyPem }],
        heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS,
      };
    },
    heartbeat(peer, beat) {
      const link = linkOf(peer);
      const now = settings.now();
      link.lastBeatMs = performance.now();
      link.lastHeartbeatAt = now;
      link.skew.measure(Date.parse(beat.clock), now.getTime(), beat.rttMs);
      return { clock: now.toISOString() };
    },
    known: (peer, resource, after) => knownObjects(settings.db, linkOf(peer).peer.clusterId, resource, after),
    report: (peer, report) => applyReport(settings, linkOf(peer).peer.clusterId, report),
    async *commands(peer, lastSeq, signal) {
      linkOf(peer);
      for (let seq = lastSeq; !signal.aborted; ) {
        const woken = wakes.next("command", peer.clusterId, LOOK_AGAIN_MS, signal);
        for (const each of await pendingCommands(settings.db, commands, peer.clusterId, seq)) {
          yield each;
          seq = each.seq;
        }
        await woken;
      }
    },
    queries: (peer, signal) => linkOf(peer).desk.fetch(signal),
    async answer(peer, answer) {
      linkOf(peer).desk.answer(answer);
    },
    renew: (peer, request) => renewAgent(settings, peer, request.csrPem),
  };
}
