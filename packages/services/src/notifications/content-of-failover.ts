import type { DomainEvent } from "@holdfast/contracts/event";
import type { NotificationTopic } from "@holdfast/contracts/notification";
import { Phrase } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import type { Database } from "@holdfast/db/database";
import { z } from "zod";
import type { EventPart, EventReader } from "./event-reader";

const Requested = z.object({ plan: z.string() });
const PhaseChange = z.object({
  from: z.string(),
  to: z.string(),
  message: z.string().default(""),
  phrase: Phrase.optional().catch(undefined),
});
const Overridden = z.object({ guards: z.array(z.string()), name: z.string(), reason: z.string() });
const StepChange = z.object({ name: z.string(), state: z.string() });

const topics: Record<string, NotificationTopic> = {
  Running: "failover.started",
  Succeeded: "failover.finished",
  Undone: "failover.finished",
  Cancelled: "failover.finished",
  Expired: "failover.finished",
  Failed: "failover.failed",
  NeedsOperator: "failover.needs-operator",
};

const pathOf = (event: DomainEvent) => `/failover/runs/${event.subject.id}`;
const runOf = (db: Database, event: DomainEvent) =>
  db.prisma.run.findUnique({ where: { id: event.subject.id }, include: { plan: { select: { name: true } } } });

/** A request that needs a second person's yes. One that needs none, or that people approved when they armed its plan, is told when it starts. */
export const requestedContent: EventReader = async (db, event) => {
  const asked = Requested.safeParse(event.payload).data;
  const run = await runOf(db, event);
  if (!asked || !run || run.approvalsRequired === 0 || run.armingId !== null) return null;
  return {
    ...{ topic: "failover.approval-needed", gaps: { plan: asked.plan, workflow: run.workflow, kind: run.kind }, path: pathOf(event) },
    ...{ actor: run.requestedByName, detail: { message: run.reason } },
  };
};

/** A run that began, or that came to an end of any kind. Going on after a pause is no beginning, and a rehearsal is nobody's alarm. */
export const phaseContent: EventReader = async (db, event) => {
  const change = PhaseChange.safeParse(event.payload).data;
  const topic = change && topics[change.to];
  if (!topic || (change.to === "Running" && change.from !== "Approved")) return null;
  const run = await runOf(db, event);
  if (!run || run.kind === "rehearsal") return null;
  return {
    ...{
      topic,
      gaps: { plan: run.plan.name, workflow: run.workflow, kind: run.kind, phase: change.to },
      path: pathOf(event),
      detail: textOf(change),
    },
    ...(change.to === "Running" ? { actor: run.requestedByName } : {}),
  };
};

/** Guards that a person has overridden: who, which, and why. */
export const overriddenContent: EventReader = async (db, event) => {
  const said = Overridden.safeParse(event.payload).data;
  const run = await runOf(db, event);
  if (!said || !run) return null;
  const gaps = { plan: run.plan.name, workflow: run.workflow, name: said.name, guards: said.guards.join(", ") };
  return { topic: "failover.overridden", gaps, path: pathOf(event), actor: said.name, detail: { message: said.reason } };
};

/** A step that waits for a yes of its own. */
export const stepContent: EventReader = async (db, event): Promise<EventPart | null> => {
  const change = StepChange.safeParse(event.payload).data;
  if (change?.state !== "AwaitingApproval") return null;
  const run = await runOf(db, event);
  if (!run) return null;
  return {
    ...{ topic: "failover.approval-needed", gaps: { plan: run.plan.name, workflow: run.workflow, kind: run.kind }, path: pathOf(event) },
    ...{ actor: run.requestedByName, detail: { message: change.name } },
  };
};
