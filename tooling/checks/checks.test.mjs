import { describe, expect, it } from "vitest";
import { certainPart, missingIn } from "./document-paths.mjs";
import { forbiddenTerms, termsInLabel, termsInText } from "./glossary-words.mjs";
import { satisfies } from "./licences.mjs";
import { productionGraph } from "./lock-graph.mjs";
import { stale } from "./lockfile.mjs";
import { versionProblems } from "./one-version.mjs";
import { privatePlaces } from "./private-places.mjs";
import { billOfMaterials } from "./sbom.mjs";

describe("document-paths", () => {
  const there = new Set(["packages/db", "packages/db/src/lease.ts", "docs/glossary.md", "packages/services/src"]);
  const missing = (text) => missingIn("docs/a.md", text, (path) => there.has(path), new Set(["lint"]));

  it("finds paths, package paths, links, documents and scripts that are not there", () => {
    const text =
      "See packages/db/src/gone.ts, `@holdfast/db/nowhere`, [here](./lost.md), SECURITY.md `npm run fly` and `npm run lint -w @holdfast/db`.";
    expect(missing(text).map((each) => each.split(" names ")[1].split(",")[0])).toEqual([
      "packages/db/src/gone.ts",
      "@holdfast/db/nowhere",
      "SECURITY.md",
      "./lost.md",
      "npm run fly",
      "npm run lint -w @holdfast/db",
    ]);
  });

  it("finds a test that has another name by now", () => {
    const read = () => 'it("keeps one", () => {});\nit("keeps two", () => {});';
    const file = "packages/db/src/lease.test.ts";
    const named = (name) => missingIn("docs/a.md", `Shown by \`${file}\` "${name}"`, () => true, new Set(), read);
    expect(named("keeps\none")).toEqual([]);
    expect(named("keeps three")).toEqual([`docs/a.md names the test "keeps three" of ${file}, which is not there`]);
  });

  it("accepts what is there, and placeholders below a folder that is", () => {
    expect(
      missing("`@holdfast/db/lease`, docs/glossary.md. [g](glossary.md#lag) packages/services/src/<noun>/<verb>.ts `npm run lint`"),
    ).toEqual([]);
    expect(certainPart("packages/api/src/routers/<noun>/list.ts")).toBe("packages/api/src/routers");
  });
});

describe("glossary-words", () => {
  const glossary =
    "| word | what it is | not |\n|---|---|---|\n| standby | a role | slave, secondary |\n| hub | a process | server |\n| lag | how far | |\n";
  const terms = forbiddenTerms(glossary);

  it("reads the third column", () => {
    expect(terms).toEqual([
      { term: "slave", word: "standby" },
      { term: "secondary", word: "standby" },
      { term: "server", word: "hub" },
    ]);
  });

  it("finds a forbidden word in running text, with its line, and leaves code and everyday words alone", () => {
    const text = "The API server answers.\n`slave` is code.\nTwo Slaves wait.\n```\nslave\n```\n";
    expect(termsInText(text, terms)).toEqual([{ term: "slave", word: "standby", line: 3 }]);
  });

  it("finds an everyday word on a screen where it is the whole label", () => {
    expect(termsInLabel("Servers", terms)).toEqual([{ term: "server", word: "hub" }]);
    expect(termsInLabel("The API server did not answer", terms)).toEqual([]);
    expect(termsInLabel("Promote the slave", terms)).toHaveLength(1);
  });
});

describe("lockfile", () => {
  it("finds a package.json that the lock file does not know of", () => {
    const packages = { "packages/db": { dependencies: { pg: "8.0.0", ws: "1.0.0" } }, "node_modules/pg": { version: "8.0.0" } };
    const manifest = { dependencies: { pg: "8.0.1" }, devDependencies: { tsx: "4.0.0" } };
    expect(stale(packages, () => manifest)).toEqual([
      "packages/db asks for pg 8.0.1, the lock file has 8.0.0: run npm install",
      "packages/db asks for ws no more, the lock file has 1.0.0: run npm install",
      "packages/db asks for tsx 4.0.0, the lock file has none: run npm install",
    ]);
    expect(stale(packages, () => packages["packages/db"])).toEqual([]);
  });
});

