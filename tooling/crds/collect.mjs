// npm run crds: takes the definitions of sources.mjs out of their Go modules, without their descriptions, into the one data file
// that the tests install them from (packages/testkit/src/vendor-crds). Needs Go and its module proxy; the tests need neither.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parseAllDocuments } from "yaml";
import { sources } from "./sources.mjs";

const output = fileURLToPath(new URL("../../packages/testkit/src/vendor-crds/vendor-crds.json.gz", import.meta.url));

function folderOf({ module, version }) {
  const found = spawnSync("go", ["mod", "download", "-json", `${module}@${version}`], {
    encoding: "utf8",
    env: { ...process.env, GOFLAGS: "-mod=mod" },
  });
  const { Dir, Error: problem } = JSON.parse(found.stdout || "{}");
  if (!Dir) throw new Error(`${module}@${version}: ${problem ?? found.stderr}`);
  return Dir;
}

// A description is text; a property of that name is a schema.
function withoutDescriptions(value) {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key, each]) => !(key === "description" && typeof each === "string"));
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutDescriptions(each)]));
}

function definitionsOf(source) {
  const folder = folderOf(source);
  const all = source.files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), "utf8")).map((document) => document.toJS()),
  );
  return source.names.map((name) => {
    const found = all.find((each) => each?.kind === "CustomResourceDefinition" && each.metadata.name === name);
    if (!found) throw new Error(`${source.module}@${source.version} has no ${name}`);
    const { metadata, spec } = found;
    const annotations = Object.entries(metadata.annotations ?? {}).filter(
      ([key]) => key.endsWith("k8s.io/approved") || key === "api-approved.kubernetes.io",
    );
    return {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name, ...(annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {}) },
      spec: withoutDescriptions({ ...spec, conversion: undefined }),
    };
  });
}

const definitions = sources.flatMap(definitionsOf);
writeFileSync(output, gzipSync(JSON.stringify(definitions), { level: 9 }));
console.log(`${definitions.length} definitions: ${definitions.map(({ metadata }) => metadata.name).join(", ")}`);
