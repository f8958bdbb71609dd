import { describe, expect, it } from "vitest";
import { auditInTransaction } from "./audit-in-transaction.mjs";
import { deadlinesHeld } from "./deadlines-held.mjs";
import { documentedExports } from "./documented-exports.mjs";
import { environmentAtTheEdge } from "./environment-at-the-edge.mjs";
import { fileLength } from "./file-length.mjs";
import { noBarrels } from "./no-barrels.mjs";
import { noFixedSleeps } from "./no-fixed-sleeps.mjs";
import { noSilentSkips } from "./no-silent-skips.mjs";
import { parseSource } from "./syntax.mjs";
import { testsExpect } from "./tests-expect.mjs";
import { trpcInOnePlace } from "./trpc-in-one-place.mjs";

/** The lines that a rule finds wrong; null when the rule does not look at such a file. */
const look = (rule, path, text, others = {}) => {
  const read = (name) => (others[name] ? parseSource(name, others[name]) : undefined);
  return rule.appliesTo(path) ? rule.check(parseSource(path, text), read).map(({ line }) => line) : null;
};

describe("audit-in-transaction", () => {
  const path = "packages/services/src/clusters/rename-cluster.ts";

  it("finds a transaction that writes no audit row", () => {
    expect(look(auditInTransaction, path, "const f = () =>\n  transact(db, now, async (unit) => unit.tx.cluster.update({}));\n")).toEqual([
      2,
    ]);
    const other = "async function write(unit) { await unit.tx.a(); }\nexport const f = () => transact(db, now, write);\nlog.audit({});\n";
    expect(look(auditInTransaction, path, other)).toEqual([2]);
    expect(look(auditInTransaction, path, other.replace("transact(db, now,", "gated(ctx, attempt, null,"))).toEqual([2]);
  });

  it("follows the work to functions of the file, and takes a stated reason", () => {
    const apart = "const say = (unit) => unit.audit({});\nasync function write(unit) { say(unit); }\ntransact(db, now, write);\n";
    expect(look(auditInTransaction, path, apart)).toEqual([]);
    const fact = "// Not audited: a fact from a cluster, which no person caused.\ntransact(db, now, async (unit) => unit.tx.a());\n";
    expect(look(auditInTransaction, path, fact)).toEqual([]);
    expect(look(auditInTransaction, path, fact.replace("Not audited: a", "It is a"))).toEqual([2]);
  });

  it("follows the work to other files of the package", () => {
    const text = 'import { start } from "../policies/start-rollout";\ntransact(db, now, async (unit) => start(ctx, unit));\n';
    const audited = { "packages/services/src/policies/start-rollout.ts": "export async function start(ctx, unit) { unit.audit({}); }" };
    expect(look(auditInTransaction, path, text, audited)).toEqual([]);
    const silent = {
      "packages/services/src/policies/start-rollout.ts": "export async function start() {}\nconst other = (unit) => unit.audit({});",
    };
    expect(look(auditInTransaction, path, text, silent)).toEqual([2]);
  });

  it("looks at services alone", () => {
    expect(look(auditInTransaction, "packages/failover/src/claim.ts", "transact();")).toBeNull();
    expect(look(auditInTransaction, "packages/services/src/a.test.ts", "transact();")).toBeNull();
  });
});

describe("deadlines-held", () => {
  const path = "packages/agent/src/ask.ts";

  it("finds a timeout that only AbortSignal.any() refers to, and no other", () => {
    expect(look(deadlinesHeld, path, "const a = AbortSignal.any([signal,\n  AbortSignal.timeout(5)]);\n")).toEqual([2]);
    expect(look(deadlinesHeld, path, "fetch(url, { signal: AbortSignal.timeout(5) });\nAbortSignal.any([a, b]);\n")).toEqual([]);
    expect(look(deadlinesHeld, "packages/ui/src/ask.ts", "")).toBeNull();
  });
});

describe("trpc-in-one-place", () => {
  const text = 'import { initTRPC, tracked } from "@trpc/server";\n';

  it("finds another tRPC instance than the one that demands a permission", () => {
    expect(look(trpcInOnePlace, "packages/api/src/routers/cluster/list.ts", text)).toEqual([1]);
    expect(look(trpcInOnePlace, "packages/api/src/procedures.ts", text)).toBeNull();
    expect(look(trpcInOnePlace, "packages/contracts/src/agent-router.ts", text)).toBeNull();
    expect(look(trpcInOnePlace, "apps/hub/src/doors/link.ts", 'import { tracked } from "@trpc/server";\n')).toEqual([]);
  });
});

describe("environment-at-the-edge", () => {
  it.each([
    "const a = process.env.A;",
    'const a = process["env"].A;',
    "const { env } = process;",
    'import { env } from "node:process";',
    "const all = { ...process.env };",
  ])("finds %s", (text) => {
    expect(look(environmentAtTheEdge, "packages/agent/src/start.ts", text)).toEqual([1]);
  });

  it("allows an app's env.ts, tests, tooling, and what the bundler replaces", () => {
    for (const path of [
      "apps/hub/src/env.ts",
      "packages/db/src/a.test.ts",
      "tooling/start/src/main.ts",
      "packages/db/bin/migrate.ts",
      "prisma.config.ts",
    ])
      expect(look(environmentAtTheEdge, path, "process.env.A")).toBeNull();
    expect(look(environmentAtTheEdge, "apps/console/src/instrumentation.ts", "if (process.env.NEXT_RUNTIME) go();")).toEqual([]);
    expect(look(environmentAtTheEdge, "packages/agent/src/a.ts", "process.exit(1); options.env.A;")).toEqual([]);
  });
});

