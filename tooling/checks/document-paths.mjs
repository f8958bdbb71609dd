// Documents rot where they name things. Every path, package path and npm script that a document names must be there.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { trackedFiles } from "./tracked-files.mjs";

const PATH = /(?<![\w/.@~-])(?:apps|packages|prisma|docs|tooling|e2e|bench|\.ci)\/[\w.<>*{}[\]()/-]*[\w>*}\])/]/g;
const PACKAGE_PATH = /@holdfast\/([a-z-]+)\/([\w./<>-]*[\w>])/g;
const ROOT_DOCUMENT = /(?<![\w/.-])[A-Z]{4,}\.md\b/g;
const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)/g;
const SCRIPT = /\bnpm run (?:-s )?([\w:-]+(?: -w @holdfast\/[a-z-]+)?)/g;
const NAMED_TEST = /`([\w/.-]+\.(?:test|spec|contract)\.ts)`\s+"([^"]+)"/g;
const PLACEHOLDER = /[<>*{}[\]()]/;

/** A path with placeholders is checked as far as it is certain: the folders before the first of them. */
export function certainPart(path) {
  const parts = path.replace(/[).\]]+$/, "").split("/");
  const uncertain = parts.findIndex((part) => PLACEHOLDER.test(part));
  return (uncertain === -1 ? parts : parts.slice(0, uncertain)).join("/");
}

const packageFile = (name, rest) =>
  ["packages", "apps"].flatMap((folder) =>
    ["", ".ts", ".tsx", ".css"].map((ending) => `${folder}/${name}/src/${certainPart(rest)}${ending}`),
  );

const oneLine = (text) => text.replace(/\s+/g, " ");

/** What a document names that is not there. `exists`, `scripts` and `read` tell what is. */
export function missingIn(document, text, exists, scripts, read = () => "") {
  const missing = new Set();
  const require = (shown, paths) => paths.some(exists) || missing.add(shown);
  for (const [path] of text.matchAll(PATH)) require(path, [certainPart(path)]);
  for (const [shown, name, rest] of text.matchAll(PACKAGE_PATH)) require(shown, packageFile(name, rest));
  for (const [path] of text.matchAll(ROOT_DOCUMENT)) require(path, [path, join(dirname(document), path)]);
  for (const [, path] of text.matchAll(LINK)) require(path, [join(dirname(document), path)]);
  for (const [shown, name] of text.matchAll(SCRIPT)) if (!scripts.has(name)) missing.add(shown);
  for (const [, path, name] of text.matchAll(NAMED_TEST))
    if (exists(path) && !oneLine(read(path)).includes(`"${oneLine(name)}"`)) missing.add(`the test "${oneLine(name)}" of ${path}`);
  return [...missing].map((each) => `${document} names ${each}, which is not there`);
}

/** The scripts of every package as a document calls them: those of the root by their name, the others with `-w` and the package's. */
function scriptsOfAll() {
  return trackedFiles()
    .filter((path) => /(^|\/)package\.json$/.test(path))
    .flatMap((path) => {
      const { name, scripts = {} } = JSON.parse(readFileSync(path, "utf8"));
      return Object.keys(scripts).map((script) => (path === "package.json" ? script : `${script} -w ${name}`));
    });
}

function check() {
  const scripts = new Set(scriptsOfAll());
  const documents = trackedFiles().filter((path) => path.endsWith(".md"));
  if (documents.length === 0) return ["there is no document to check"];
  return documents.flatMap((path) =>
    missingIn(path, readFileSync(path, "utf8"), existsSync, scripts, (file) => readFileSync(file, "utf8")),
  );
}

/** The check, for run.mjs. */
export const documentPaths = { title: "documents name what exists", check };
