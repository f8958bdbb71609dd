import { randomBytes } from "node:crypto";
import type { TerminalId } from "@holdfast/contracts/commands/pod-exec";
import { Fault } from "@holdfast/contracts/fault";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import type { ExecEnd, TerminalFrame } from "@holdfast/contracts/queries/pod-exec-exchange";
import type { OpenTerminal, TerminalMessage } from "@holdfast/contracts/terminal";
import type { Database } from "@holdfast/db/database";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import type { Person } from "@holdfast/testkit/people";
import { applyReport } from "../src/agents/apply-report";
import type { LivePort } from "../src/live/live-port";
import { attachTerminal } from "../src/terminal/attach-terminal";
import { openTerminal } from "../src/terminal/open-terminal";
import { readRecording } from "../src/terminal/read-recording";
import { recordingVault } from "../src/terminal/recording-vault";
import type { TerminalLimits } from "../src/terminal/showing";

/** What the recordings of these cases are enciphered with. */
export const vault = recordingVault(randomBytes(32));
/** A showing in a hurry. */
export const hurried: Partial<TerminalLimits> = { waitMs: 5, deadlineMs: 100, lookMs: 5, lateMs: 0, leftMs: 20 };

/** A press of the button for the pod of these cases. */
export const asked = (cluster: { id: ClusterId }, part: Partial<OpenTerminal> = {}): OpenTerminal => ({
  ...{ clusterId: cluster.id, uid: "pod" as ObjectUid, key: randomBytes(16).toString("hex"), container: "app", command: null },
  ...{ confirmedName: null, reason: "", columns: 80, rows: 24, ...part },
});

type Round = { frames?: TerminalFrame[]; ended?: ExecEnd; isKnown?: boolean } | Fault;
/** An agent whose terminal shows what the case says, round after round, and then nothing. */
export function anAgentOf(rounds: Round[]): LivePort & { readonly typed: unknown[] } {
  const typed: unknown[] = [];
  return {
    typed,
    ask: async (_, contract, input) => {
      if (contract.name === "pod.exec.input") {
        typed.push(input);
        return contract.output.parse({ refusal: null });
      }
      const round = rounds.shift();
      if (round instanceof Fault) throw round;
      return contract.output.parse({ isKnown: true, frames: [], ended: null, ...round });
    },
  };
}
/** Something shown. */
export const frame = (seq: number, text: string): TerminalFrame => [seq, seq * 10, "o", text];
export const exited: ExecEnd = { why: "exited", exitCode: 0, message: "" };

/** What the cases do to terminals over one database. */
export function terminals(db: Database) {
  /** What the agent answered to the order of a session. */
  const answerOrder = async (id: string, outcome: "succeeded" | "refused", message: string | null = null) => {
    const { commandId } = await db.prisma.terminalSession.findUniqueOrThrow({ where: { id } });
    await db.prisma.command.update({ where: { id: commandId }, data: { outcome, message, finishedAt: new Date() } });
  };
  return {
    answerOrder,
    async opened(cluster: { id: ClusterId }, person: Person): Promise<TerminalId> {
      const { id } = await openTerminal(person.as(), asked(cluster));
      await answerOrder(id, "succeeded");
      return id;
    },
    async watch(person: Person, live: LivePort, id: TerminalId, limits = hurried, after = 0): Promise<TerminalMessage[]> {
      const messages: TerminalMessage[] = [];
      const { signal } = new AbortController();
      for await (const message of attachTerminal(person.as(), live, vault, { id, after }, signal, limits)) messages.push(message);
      return messages;
    },
    async castOf(person: Person, id: string, purpose: "view" | "download" = "view") {
      const { integrity, lines, name } = await readRecording(person.as(), vault, id, purpose);
      let text = "";
      for await (const line of lines) text += line;
      return { integrity, name, text };
    },
  };
}

/** The text that messages showed. */
export const shownBy = (messages: readonly TerminalMessage[]) =>
  messages.flatMap((each) => (each.type === "output" ? each.events.map(([, , text]) => text) : [])).join("");

/** A production cluster and a test cluster, each with a pod, what owns it, and an agent that is connected. */
export async function twoClusters(db: Database) {
  const { settings } = await anInstallation(db);
  const [prod, test] = [await aCluster(db, "prod", { environment: "production" }), await aCluster(db, "test")];
  const owner = { kind: "ReplicaSet", name: "web", uid: "set" };
  for (const cluster of [prod, test]) {
    const { bootId } = await anAgent(settings, cluster.id);
    const upserts = [
      anInventoryRecord({ uid: "pod", name: "web-1", facts: { containers: [{ name: "app" }] }, owner }),
      anInventoryRecord({ uid: "set", name: "web", resource: "replicasets.apps", kind: "ReplicaSet" }),
    ];
    const delta = { type: "inventory.delta" as const, observedAt: new Date().toISOString(), upserts, deletes: [] };
    await applyReport(settings, cluster.id, { bootId, seq: 1, messages: [delta] });
  }
  const lastSeenAt = new Date(Date.now() + 3_600_000);
  await db.prisma.hubPresence.create({ data: { hubId: "hub-1", address: "wss://hub", version: "1", startedAt: new Date(), lastSeenAt } });
  return { prod, test };
}