describe("no-barrels", () => {
  it("finds index files, export stars and files that only pass on", () => {
    expect(look(noBarrels, "packages/ui/src/index.ts", "export const a = 1;")).toEqual([1]);
    expect(look(noBarrels, "packages/ui/src/a.ts", 'export const a = 1;\nexport * from "./b";')).toEqual([2]);
    expect(look(noBarrels, "packages/ui/src/a.ts", 'export { b } from "./b";\nexport type { C } from "./c";')).toEqual([1]);
    expect(look(noBarrels, "packages/ui/src/a.ts", 'export { b } from "./b";\nexport const a = 1;')).toEqual([]);
  });
});

describe("file-length", () => {
  it("allows three hundred lines and no more", () => {
    expect(look(fileLength, "packages/ui/src/a.ts", "a();\n".repeat(300))).toEqual([]);
    expect(look(fileLength, "packages/ui/src/a.ts", "a();\n".repeat(301))).toEqual([301]);
  });
});

describe("documented-exports", () => {
  const path = "packages/domain/src/gate.ts";

  it("finds exported functions, constants, classes and types without a doc comment", () => {
    const text =
      "export const a = 1;\n\nexport function b() {}\n\nexport class C {}\n\nexport type D = 1;\n\nexport interface E {}\n\nconst f = 1;\nexport { f };\n";
    expect(look(documentedExports, path, text)).toEqual([1, 3, 5, 7, 9, 11]);
    expect(look(documentedExports, path, "// A plain comment.\nexport const a = 1;\n")).toEqual([2]);
  });

  it("lets one comment serve a schema and its type, a component and its Props, and the lines right below", () => {
    const schema = "/** A gate. */\nexport const Gate = z.object({});\n\nexport type Gate = z.infer<typeof Gate>;\n";
    expect(look(documentedExports, path, schema)).toEqual([]);
    expect(look(documentedExports, path, "export interface BadgeProps {}\n\n/** A badge. */\nexport function Badge() {}\n")).toEqual([]);
    expect(look(documentedExports, path, "/** Two ids. */\nexport const a = 1;\nexport const b = 2;\n\nexport const c = 3;\n")).toEqual([
      5,
    ]);
    expect(look(documentedExports, "apps/hub/src/a.ts", "export const a = 1;")).toBeNull();
  });
});

describe("tests-expect", () => {
  it("finds a test file that cannot fail, and knows shared suites", () => {
    expect(look(testsExpect, "packages/db/src/a.test.ts", 'it("works", () => run());')).toEqual([1]);
    expect(look(testsExpect, "packages/db/src/a.test.ts", 'it("works", () => expect(run()).toBe(1));')).toEqual([]);
    expect(look(testsExpect, "packages/db/src/a.test.ts", 'describeKubeApi("a real API server", open);')).toEqual([]);
    expect(look(testsExpect, "packages/db/src/a.test.ts", 'describe("a lease", () => { it("is", run); });')).toEqual([1]);
    expect(look(testsExpect, "packages/db/src/a.ts", "run();")).toBeNull();
  });
});

describe("no-silent-skips", () => {
  const path = "packages/db/src/a.test.ts";

  it("finds tests that are switched off without a reason, and .only always", () => {
    for (const text of ['it.skip("a", run);', 'describe.skipIf(true)("a", run);', 'it.todo("a");', 'xit("a", run);', "ctx.skip();"])
      expect(look(noSilentSkips, path, text)).toEqual([1]);
    expect(look(noSilentSkips, path, '// While the clock is being fixed upstream.\nit.only("a", run);')).toEqual([2]);
    expect(look(noSilentSkips, path, '// Later.\nit.skip("a", run);')).toEqual([2]);
  });

  it("takes a comment above, beside, or a second argument as the reason", () => {
    const text = '// It takes 2.5 GiB: HOLDFAST_SCALE=1 runs it.\ndescribe.skipIf(!scale)("a", run);';
    expect(look(noSilentSkips, path, text)).toEqual([]);
    expect(look(noSilentSkips, "e2e/a.spec.ts", 'test.skip(isMac, "Chromium of macOS has no such key");')).toEqual([]);
    expect(look(noSilentSkips, path, 'context.skip("this server keeps no history");')).toEqual([]);
    expect(look(noSilentSkips, path, "page.skip(); list.only();")).toEqual([]);
  });
});

describe("no-fixed-sleeps", () => {
  const path = "packages/db/src/a.test.ts";

  it.each([
    "await new Promise((resolve) => setTimeout(resolve, 100));",
    "const nap = (ms) => new Promise((done) => setTimeout(() => done(), ms));",
    "await page.waitForTimeout(500);",
    "await sleep(10);",
    'import { setTimeout as delay } from "node:timers/promises";',
  ])("finds %s", (text) => {
    expect(look(noFixedSleeps, path, text)).toEqual([1]);
  });

  it("allows waiting for an event, and a deadline", () => {
    const text =
      "await vi.waitFor(() => expect(a).toBe(1));\nconst timer = setTimeout(() => server.close(), 100);\nawait page.waitForURL('/x');\n";
    expect(look(noFixedSleeps, path, text)).toEqual([]);
    expect(look(noFixedSleeps, "packages/db/src/a.ts", "await sleep(1);")).toBeNull();
  });
});
