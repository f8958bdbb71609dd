import type { AgentPeer } from "@holdfast/contracts/agent-router";
import { type QuestionDesk, questionDesk } from "./question-desk";
import { type SkewMeter, skewMeter } from "./skew-meter";

/** A live link. Instants are of the monotonic clock, in milliseconds, except `lastHeartbeatAt`. */
export interface Link {
  readonly peer: AgentPeer;
  readonly desk: QuestionDesk;
  lastBeatMs: number;
  lastHeartbeatAt: Date;
  readonly skew: SkewMeter;
  hasSaidHello: boolean;
  cut(reason: string): void;
}

/** The links that this hub holds, at most one a cluster. */
export interface LinkRegistry {
  /** Adds a link; an earlier one of the same cluster is cut, because its agent came anew. */
  open(peer: AgentPeer, cut: (reason: string) => void, now: Date): Link;
  /** Forgets a link, unless another has taken its place. */
  close(link: Link): void;
  of(clusterId: string): Link | undefined;
  /** The last sign of life over any link of the cluster at this hub; a link that has ended takes nothing with it. */
  lastHeardAt(clusterId: string): Date | undefined;
  all(): Iterable<Link>;
}

/** An empty registry. */
export function linkRegistry(): LinkRegistry {
  const links = new Map<string, Link>();
  const heard = new Map<string, Date>();
  return {
    open(peer, cut, now) {
      links.get(peer.clusterId)?.cut("another connection of the same agent");
      const link: Link = {
        peer,
        desk: questionDesk(),
        lastBeatMs: performance.now(),
        lastHeartbeatAt: now,
        skew: skewMeter(),
        hasSaidHello: false,
        cut,
      };
      links.set(peer.clusterId, link);
      return link;
    },
    close(link) {
      link.desk.close();
      heard.set(link.peer.clusterId, link.lastHeartbeatAt);
      if (links.get(link.peer.clusterId) === link) links.delete(link.peer.clusterId);
    },
    of: (clusterId) => links.get(clusterId),
    lastHeardAt: (clusterId) => links.get(clusterId)?.lastHeartbeatAt ?? heard.get(clusterId),
    all: () => links.values(),
  };
}
