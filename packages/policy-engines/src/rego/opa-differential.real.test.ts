import type { SignalServer } from "@holdfast/testkit/testbed/host-server";
import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { startOpa } from "@holdfast/testkit/testbed/start-opa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allCases } from "../../test/rego-cases/all-cases";
import { answersAsText, type CaseAnswer } from "../../test/rego-cases/answer-of-case";
import { answersOfEngine } from "../../test/rego-cases/answers-of-engine";
import { answersOfOpa } from "../../test/rego-cases/answers-of-opa";
import { createRegoEngine } from "./rego-engine";

// npm run testbed:build -- policy
describe.skipIf(lacks("policy"))("a real OPA", () => {
  const engine = createRegoEngine({ workers: 1 });
  let servers: Record<"v0" | "v1", SignalServer>;
  beforeAll(async () => {
    const [v0, v1] = await Promise.all([startOpa("v0"), startOpa("v1")]);
    servers = { v0, v1 };
  });
  afterAll(async () => {
    await Promise.all([servers.v0.stop(), servers.v1.stop(), engine.dispose()]);
  });

  it("and the engine say the same to every case, and what is on record is what OPA says", async () => {
    const [opa, engineSays] = [new Map<string, CaseAnswer[]>(), new Map<string, CaseAnswer[]>()];
    for (const each of allCases) {
      opa.set(each.name, await answersOfOpa(servers[each.version].url, each));
      engineSays.set(each.name, await answersOfEngine(engine, each));
    }
    expect(answersAsText(engineSays)).toBe(answersAsText(opa));
    await expect(answersAsText(opa)).toMatchFileSnapshot("../../test/rego-cases/opa-says.snap");
  }, 300_000);
});
