// Who may import whom. ARCHITECTURE.md's table is made from this; dependency-cruiser enforces it.

/** For every package and app: what of ours it may import, besides itself. */
export const importTable = {
  contracts: [],
  domain: ["contracts"],
  db: ["contracts"],
  signals: ["contracts"],
  "policy-engines": ["contracts"],
  "policy-library": ["contracts", "domain", "policy-engines"],
  services: ["contracts", "domain", "db"],
  failover: ["contracts", "domain", "db", "signals"],
  api: ["contracts", "services", "signals"],
  ui: [],
  console: ["contracts", "api", "ui"],
  hub: ["contracts", "domain", "db", "services", "failover", "signals", "policy-engines", "policy-library"],
  agent: ["contracts", "domain"],
  simulator: ["contracts", "policy-engines"],
};

/** In no row: imports everything, and is imported by tests, benchmarks and tooling alone. */
export const testkit = "testkit";

/** Tests, with what only they use. They may cross every line of the table. */
export const tests = String.raw`\.(test|spec|stories|contract)\.tsx?$|-setup\.ts$|^packages/${testkit}/|^(apps|packages)/[^/]+/test/`;

/** The files of console that run on the server and may call api; all others see only its types. */
export const consoleServer = String.raw`^apps/console/src/(server/|proxy\.ts$|instrumentation(-node)?\.ts$|app/.*/route\.tsx?$)`;

const ours = "^(apps|packages)/";
const within = (names) => `${ours}(${names.join("|")})/`;

const importsOnly = ([name, allowed]) => ({
  name: `${name}-imports-only`,
  comment: `${name} may import ${allowed.length === 0 ? "none of our packages" : allowed.join(", ")}. Arrows only go left in the table of ARCHITECTURE.md: move the code to where it may be used, or pass it in.`,
  severity: "error",
  from: { path: within([name]), pathNot: tests },
  to: { path: ours, pathNot: within([name, testkit, ...allowed]) },
});

const pureCode = (name) => ({
  name: `${name}-does-no-io`,
  comment: `${name} is pure: it takes what it needs as a parameter, and reads no file, socket, process or timer.`,
  severity: "error",
  from: { path: within([name]), pathNot: tests },
  to: {
    path: "^(node:)?(fs|net|tls|dgram|dns|http|http2|https|child_process|cluster|worker_threads|timers|process)(/|$)",
    dependencyTypes: ["core"],
  },
});

/** The rules as dependency-cruiser reads them. Each comment says what to do instead. */
export const forbidden = [
  ...Object.entries(importTable).map(importsOnly),
  pureCode("contracts"),
  pureCode("domain"),
  {
    name: "testkit-in-tests-only",
    comment: "Only tests, benchmarks and tooling import testkit. What the product needs of it belongs to a package of the product.",
    severity: "error",
    from: { path: ours, pathNot: tests },
    to: { path: within([testkit]) },
  },
  {
    name: "console-sees-types-of-api",
    comment:
      "The browser's bundle sees contracts, ui and types of api: write `import type`. Calls of api's code belong in apps/console/src/server or in a route.ts.",
    severity: "error",
    from: { path: "^apps/console/", pathNot: `${tests}|${consoleServer}` },
    to: { path: "^packages/api/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "no-foreign-internals",
    comment: "src/internal belongs to its package. Export what others need from a file outside of it.",
    severity: "error",
    from: { path: `${ours}([^/]+)/` },
    to: { path: "^(apps|packages)/[^/]+/src/internal/", pathNot: "^$1/$2/" },
  },
  {
    name: "no-cycles",
    comment: "Two files that import each other are one file, or miss a third: move what both need there.",
    severity: "error",
    from: { path: ours, pathNot: "/src/generated/" },
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "resolvable",
    comment: "The import leads nowhere: check its spelling and the package's exports. Path aliases are not used here.",
    severity: "error",
    from: { path: ours },
    to: { couldNotResolve: true, pathNot: "^node$" },
  },
];

/** The table as Markdown, for ARCHITECTURE.md. */
export function importTableMarkdown() {
  const columns = Object.keys(importTable).filter((name) => Object.values(importTable).some((allowed) => allowed.includes(name)));
  const row = (cells) => `| ${cells.join(" | ")} |`;
  return [
    row(["imports", ...columns]),
    row(["---", ...columns.map(() => ":-:")]),
    ...Object.entries(importTable).map(([name, allowed]) =>
      row([`**${name}**`, ...columns.map((column) => (allowed.includes(column) ? "yes" : ""))]),
    ),
    "",
    `\`${testkit}\` imports all of them, and only tests, benchmarks and tooling import it. Of \`api\`, the browser's part of console sees types alone.`,
  ].join("\n");
}
