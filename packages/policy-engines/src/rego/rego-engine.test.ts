import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { opaFile } from "./opa-module";
import { createRegoEngine } from "./rego-engine";
import { regoLimits } from "./rego-limits";
import type { PreparedRego } from "./rego-types";

const engine = createRegoEngine();
afterAll(() => engine.dispose());

const source = (text: string, query = "data.a.out", version: "v0" | "v1" = "v1") => ({
  version,
  query,
  modules: [{ file: "a.rego", text: `package a\n${text}` }],
});

async function prepared(text: string, query?: string, version?: "v0" | "v1"): Promise<PreparedRego> {
  const preparation = await engine.prepare(source(text, query, version));
  if (!preparation.isPrepared) throw new Error(JSON.stringify(preparation.problems));
  return preparation.policy;
}

const problems = async (text: string, version?: "v0" | "v1") => {
  const preparation = await engine.prepare(source(text, undefined, version));
  return preparation.isPrepared ? [] : preparation.problems;
};

const ENDLESS = "out := count([1 | some i in numbers.range(1, 200000); some j in numbers.range(1, 200000); i * j == -1])";
// Waits in a test are for signals; these only say how long a policy may go on.
const SOON = { deadlineMs: 300 };

describe("the WebAssembly that is committed", () => {
  it("is what its record says", () => {
    const record = JSON.parse(readFileSync(opaFile("opa.json"), "utf8"));
    const wasm = brotliDecompressSync(readFileSync(opaFile("opa.wasm.br")));
    expect(createHash("sha256").update(wasm).digest("hex")).toBe(record.sha256);
    expect(record.opa).toMatch(/^v1\.\d+\.\d+$/);
  });
});

describe("preparing a policy", () => {
  it("answers with every problem, its file, line, column and code", async () => {
    expect(await problems("out := some_call(1)\nother := another(2)")).toEqual([
      { code: "rego_type_error", message: "undefined function some_call", file: "a.rego", line: 2, column: 8 },
      { code: "rego_type_error", message: "undefined function another", file: "a.rego", line: 3, column: 10 },
    ]);
    expect((await problems("out := {"))[0]).toMatchObject({ code: "rego_parse_error", file: "a.rego", line: 2 });
  });

  it("refuses what reaches outside: the network, the process, a parser of its own", async () => {
    const calls = {
      "http.send": 'http.send({"method": "get", "url": "http://localhost"})',
      "net.lookup_ip_addr": 'net.lookup_ip_addr("localhost")',
      "opa.runtime": "opa.runtime()",
      "rego.parse_module": 'rego.parse_module("a", "package a")',
    };
    for (const [name, call] of Object.entries(calls))
      expect(await problems(`out := ${call}`), name).toEqual([expect.objectContaining({ message: `undefined function ${name}`, line: 2 })]);
  });

  it("takes v0 as v0 and v1 as v1, and neither for the other", async () => {
    expect(await problems("out[x] { x := 1 }", "v0")).toEqual([]);
    expect(await problems("out contains x if { x := 1 }", "v1")).toEqual([]);
    expect(await problems("out[x] { x := 1 }", "v1")).not.toEqual([]);
    expect(await problems("out contains x if { x := 1 }", "v0")).not.toEqual([]);
  });

  it("refuses a bundle of 5 MB with the limit in its words, and starts nothing for it", async () => {
    const idle = createRegoEngine({ workers: 1 });
    await expect(idle.prepare(source(`out := "${"x".repeat(5_000_000)}"`))).rejects.toMatchObject({
      code: "TooLarge",
      message: expect.stringContaining(`${regoLimits.moduleBytes} is the most`),
    });
    await idle.dispose();
  });
});

