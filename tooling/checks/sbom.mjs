// node tooling/checks/sbom.mjs <file>: the bill of materials of what is shipped, as CycloneDX 1.6 JSON, from the lock file.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { nameAt, productionGraph, readLock } from "./lock-graph.mjs";

const purl = (name, version) => `pkg:npm/${name.startsWith("@") ? `%40${name.slice(1)}` : name}@${version}`;

function hashes(integrity) {
  const algorithms = { sha512: "SHA-512", sha384: "SHA-384", sha256: "SHA-256", sha1: "SHA-1" };
  return (integrity ?? "").split(" ").flatMap((each) => {
    const [algorithm, value] = each.split("-");
    return algorithms[algorithm] ? [{ alg: algorithms[algorithm], content: Buffer.from(value, "base64").toString("hex") }] : [];
  });
}

function licences(licence) {
  if (!licence) return {};
  return {
    licenses: [
      /\s/.test(licence) ? { expression: licence.replace(/\band\b/g, "AND").replace(/\bor\b/g, "OR") } : { license: { id: licence } },
    ],
  };
}

/** The document. The serial number is made from the lock file, so that the same lock gives the same number. */
export function billOfMaterials(packages, lockText, timestamp) {
  const graph = productionGraph(packages);
  const isOurs = (path) => !path.includes("node_modules/");
  const reference = (path) =>
    isOurs(path)
      ? `workspace:${path}`
      : `${purl(nameAt(packages, path), packages[path].version)}${path.indexOf("node_modules/", 1) > 0 ? `#${path}` : ""}`;
  const digest = createHash("sha256").update(lockText).digest("hex");
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  const root = packages[""];
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuid}`,
    version: 1,
    metadata: {
      timestamp,
      component: { type: "application", "bom-ref": "holdfast", name: root.name, version: root.version, ...licences(root.license) },
    },
    components: [...graph.keys()].sort().map((path) => ({
      type: isOurs(path) && path.startsWith("apps/") ? "application" : "library",
      "bom-ref": reference(path),
      name: nameAt(packages, path),
      version: packages[path].version,
      scope: packages[path].optional ? "optional" : "required",
      ...licences(packages[path].license),
      ...(isOurs(path) ? {} : { purl: purl(nameAt(packages, path), packages[path].version), hashes: hashes(packages[path].integrity) }),
    })),
    dependencies: [
      { ref: "holdfast", dependsOn: [...graph.keys()].filter(isOurs).map(reference).sort() },
      ...[...graph]
        .map(([path, needs]) => ({ ref: reference(path), dependsOn: needs.map(reference).sort() }))
        .sort((a, b) => a.ref.localeCompare(b.ref)),
    ],
  };
}

const make = () => billOfMaterials(readLock(), readFileSync("package-lock.json", "utf8"), new Date().toISOString());

function check() {
  const { components, dependencies } = make();
  const known = new Set(components.map((component) => component["bom-ref"]));
  const foreign = components.filter(({ purl: place }) => place);
  return [
    ...(foreign.length === 0 ? ["it names no dependency at all"] : []),
    ...(known.size < components.length ? ["two components share a reference"] : []),
    ...foreign
      .filter(({ hashes: list, version }) => list.length === 0 || !version)
      .map(({ name }) => `${name} has no version or no hash in the lock file`),
    ...dependencies.flatMap(({ ref, dependsOn }) =>
      dependsOn.filter((each) => !known.has(each)).map((each) => `${ref} needs ${each}, which is not listed`),
    ),
  ];
}

/** The check, for run.mjs. */
export const sbom = { title: "the bill of materials names all that is shipped", check };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file] = process.argv.slice(2);
  if (!file) {
    console.error("usage: node tooling/checks/sbom.mjs <file>");
    process.exit(2);
  }
  writeFileSync(file, `${JSON.stringify(make(), null, 2)}\n`);
}
