import type { Log } from "@holdfast/contracts/log-fields";
import type { Database } from "@holdfast/db/database";
import type { CertificateAuthority } from "../pki/certificate-authority";

/** What the verbs behind the agents' doors need. The caller is an agent, known by what it proves, never by what it says. */
export interface AgentSettings {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Log;
  readonly hubId: string;
  readonly authority: CertificateAuthority;
  /** The address of the agent link, as agents reach it: `wss://host:port`. */
  readonly linkUrl: string;
}

/** How long an agent's certificate is good. */
export const SVID_LIFETIME_MS = 60 * 60_000;
/** How long an agent may be away at least and still come back by its enrolled key. */
export const REATTEST_WINDOW_MS = 30 * 86_400_000;

/** How long the agent of this cluster may: an allowed absence that is longer never ends with a new token. */
export const reattestWindowMs = (awayDays: number | null): number => Math.max(REATTEST_WINDOW_MS, (awayDays ?? 0) * 86_400_000);
