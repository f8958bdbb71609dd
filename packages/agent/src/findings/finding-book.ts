import type { AgentFinding } from "@holdfast/contracts/agent-link";

/** What a person should know of this agent and its cluster, until it is over. */
export interface FindingBook {
  raise(finding: Omit<AgentFinding, "isResolved">): void;
  /** Says that it is over. Also for what an earlier boot may have raised, but only once. */
  resolve(code: string, object: string): void;
  /** Says everything again that holds: the hub lost its memory. */
  repeat(): void;
}

const LONGEST_MESSAGE = 2048;
const LONGEST_OBJECT = 512;

/** A book that says each change once. */
export function findingBook(say: (finding: AgentFinding) => void): FindingBook {
  const known = new Map<string, AgentFinding>();
  const keep = (finding: AgentFinding) => {
    const key = `${finding.code}\n${finding.object}`;
    const before = known.get(key);
    if (before?.isResolved === finding.isResolved && (finding.isResolved || before.message === finding.message)) return;
    known.set(key, finding);
    say(finding);
  };
  return {
    raise: ({ code, object, severity, message }) =>
      keep({ code, object: object.slice(0, LONGEST_OBJECT), severity, message: message.slice(0, LONGEST_MESSAGE), isResolved: false }),
    resolve: (code, object) => keep({ code, object: object.slice(0, LONGEST_OBJECT), severity: "info", message: "", isResolved: true }),
    repeat: () => {
      for (const finding of known.values()) if (!finding.isResolved) say(finding);
    },
  };
}
