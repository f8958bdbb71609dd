import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { sources } from "./sources.mjs";

const kept = (name) => readFileSync(fileURLToPath(new URL(`../../packages/testkit/src/vendor-crds/${name}`, import.meta.url)));

it("the definitions that are kept are those of the table, and the read-me names each with its module, version and licence", () => {
  const definitions = JSON.parse(gunzipSync(kept("vendor-crds.json.gz")).toString());
  expect(definitions.map(({ metadata }) => metadata.name)).toEqual(sources.flatMap(({ names }) => names));
  const readme = kept("README.md").toString();
  for (const { module, version, licence, names } of sources)
    expect(readme).toContain(`| \`${module}\` | ${version} | ${licence} | ${names.map((name) => `\`${name}\``).join(", ")} |`);
});
