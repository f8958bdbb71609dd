import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { importTable } from "./rules.mjs";

const check = fileURLToPath(new URL("./check.mjs", import.meta.url));
const MARKERS = "<!-- imports:begin -->\n<!-- imports:end -->\n";

let root;
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A repository of these files, with every package of the table linked the way npm links workspaces. */
function repository(files) {
  root = mkdtempSync(join(tmpdir(), "holdfast-architecture-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  mkdirSync(join(root, "node_modules", "@holdfast"), { recursive: true });
  for (const name of [...Object.keys(importTable), "testkit"]) {
    const folder = ["console", "hub"].includes(name) ? `apps/${name}` : `packages/${name}`;
    write(`${folder}/package.json`, JSON.stringify({ name: `@holdfast/${name}`, exports: { "./internal/*": null, "./*": "./src/*.ts" } }));
    symlinkSync(join(root, folder), join(root, "node_modules", "@holdfast", name));
  }
  write("ARCHITECTURE.md", MARKERS);
  for (const [path, text] of Object.entries(files)) write(path, text);
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [check, "--root", root, ...args], { encoding: "utf8" });
  return { status, output: stdout + stderr };
}

const database = "export const openDatabase = (url: string) => url;\n";
const order = "export interface Order { readonly id: string }\nexport const order = 1;\n";

// Each case starts the checker anew, which takes seconds on a busy machine.
describe("the architecture check", { timeout: 60_000 }, () => {
  it("is green for imports that the table allows, and for a test that crosses it", () => {
    repository({
      "packages/contracts/src/order.ts": order,
      "packages/domain/src/gate.ts": 'import { order } from "@holdfast/contracts/order";\nexport const gate = order;\n',
      "packages/domain/src/gate.test.ts": 'import { openDatabase } from "@holdfast/db/database";\nopenDatabase("");\n',
      "packages/db/src/database.ts": database,
    });
    expect(run("--write").output).toContain("4 modules of 4 files");
    expect(run()).toMatchObject({ status: 0 });
  });

  it.each([
    ["console", "apps/console"],
    ["agent", "packages/agent"],
  ])("catches %s importing db, by its name and by a path, and says what to do", (name, folder) => {
    repository({
      "packages/db/src/database.ts": database,
      [`${folder}/src/by-name.ts`]: 'import { openDatabase } from "@holdfast/db/database";\nexport const a = openDatabase("");\n',
      [`${folder}/src/by-path.ts`]:
        'import { openDatabase } from "../../../packages/db/src/database";\nexport const b = openDatabase("");\n',
      [`${folder}/src/by-type.ts`]: 'import type { openDatabase } from "@holdfast/db/database";\nexport type C = typeof openDatabase;\n',
    });
    const { status, output } = run("--write");
    expect(status).toBe(1);
    for (const file of ["by-name", "by-path", "by-type"])
      expect(output).toContain(`${name}-imports-only: ${folder}/src/${file}.ts -> packages/db/src/database.ts`);
    expect(output).toContain("Arrows only go left");
  });

  it("lets the browser's part of console see types of api and nothing else of it, and its server part call it", () => {
    repository({
      "packages/api/src/router.ts": "export const router = 1;\nexport type Router = typeof router;\n",
      "apps/console/src/features/list.tsx": 'import type { Router } from "@holdfast/api/router";\nexport type L = Router;\n',
      "apps/console/src/server/caller.ts": 'import { router } from "@holdfast/api/router";\nexport const caller = router;\n',
      "apps/console/src/app/api/trpc/route.ts": 'import { router } from "@holdfast/api/router";\nexport const GET = router;\n',
    });
    expect(run("--write")).toMatchObject({ status: 0 });
    writeFileSync(
      join(root, "apps/console/src/features/list.tsx"),
      'import { router } from "@holdfast/api/router";\nexport const l = router;\n',
    );
    expect(run().output).toContain("console-sees-types-of-api: apps/console/src/features/list.tsx");
  });

  it("catches cycles, foreign internals, testkit in product code, and a pure package that reads files", () => {
    repository({
      "packages/contracts/src/a.ts": 'import { b } from "./b";\nexport const a = (): unknown => b;\n',
      "packages/contracts/src/b.ts": 'import { a } from "./a";\nexport const b = (): unknown => a;\n',
      "packages/domain/src/internal/secret.ts": "export const secret = 1;\n",
      "packages/agent/src/x.ts": 'import { secret } from "../../domain/src/internal/secret";\nexport const x = secret;\n',
      "packages/testkit/src/fleet.ts": "export const fleet = 1;\n",
      "apps/hub/src/y.ts": 'import { fleet } from "@holdfast/testkit/fleet";\nexport const y = fleet;\n',
      "packages/domain/src/z.ts": 'import { readFileSync } from "node:fs";\nexport const z = readFileSync;\n',
    });
    const { output } = run("--write");
    for (const rule of ["no-cycles", "no-foreign-internals", "testkit-in-tests-only", "domain-does-no-io"])
      expect(output).toContain(`${rule}: `);
  });

  it("is red when it sees nothing, and when a package has no row", () => {
    repository({});
    expect(run("--write")).toMatchObject({ status: 1, output: expect.stringContaining("would pass by seeing nothing") });
    mkdirSync(join(root, "packages/extra/src"), { recursive: true });
    writeFileSync(join(root, "packages/extra/src/a.ts"), "export const a = 1;\n");
    expect(run().output).toContain("packages/extra has no row");
  });

  it("is red when ARCHITECTURE.md is stale, and --write makes its table anew", () => {
    repository({ "packages/contracts/src/order.ts": order });
    expect(run()).toMatchObject({ status: 1, output: expect.stringContaining("npm run architecture -- --write") });
    expect(run("--write").status).toBe(0);
    expect(readFileSync(join(root, "ARCHITECTURE.md"), "utf8")).toContain("| **agent** | yes | yes |");
    expect(run().status).toBe(0);
  });
});
