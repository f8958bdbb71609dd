import { Fault } from "@holdfast/contracts/fault";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { parseCase } from "@holdfast/domain/case/parse-case";
import { describeProblem } from "@holdfast/domain/yaml/yaml-problem";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** Saves a scenario case from its file's text; equal content changes nothing. Throws `InvalidInput` with the place of every problem. */
export async function saveCase(ctx: ServiceContext, yaml: string): Promise<{ id: string }> {
  const parsed = parseCase(yaml);
  const named = {
    kind: "case",
    id: parsed.isValid ? parsed.value.metadata.name : "unread",
    name: parsed.isValid ? parsed.value.metadata.title : "unread",
    clusterId: null,
  };
  const decision = await authorise(ctx, { permission: "case:evaluate", action: "case.save", target: named });
  if (!parsed.isValid) throw new Fault("InvalidInput", parsed.problems.map(describeProblem).join("\n"));
  const { value: spec, contentHash } = parsed;
  return transact(ctx.db, ctx.now, async (unit) => {
    const existing = await unit.tx.scenarioCase.findUnique({ where: { name: spec.metadata.name } });
    if (existing?.contentHash === contentHash) return { id: existing.id };
    // The spec is JSON: it was parsed from YAML through a schema.
    const value = { yaml, spec: spec as unknown as Prisma.InputJsonValue, contentHash, savedById: ctx.actor.id, savedAt: ctx.now() };
    const { id } = await unit.tx.scenarioCase.upsert({
      where: { name: spec.metadata.name },
      update: value,
      create: { id: uuid(), name: spec.metadata.name, ...value },
    });
    unit.audit({
      actor: ctx.actor,
      action: "case.save",
      target: { ...named, id },
      outcome: "succeeded",
      reason: null,
      before: existing ? { contentHash: existing.contentHash } : null,
      after: { contentHash },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "case.saved", clusterIds: [], subject: { kind: "case", id }, payload: {} });
    return { id };
  });
}
