import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEngines } from "../test/engines";
import { type LibraryPolicy, readLibrary } from "./read-library";
import { runExamples } from "./run-examples";

const library = await readLibrary();
let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.close());

const ofEngine = (engine: LibraryPolicy["card"]["engine"]) => library.filter(({ card }) => card.engine === engine);

describe("the policy library", () => {
  it("has policies of each engine, and each title once", () => {
    expect(library.length).toBeGreaterThanOrEqual(40);
    expect(ofEngine("gatekeeper").length).toBeGreaterThanOrEqual(22);
    expect(ofEngine("admission").length).toBeGreaterThanOrEqual(12);
    expect(ofEngine("manifests").length).toBeGreaterThanOrEqual(10);
    expect(new Set(library.map(({ card }) => card.title)).size).toBe(library.length);
  });

  it.each(library)("$id: its examples come out as they say, a passing and a denied one among them", async ({ bundle }) => {
    const results = await runExamples(engines, bundle);
    expect(results.filter(({ isAsExpected }) => !isAsExpected)).toEqual([]);
    const expected = bundle.tests.examples.map((example) => example.expect);
    expect(expected).toContain("pass");
    expect(expected).toContain("deny");
    expect(new Set(bundle.tests.examples.map(({ name }) => name)).size).toBe(expected.length);
  });
});