describe("private-places", () => {
  it("finds folders of a machine and package hosts, and takes neither addresses nor URLs for them", () => {
    const home = ["", "home", "ana", ""].join("/");
    expect(privatePlaces("a.md", `one\ncd ${home}x`, [])).toEqual([`a.md:2 names the folder ${home} of a machine`]);
    expect(privatePlaces("a.md", "https://packages.example/a", ["packages.example"])).toEqual([
      "a.md:1 names a host that packages come from",
    ]);
    expect(privatePlaces("a.md", "https://a.example/root/b packages/work/c", [])).toEqual([]);
  });
});

describe("licences", () => {
  const isFine = (licence) => ["MIT", "ISC"].includes(licence);

  it("reads expressions: any part of an OR, every part of an AND", () => {
    expect(satisfies("(GPL-3.0 OR MIT)", isFine)).toBe(true);
    expect(satisfies("MIT AND ISC", isFine)).toBe(true);
    expect(satisfies("MIT and GPL-3.0", isFine)).toBe(false);
    expect(satisfies("none stated", isFine)).toBe(false);
  });
});

describe("one-version", () => {
  it("finds two versions of one dependency, and ranges", () => {
    expect(
      versionProblems({ "": { devDependencies: { zod: "4.6.7" } }, "packages/a": { dependencies: { zod: "4.6.6", pg: "^8.0.0" } } }),
    ).toEqual(["packages/a asks for pg ^8.0.0: state one exact version", "zod is 4.6.7 in the root and 4.6.6 in packages/a: choose one"]);
    expect(versionProblems({ a: { dependencies: { zod: "4.6.7" } }, b: { dependencies: { zod: "4.6.7" } } })).toEqual([]);
  });
});

describe("sbom", () => {
  const lock = {
    "": { name: "holdfast", version: "0.1.0", license: "Apache-2.0", devDependencies: { vitest: "1.0.0" } },
    "packages/db": { name: "@holdfast/db", version: "0.0.0", dependencies: { pg: "8.0.0" }, devDependencies: { "@types/pg": "1.0.0" } },
    "packages/testkit": { name: "@holdfast/testkit", version: "0.0.0", dependencies: { vitest: "1.0.0" } },
    "node_modules/pg": { version: "8.0.0", license: "MIT", integrity: "sha512-AQI=", dependencies: { split: "1.0.0" } },
    "node_modules/split": { version: "2.0.0", license: "ISC", integrity: "sha512-AQI=" },
    "node_modules/pg/node_modules/split": { version: "1.0.0", license: "ISC", integrity: "sha512-AQM=" },
    "node_modules/vitest": { version: "1.0.0", license: "MIT", integrity: "sha512-AQI=" },
  };

  it("lists what is shipped, as it is resolved, and nothing of the tests", () => {
    expect([...productionGraph(lock).keys()]).toEqual(["packages/db", "node_modules/pg", "node_modules/pg/node_modules/split"]);
    const bill = billOfMaterials(lock, "lock", "2026-01-01T00:00:00.000Z");
    expect(bill.components.map(({ name, version }) => `${name}@${version}`)).toEqual(["pg@8.0.0", "split@1.0.0", "@holdfast/db@0.0.0"]);
    expect(bill.components[0]).toMatchObject({
      purl: "pkg:npm/pg@8.0.0",
      hashes: [{ alg: "SHA-512", content: "0102" }],
      licenses: [{ license: { id: "MIT" } }],
    });
    expect(bill.dependencies.find(({ ref }) => ref === "pkg:npm/pg@8.0.0")?.dependsOn).toEqual([
      "pkg:npm/split@1.0.0#node_modules/pg/node_modules/split",
    ]);
  });

  it("has the same serial number for the same lock file", () => {
    const serial = (text) => billOfMaterials(lock, text, "").serialNumber;
    expect(serial("a")).toBe(serial("a"));
    expect(serial("a")).not.toBe(serial("b"));
    expect(serial("a")).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
