import { describe, expect, it } from "vitest";
import { chromiumPath } from "./browser.mjs";
import { judge, readPlaywrightReport, readVitestReport } from "./reports.mjs";
import { reasonInSource } from "./skip-reasons.mjs";
import { isGreen, summary } from "./summary.mjs";

const test = (title, status) => ({ ancestorTitles: ["", "a lease"], title, status });

describe("the reports of the runners", () => {
  it("counts Vitest's tests, names failures and skips, and a file that could not be loaded", () => {
    const report = {
      testResults: [
        {
          name: "a.test.ts",
          status: "failed",
          message: "",
          ...{ startTime: 1000, endTime: 13_000 },
          assertionResults: [test("is kept", "passed"), test("is lost", "failed"), test("waits", "skipped")],
        },
        { name: "b.test.ts", status: "failed", message: "Cannot find module", assertionResults: [], startTime: 500, endTime: 1500 },
      ],
    };
    expect(readVitestReport(report, () => "slow")).toEqual({
      passed: 1,
      failed: ["a lease > is lost", "b.test.ts: Cannot find module"],
      skipped: [{ name: "a lease > waits", reason: "slow" }],
      notes: [],
      slowest: ["a.test.ts 12 s", "b.test.ts 1 s"],
    });
  });

  it("counts Playwright's tests at every depth, and names flaky ones", () => {
    const spec = (title, status, annotations = []) => ({ title, tests: [{ status, annotations, results: [{ duration: 1500 }] }] });
    const report = {
      errors: [{ message: "webServer did not start" }],
      suites: [
        {
          title: "fleet.spec.ts",
          specs: [spec("opens", "expected")],
          suites: [
            {
              title: "dark",
              specs: [
                spec("is dark", "flaky"),
                spec("breaks", "unexpected"),
                spec("on Mac", "skipped", [{ type: "skip", description: "no such key" }]),
              ],
            },
          ],
        },
      ],
    };
    expect(readPlaywrightReport(report)).toEqual({
      passed: 2,
      failed: ["fleet.spec.ts > dark > breaks", "webServer did not start"],
      skipped: [{ name: "fleet.spec.ts > dark > on Mac", reason: "no such key" }],
      notes: ["flaky: fleet.spec.ts > dark > is dark passed only when it was tried again"],
      slowest: ["fleet.spec.ts 6 s"],
    });
  });

  it("says in one line why a test failed, without colours, stack or page", () => {
    const failureMessages = ["\u001b[31mAssertionError: expected 2\n  to be 1\u001b[0m\n    at lease.test.ts:3:4"];
    const report = {
      testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [{ ...test("is lost", "failed"), failureMessages }] }],
    };
    expect(readVitestReport(report, () => "").failed).toEqual(["a lease > is lost: AssertionError: expected 2 to be 1"]);
    const results = [{ errors: [{ message: `Error: ${"x".repeat(500)}` }] }];
    const suites = [{ title: "a.spec.ts", specs: [{ title: "opens", tests: [{ status: "unexpected", results }] }] }];
    expect(readPlaywrightReport({ suites }).failed).toEqual([`a.spec.ts > opens: Error: ${"x".repeat(393)}…`]);
  });

  it("fails a part that saw nothing, and one that ended badly without a failed test", () => {
    const nothing = { passed: 0, failed: [], skipped: [], notes: [] };
    expect(judge("pure", nothing, 0).failed).toEqual(["pure saw no test at all"]);
    expect(judge("pure", { ...nothing, passed: 2 }, 1).failed).toHaveLength(1);
    expect(judge("pure", { ...nothing, passed: 2 }, 0).failed).toEqual([]);
  });
});

describe("the reason of a skipped test", () => {
  const text = [
    "// It takes 2.5 GiB: HOLDFAST_SCALE=1 runs it.",
    'describe.skipIf(!scale)("a big cluster", () => { it("starts", run); });',
    "// Waits for a fix upstream, see its changelog.",
    'it.skip("a small one", run);',
    'it("an old one", async (context) => { if (!target.compact) return context.skip("this server keeps no history"); });',
  ].join("\n");

  it("is the comment at its own skip call or at that of its suite", () => {
    expect(reasonInSource("a.test.ts", ["a big cluster", "starts"], text)).toBe("It takes 2.5 GiB: HOLDFAST_SCALE=1 runs it.");
    expect(reasonInSource("a.test.ts", ["a small one"], text)).toBe("Waits for a fix upstream, see its changelog.");
    expect(reasonInSource("a.test.ts", ["lists", "an old one"], text)).toBe("this server keeps no history");
    expect(reasonInSource("a.test.ts", ["another"], text)).toBe("no reason is given");
  });
});

describe("the browser", () => {
  it("is what CHROMIUM_PATH names and nothing else when that is set", () => {
    expect(chromiumPath({ CHROMIUM_PATH: "/opt/chromium" }, (path) => path === "/opt/chromium")).toBe("/opt/chromium");
    expect(chromiumPath({ CHROMIUM_PATH: "/opt/gone" }, (path) => path === "/usr/bin/chromium")).toBeUndefined();
    expect(chromiumPath({}, (path) => path === "/usr/bin/chromium")).toBe("/usr/bin/chromium");
  });
});

describe("the summary", () => {
  const outcome = (name, state, passed, failed = [], skipped = []) => ({
    name,
    state,
    seconds: 1.25,
    result: { passed, failed, skipped, notes: [] },
  });
  const outcomes = [
    outcome("lint", "passed", 1),
    outcome("store", "FAILED", 40, ["a lease > is lost"], [{ name: "a lease > waits", reason: "slow machine" }]),
  ];

  it("names what was skipped and what failed, and ends with the two sums", () => {
    const lines = summary(outcomes).split("\n");
    expect(lines).toContain("skipped: store: a lease > waits (slow machine)");
    expect(lines).toContain("FAILED: store: a lease > is lost");
    expect(lines.at(-1)).toBe("41 passed, 1 failed");
    expect(isGreen(outcomes)).toBe(false);
  });
});
