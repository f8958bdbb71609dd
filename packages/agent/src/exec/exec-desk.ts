// The terminals of this agent. A session begins with a signed command and lives only here, in memory: it ends with the link and
// with the agent, and nothing of it is left.
import type { TerminalSize } from "@holdfast/contracts/commands/pod-exec";
import type { ExecEnd, TerminalFrame } from "@holdfast/contracts/queries/pod-exec-exchange";
import { Refused } from "../commands/define-command";
import type { ExecTarget, OpenExec } from "./exec-channel";
import { type ExecLimits, ExecSession } from "./exec-session";

/** More terminals at once than that no cluster has by its agent. */
export const MOST_SESSIONS = 8;
const OPEN_MS = 10_000;
/** So long what a session showed last can be fetched after its end. */
const KEPT_MS = 30_000;
const USUAL: Pick<ExecLimits, "unattendedMs" | "recordedMs"> = { unattendedMs: 20_000, recordedMs: 3000 };

/** What a session is begun with. */
export interface ExecBeginning extends ExecTarget, TerminalSize {
  readonly session: string;
  readonly idleMs: number;
  readonly mostMs: number;
}

/** The terminals of this agent. */
export class ExecDesk {
  private readonly sessions = new Map<string, ExecSession>();
  private opening = 0;
  private isClosed = false;

  /** `open` is absent where the owner of the cluster lets nobody open a terminal. */
  constructor(
    private readonly open: OpenExec | null,
    private readonly patience = USUAL,
  ) {}

  get isAllowed(): boolean {
    return this.open !== null;
  }

  /** Starts a program. Rejects with Refused, or with the KubeError of the API server's no. */
  async begin({ session, columns, rows, idleMs, mostMs, ...target }: ExecBeginning): Promise<void> {
    if (this.open === null)
      throw new Refused(
        "ExecNotAllowed",
        "The owner of this cluster lets nobody open a terminal here: holdfast-agent rbac --exec | kubectl apply -f - and holdfast-agent run --exec",
      );
    if (this.isClosed) throw new Refused("AgentStopping", "The agent stops. Try again when it is back.");
    if (this.opening + [...this.sessions.values()].filter(({ isOver }) => !isOver).length >= MOST_SESSIONS)
      throw new Refused("TooManySessions", `${MOST_SESSIONS} terminals are open on this cluster already. End one first.`);
    this.opening++;
    try {
      const channel = await this.open(target, OPEN_MS);
      channel.resize({ columns, rows });
      const begun = new ExecSession(channel, { idleMs, mostMs, ...this.patience });
      this.sessions.set(session, begun);
      if (this.isClosed) begun.finish({ why: "closed", exitCode: null, message: "" });
      void begun.over.then(() => setTimeout(() => this.sessions.delete(session), KEPT_MS).unref());
    } finally {
      this.opening--;
    }
  }

  /** See `pod.exec.exchange`. */
  async exchange(
    session: string,
    after: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<{ isKnown: boolean; frames: TerminalFrame[]; ended: ExecEnd | null }> {
    const found = this.sessions.get(session);
    if (!found) return { isKnown: false, frames: [], ended: null };
    return { isKnown: true, ...(await found.exchange(after, waitMs, signal)) };
  }

  /** See `pod.exec.input`. */
  input(session: string, writer: string, seq: number, text: string, size: TerminalSize | null, isEnd: boolean) {
    return this.sessions.get(session)?.input(writer, seq, text, size, isEnd) ?? (this.sessions.has(session) ? null : ("Ended" as const));
  }

  /** Ends one session, if there is one of that id. */
  end(session: string): void {
    this.sessions.get(session)?.finish({ why: "closed", exitCode: null, message: "" });
  }

  /** Ends every session: nobody is there any more who keeps what they show. */
  endAll(): void {
    for (const session of this.sessions.values()) session.finish({ why: "closed", exitCode: null, message: "" });
  }

  /** Ends every session, and begins no other. */
  close(): void {
    this.isClosed = true;
    this.endAll();
  }
}
