import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bundle, putOpaBeside } from "./node-bundle.mjs";

const engine = fileURLToPath(new URL("../../packages/policy-engines/src/rego/rego-engine.ts", import.meta.url));

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-bundle-"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("the Rego engine works in a bundle as the hub is one, and lets the process end", async () => {
  writeFileSync(
    join(folder, "main.ts"),
    `import { createRegoEngine } from ${JSON.stringify(engine)};
const engine = createRegoEngine();
const modules = [{ file: "a.rego", text: "package a\\nout := input.n + 1" }];
const preparation = await engine.prepare({ modules, version: "v1", query: "data.a.out" });
console.log(JSON.stringify(preparation.isPrepared && (await engine.evaluate(preparation.policy, { inputs: [{ n: 1 }] }))));
`,
  );
  const dist = join(folder, "dist");
  await Promise.all([bundle(join(folder, "main.ts"), join(dist, "main.js")), putOpaBeside(dist)]);
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(dist, "main.js")], { encoding: "utf8", timeout: 25_000 });
  expect({ stdout, stderr, status }).toEqual({ stdout: '[{"state":"defined","value":2}]\n', stderr: "", status: 0 });
});
