import { Fault } from "@holdfast/contracts/fault";
import type { JsonObject } from "@holdfast/contracts/json";
import type { SavePolicy } from "@holdfast/contracts/policy";
import type { PolicyTestRun } from "@holdfast/contracts/policy-library";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import type { RolloutStrategy } from "@holdfast/contracts/rollout-strategy";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { parsePolicy } from "@holdfast/domain/policy/parse-policy";
import { describeProblem } from "@holdfast/domain/yaml/yaml-problem";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { noTests, type TestPort } from "../live/test-port";
import { policyTarget } from "./policy-target";
import { strategyOf } from "./rollout-terms";
import { failedExamples, storedTestRun } from "./stored-test-run";

/** A question that Rego can be asked that has no tests: whether it compiles, needs no network and ends. What it answers does not matter. */
const PROBE = "examples: [{name: probe, object: {apiVersion: v1, kind: Pod, metadata: {name: probe, namespace: probe}}, expect: pass}]";

/** What becomes of the tests that a policy is saved with; null where it has none. Rego is run by a hub also then: what it refuses is not saved. */
async function runTests(
  ctx: ServiceContext,
  { yaml, tests }: SavePolicy,
  objects: readonly PolicyObject[],
  tester: TestPort,
): Promise<PolicyTestRun | null> {
  if (tests.trim() === "") {
    if (objects.some(({ kind }) => kind === "ConstraintTemplate")) await tester.test({ manifests: yaml, tests: PROBE });
    return null;
  }
  return { ranAt: ctx.now(), results: [...(await tester.test({ manifests: yaml, tests }))] };
}

/** A strategy as the row keeps it: instants in it are read back by its schema. */
const storedStrategy = (strategy: RolloutStrategy): JsonObject => JSON.parse(JSON.stringify(strategy)) as JsonObject;

const strategyBefore = (policy: { strategy: unknown } | null) => ({ strategy: policy && storedStrategy(strategyOf(policy)) });

/**
 * Saves a policy as a new immutable version; a text equal to the latest version makes none. Its tests are run first: what can't be
 * tested is not saved, and an example that comes out otherwise is kept with the version, which can't be pushed then. Throws `InvalidInput` with the
 * place of every problem, and `VersionConflict` when somebody else saved a version in the meantime.
 */
export async function savePolicy(
  ctx: ServiceContext,
  input: SavePolicy,
  tester: TestPort = noTests,
): Promise<{ id: string; version: number; failed: readonly string[] }> {
  const named = { kind: "policy", id: input.name, name: input.name, clusterId: null };
  const decision = await authorise(ctx, { permission: "policy:edit", action: "policy.save", target: named });
  const tests = input.tests.trim() === "" ? "" : input.tests;
  const parsed = parsePolicy(input.yaml);
  if (!parsed.isValid) throw new Fault("InvalidInput", parsed.problems.map(describeProblem).join("\n"));
  const testRun = await runTests(ctx, input, parsed.objects, tester);
  const failed = failedExamples(testRun);
  return transact(ctx.db, ctx.now, async (unit) => {
    const existing = await unit.tx.policy.findUnique({ where: { name: input.name } });
    if ((existing?.latest ?? 0) !== input.basedOnVersion)
      throw new Fault(
        "VersionConflict",
        existing ? worded("SavedMeanwhile", { name: input.name, version: existing.latest }) : worded("PolicyGone", { policy: input.name }),
      );
    const strategy = storedStrategy(input.strategy ?? strategyOf(existing ?? { strategy: null }));
    const { name, description, placement } = input;
    const policy =
      existing ?? (await unit.tx.policy.create({ data: { id: uuid(), name, description, placement, strategy, createdAt: ctx.now() } }));
    const before = await unit.tx.policyVersion.findUnique({ where: { policyId_number: { policyId: policy.id, number: policy.latest } } });
    const isSameText = before?.contentHash === parsed.contentHash && before.tests === tests;
    const version = isSameText ? policy.latest : policy.latest + 1;
    await unit.tx.policy.update({
      where: { id: policy.id },
      data: { description, placement, strategy, latest: version },
    });
    if (!isSameText)
      await unit.tx.policyVersion.create({
        data: {
          policyId: policy.id,
          number: version,
          yaml: input.yaml,
          // Objects are JSON: they were parsed from YAML through a schema.
          objects: parsed.objects as unknown as Prisma.InputJsonValue,
          contentHash: parsed.contentHash,
          tests,
          ...(testRun ? { testRun: storedTestRun(testRun) } : {}),
          createdById: ctx.actor.id,
          createdByName: ctx.actor.name,
          createdAt: ctx.now(),
        },
      });
    unit.audit({
      actor: ctx.actor,
      action: "policy.save",
      target: policyTarget(policy),
      outcome: "succeeded",
      reason: null,
      before: before
        ? { version: before.number, contentHash: before.contentHash, placement: existing?.placement as never, ...strategyBefore(existing) }
        : null,
      after: {
        ...{ version, contentHash: parsed.contentHash, placement, strategy },
        ...(testRun ? { examples: testRun.results.length, failed } : {}),
      },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "policy.version-saved", clusterIds: [], subject: { kind: "policy", id: policy.id }, payload: { version } });
    return { id: policy.id, version, failed };
  });
}
