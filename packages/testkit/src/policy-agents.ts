import type { CommandOutcome } from "@holdfast/contracts/command";
import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import { Fault } from "@holdfast/contracts/fault";
import { type PolicyObject, refKey, refOf } from "@holdfast/contracts/policy-object";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { type AuditedWrite, type ObjectDrift, policyDrift } from "@holdfast/contracts/queries/policy-drift";
import { policyRead } from "@holdfast/contracts/queries/policy-read";
import type { Database } from "@holdfast/db/database";
import { transact } from "@holdfast/db/transact";
import { applyReceipt } from "@holdfast/services/agents/apply-receipt";
import type { LivePort } from "@holdfast/services/live/live-port";
import type { MeasurePort } from "@holdfast/services/live/measure-port";

type Edits = Map<string, Pick<ObjectDrift, "fields" | "managers"> & { readonly writes?: AuditedWrite[] }>;

/** Agents that know policies only, in memory: what each cluster has, how it answers, what took effect. */
export interface PolicyAgents {
  readonly live: LivePort;
  /** The figure that every query gives at a cluster, by its id; none where nothing is set. */
  readonly figures: Map<string, number>;
  readonly measure: MeasurePort;
  /** What a cluster has: the content hash by `Kind/name` or `Kind/namespace/name`. */
  of(clusterId: string): Map<string, string>;
  /** What somebody in a cluster has changed, by the same names; a correction takes it back. */
  edits(clusterId: string): Edits;
  readonly answers: Map<string, CommandOutcome>;
  readonly away: Set<string>;
  /** What a cluster's engine says is wrong with what it was given. */
  readonly faults: Map<string, string[]>;
  /** The idempotency keys of everything that took effect. */
  readonly effects: string[];
  /** Lets every agent that is not away carry out what it was ordered. */
  act(): Promise<void>;
  /** Takes every impact that was asked for as judged: nothing that runs goes against the version. */
  judge(): Promise<void>;
}

/** What an agent would answer of one object: by its hash, and by what was edited. */
function driftOf(object: PolicyObject, contentHash: string, { has, edits }: { has: Map<string, string>; edits: Edits }): ObjectDrift {
  const { kind, namespace = null, name } = refOf(object);
  const key = refKey(refOf(object));
  const about = { kind, name, namespace, message: null, fields: [], omitted: 0, managers: [], writes: [] };
  const edit = edits.get(key);
  if (!has.has(key)) return { ...about, state: "deleted" };
  if (edit) return { ...about, state: edit.fields.length > 0 ? "changed" : "asPushed", ...edit, writes: edit.writes ?? [] };
  return { ...about, state: has.get(key) === contentHash ? "asPushed" : "changed" };
}

async function judgeAll({ prisma }: Database): Promise<void> {
  await prisma.policyImpactCluster.updateMany({ data: { state: "judged" } });
  await prisma.policyImpact.updateMany({ data: { state: "judged", finishedAt: new Date() } });
}

/** Agents over the outbox of a test's database. */
export function policyAgents(db: Database): PolicyAgents {
  const has = new Map<string, Map<string, string>>();
  const edited = new Map<string, Edits>();
  const edits = (clusterId: string) => {
    const known: Edits = edited.get(clusterId) ?? new Map();
    edited.set(clusterId, known);
    return known;
  };
  const answers = new Map<string, CommandOutcome>();
  const away = new Set<string>();
  const faults = new Map<string, string[]>();
  const effects: string[] = [];
  const now = () => new Date();
  const of = (clusterId: string) => {
    const known = has.get(clusterId) ?? new Map<string, string>();
    has.set(clusterId, known);
    return known;
  };
  const live: LivePort = {
    async ask(clusterId, contract, input) {
      if (away.has(clusterId)) throw new Fault("AgentUnreachable", "The cluster's agent is not connected.");
      if (contract.name === commandRehearse.name) return contract.output.parse({ refusal: null, changes: [] });
      if (contract.name === policyDrift.name) {
        const { objects, contentHash } = policyDrift.input.parse(input);
        const known = { has: of(clusterId), edits: edits(clusterId) };
        return contract.output.parse({ objects: objects.map((object) => driftOf(object, contentHash, known)), isAuditHeard: false });
      }
      const objects = policyRead.input.parse(input).objects.map((ref) => {
        const contentHash = of(clusterId).get(refKey(ref)) ?? null;
        return {
          ...ref,
          isPresent: contentHash !== null,
          contentHash,
          isObserved: true,
          warnings: [],
          problems: faults.get(clusterId) ?? [],
        };
      });
      return contract.output.parse({ objects });
    },
  };
  const act = async () => {
    for (const command of await db.prisma.command.findMany({ where: { finishedAt: null }, orderBy: { seq: "asc" } })) {
      if (away.has(command.clusterId)) continue;
      const outcome = answers.get(command.clusterId) ?? "succeeded";
      const input = policyApply.input.parse(command.input);
      if (outcome === "succeeded" || outcome === "unknown") {
        for (const object of input.objects) of(command.clusterId).set(refKey(refOf(object)), input.contentHash);
        if (input.takeOver) edits(command.clusterId).clear();
        for (const ref of input.remove) of(command.clusterId).delete(refKey(ref));
        effects.push(command.idempotencyKey);
      }
      const message = outcome === "failed" ? "no room" : null;
      const receipt = {
        commandId: command.id as never,
        outcome,
        reason: null,
        message,
        output: null,
        changes: [],
        at: now().toISOString(),
      };
      await transact(db, now, async (unit) => applyReceipt(unit, command.clusterId, receipt, now()));
    }
  };
  const figures = new Map<string, number>();
  const measure: MeasurePort = {
    async measure(clusterId) {
      if (away.has(clusterId)) throw new Fault("AgentUnreachable", "The cluster's agent is not connected.");
      return figures.get(clusterId) ?? null;
    },
  };
  return { live, figures, measure, of, edits, answers, away, faults, effects, act, judge: () => judgeAll(db) };
}