describe("evaluating a policy", () => {
  it("gives a verdict for each input in their order, over more batches than there are workers", async () => {
    const policy = await prepared("out := input.n * input.times if input.n % 2 == 0");
    const inputs = Array.from({ length: regoLimits.batchInputs * 5 + 7 }, (_, n) => ({ n }));
    const verdicts = await engine.evaluate(policy, { inputs, shared: { times: 3 } });
    expect(verdicts).toEqual(inputs.map(({ n }) => (n % 2 === 0 ? { state: "defined", value: n * 3 } : { state: "undefined" })));
  });

  it("answers for one input that fails with what failed and where, and for the others as ever", async () => {
    const policy = await prepared("out := input.a\nout := input.b");
    const [same, conflict] = await engine.evaluate(policy, {
      inputs: [
        { a: 1, b: 1 },
        { a: 1, b: 2 },
      ],
    });
    expect(same).toEqual({ state: "defined", value: 1 });
    expect(conflict).toMatchObject({ state: "failed", problem: { code: "eval_conflict_error", file: "a.rego", line: 3 } });
  });

  it("reads the data of this call, and nothing that another call had", async () => {
    const policy = await prepared("out := data.inventory.cluster");
    const ask = async (data?: Record<string, unknown>) => (await engine.evaluate(policy, { inputs: [{}], ...(data ? { data } : {}) }))[0];
    expect(await ask({ inventory: { cluster: "one" } })).toEqual({ state: "defined", value: "one" });
    expect(await ask({ inventory: { cluster: "two" } })).toEqual({ state: "defined", value: "two" });
    expect(await ask()).toEqual({ state: "undefined" });
  });

  it("takes a policy that its worker has let go of for others", async () => {
    const single = createRegoEngine({ workers: 1 });
    const first = await single.prepare(source("out := input.n"));
    for (let i = 0; i < 66; i++) await single.prepare(source(`out := ${i}`));
    if (!first.isPrepared) throw new Error("it compiles");
    expect(await single.evaluate(first.policy, { inputs: [{ n: 5 }] })).toEqual([{ state: "defined", value: 5 }]);
    single.release(first.policy);
    await expect(single.evaluate(first.policy, { inputs: [{ n: 5 }] })).rejects.toThrow("was released");
    await single.dispose();
  });

  it("refuses an answer that is larger than the limit", async () => {
    const policy = await prepared('out := [s | some i in numbers.range(1, 5000); s := sprintf("%01000d", [i])]');
    expect(await engine.evaluate(policy, { inputs: [{}] })).toMatchObject([{ state: "failed", problem: { code: "answer_too_large" } }]);
  });

  it("takes a regular expression that backtracking engines hang on", async () => {
    const policy = await prepared('out := regex.match("^(a+)+$", input.text)');
    expect(await engine.evaluate(policy, { inputs: [{ text: `${"a".repeat(5_000)}!` }] })).toEqual([{ state: "defined", value: false }]);
  });

  it("reaches no network by a schema that refers to it either", async () => {
    const policy = await prepared('out := json.match_schema({}, {"$ref": "http://127.0.0.1:1/schema.json"})');
    expect(await engine.evaluate(policy, { inputs: [{}] })).toEqual([{ state: "undefined" }]);
  });

  it("says nothing by print and trace", async () => {
    const policy = await prepared('out := 1 if { print("x"); trace("y") }');
    expect(await engine.evaluate(policy, { inputs: [{}] })).toEqual([{ state: "defined", value: 1 }]);
  });
});

describe("a policy that does not end", () => {
  it("is stopped at the deadline, and what others had prepared goes on in the next worker", async () => {
    const single = createRegoEngine({ workers: 1 });
    const good = await single.prepare(source("out := input.n + 1"));
    const endless = await single.prepare(source(ENDLESS));
    if (!good.isPrepared || !endless.isPrepared) throw new Error("both compile");
    const stopped = expect(single.evaluate(endless.policy, { inputs: [{}] }, SOON)).rejects.toMatchObject({
      code: "DeadlineExceeded",
      phrase: { code: "RegoRanTooLong", gaps: { seconds: 0.3 } },
    });
    // Asked while the endless one has the only worker.
    const after = single.evaluate(good.policy, { inputs: [{ n: 1 }] });
    await stopped;
    expect(await after).toEqual([{ state: "defined", value: 2 }]);
    await single.dispose();
  });

  it("is stopped by the caller's signal, with the signal's reason", async () => {
    const policy = await prepared(ENDLESS);
    const reason = new Error("the page was closed");
    await expect(engine.evaluate(policy, { inputs: [{}] }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const evaluation = engine.evaluate(policy, { inputs: [{}] }, { signal: controller.signal, deadlineMs: 60_000 });
    // Answered by the other worker, so the first is in the middle of its loop.
    await prepared("out := 1");
    controller.abort(reason);
    await expect(evaluation).rejects.toBe(reason);
  });

  it("is told from one that only waits for a worker", async () => {
    const single = createRegoEngine({ workers: 1, waitMs: 1 });
    await expect(single.prepare(source("out := 1"))).rejects.toMatchObject({ code: "Unavailable", retry: "later" });
    await single.dispose();
  });

  it("leaves no call open when the engine is closed", async () => {
    const closing = createRegoEngine({ workers: 1 });
    const endless = await closing.prepare(source(ENDLESS));
    if (!endless.isPrepared) throw new Error("it compiles");
    const evaluation = expect(closing.evaluate(endless.policy, { inputs: [{}] })).rejects.toMatchObject({ code: "Unavailable" });
    await closing.dispose();
    await evaluation;
    await expect(closing.prepare(source("out := 1"))).rejects.toMatchObject({ code: "Unavailable" });
  });
});

describe("a policy that takes all memory", () => {
  it("is stopped with the limit in its words, and the engine goes on", async () => {
    const policy = await prepared(`s0 := "${"a".repeat(56)}"
s1 := concat("", [s0 | some i in numbers.range(1, 1000)])
s2 := concat("", [s1 | some i in numbers.range(1, 1000)])
out := count([concat("", [s2, format_int(i, 10)]) | some i in numbers.range(1, 1000)])`);
    await expect(engine.evaluate(policy, { inputs: [{}] }, { deadlineMs: 60_000 })).rejects.toMatchObject({
      code: "TooLarge",
      phrase: { code: "RegoTookTooMuchMemory", gaps: { mebibytes: 1_024 } },
    });
    expect(await engine.evaluate(await prepared("out := 1"), { inputs: [{}] })).toEqual([{ state: "defined", value: 1 }]);
  }, 90_000);
});
