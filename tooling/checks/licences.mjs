// Every package that is shipped comes under a licence that this project can be given out with.
import { existsSync, readFileSync } from "node:fs";
import { nameAt, productionGraph, readLock } from "./lock-graph.mjs";

const allowed = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "Python-2.0",
  "CC0-1.0",
]);

// One by one, each with the reason; a package that is no longer there is taken off again.
const exceptions = [
  { name: /^caniuse-lite$/, licence: "CC-BY-4.0", why: "data, not code, and used only while building" },
  { name: /^@fontsource-variable\//, licence: "OFL-1.1", why: "fonts, which may be bundled and passed on unchanged" },
  { name: /^@embedpdf\/fonts-sc$/, licence: "OFL-1.1", why: "a font, of which each PDF holds the characters that it shows" },
  { name: /^(robust-predicates|stream-buffers)$/, licence: "Unlicense", why: "given to the public domain" },
  {
    name: /^@img\/sharp-(libvips-|wasm32|win32-)/,
    licence: "LGPL-3.0-or-later",
    why: "optional, loaded dynamically, replaceable, and left out of images",
  },
];

/** Whether an SPDX expression can be satisfied with `isFine` licences. Flat ANDs and ORs are all that packages use. */
export function satisfies(expression, isFine) {
  const bare = expression.replace(/[()]/g, "");
  return bare.split(/\s+or\s+/i).some((choice) => choice.split(/\s+and\s+/i).every((each) => isFine(each.trim())));
}

/** The licence that a package states: installed, in its own package.json; otherwise what the lock file copied from it. */
function statedLicence(path, entry) {
  const manifest = `${path}/package.json`;
  const stated = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : entry;
  const licence = stated.license ?? stated.licenses?.map(({ type }) => type).join(" OR ") ?? licenceFile(path);
  return typeof licence === "object" ? licence.type : licence;
}

// Two packages state theirs only in the file.
function licenceFile(path) {
  const file = ["LICENSE", "license", "LICENSE.md", "LICENCE"].map((name) => `${path}/${name}`).find((each) => existsSync(each));
  return file && /^(The )?MIT License|^\s*\(?MIT\)?|Permission is hereby granted, free of charge/m.test(readFileSync(file, "utf8"))
    ? "MIT"
    : "none stated";
}

function check() {
  const packages = readLock();
  const used = new Set();
  const foreign = [...productionGraph(packages).keys()].filter((path) => path.includes("node_modules/"));
  if (foreign.length === 0) return ["the lock file names no dependency: the check would pass by seeing nothing"];
  const problems = foreign.flatMap((path) => {
    const name = nameAt(packages, path);
    const licence = statedLicence(path, packages[path]) ?? "none stated";
    const mine = exceptions.filter((exception) => exception.name.test(name));
    const isFine = (each) => allowed.has(each) || mine.some((exception) => exception.licence === each && used.add(exception));
    return satisfies(licence, isFine)
      ? []
      : [`${name}@${packages[path].version} is under ${licence}, which is not on the list in tooling/checks/licences.mjs`];
  });
  const idle = exceptions
    .filter((exception) => !used.has(exception))
    .map(({ name }) => `the exception for ${name} is no longer needed: take it off`);
  return [...problems, ...idle];
}

/** The check, for run.mjs. */
export const licences = { title: "licences of everything that is shipped", check };
