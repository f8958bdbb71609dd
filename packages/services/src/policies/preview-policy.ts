import { policyApply } from "@holdfast/contracts/commands/policy-apply";
import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { PolicyObject } from "@holdfast/contracts/policy-object";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { z } from "zod";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { beginImpact } from "../policy-impact/begin-impact";
import { applyInput } from "./apply-input";
import { placedClusters, policyById, policyTarget } from "./policy-target";

const DEADLINE_MS = 8000;

type Outcome = { state: "previewed" | "refused" | "unreachable"; text: Worded; changes: Json };

async function rehearse(live: LivePort, cluster: ClusterRow, input: Json): Promise<Outcome> {
  try {
    const { refusal, changes } = await live.ask(
      cluster.id,
      commandRehearse,
      { name: policyApply.name, input },
      { deadlineMs: DEADLINE_MS },
    );
    return refusal
      ? { state: "refused", text: { message: refusal.message }, changes: [] }
      : { state: "previewed", text: { message: "" }, changes: changes as unknown as Json };
  } catch (cause) {
    if (cause instanceof Fault) return { state: "unreachable", text: textOf(cause), changes: [] };
    throw cause;
  }
}

/**
 * Lets the API server of every chosen cluster take a version as a server-side dry run, and keeps what each said. Clusters
 * that don't answer are kept as such. Asks for a look at what the version would say of what runs there now. Changes nothing anywhere.
 */
export async function previewPolicy(ctx: ServiceContext, live: LivePort, input: { policyId: string; version: number }): Promise<void> {
  const policy = await policyById(ctx.db.prisma, input.policyId);
  if (input.version < 1 || input.version > policy.latest)
    throw new Fault("NotFound", worded("PolicyVersionAbsent", { version: input.version }));
  const clusters = await placedClusters(ctx.db.prisma, policy.placement);
  if (clusters.length === 0) throw new Fault("GateRefused", worded("PlacementEmpty"));
  const decision = await authorise(ctx, { permission: "policy:push", action: "policy.preview", target: policyTarget(policy), clusters });
  const outcomes = await Promise.all(
    clusters.map(async (cluster) => ({
      cluster,
      ...(await rehearse(
        live,
        cluster,
        (await applyInput(ctx.db.prisma, policy, input.version, cluster.id, "enforce")) as unknown as Json,
      )),
    })),
  );
  await transact(ctx.db, ctx.now, async (unit) => {
    for (const { cluster, state, text, changes } of outcomes) {
      const value = {
        state,
        message: text.message,
        phrase: storedPhrase(text),
        changes: changes as Prisma.InputJsonValue,
        previewedAt: ctx.now(),
      };
      const key = { policyId: policy.id, number: input.version, clusterId: cluster.id };
      await unit.tx.policyPreview.upsert({ where: { policyId_number_clusterId: key }, update: value, create: { ...key, ...value } });
    }
    const version = await unit.tx.policyVersion.findUniqueOrThrow({
      where: { policyId_number: { policyId: policy.id, number: input.version } },
    });
    const objects = z.array(PolicyObject).parse(version.objects);
    await beginImpact(ctx, unit, { policyId: policy.id, version: input.version, objects, clusters });
    unit.audit({
      actor: ctx.actor,
      action: "policy.preview",
      target: policyTarget(policy),
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { version: input.version, clusters: Object.fromEntries(outcomes.map(({ cluster, state }) => [cluster.name, state])) },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({
      type: "policy.previewed",
      clusterIds: clusters.map((cluster) => cluster.id),
      subject: { kind: "policy", id: policy.id },
      payload: { version: input.version },
    });
  });
}
