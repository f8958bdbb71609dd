import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { describe, expect, it } from "vitest";
import { foundCsv } from "./found-csv";

// What a cluster could put into a row; the rest does not matter here.
const row = (about: Partial<ObjectRow>) =>
  ({
    clusterName: "prod",
    kind: "Pod",
    namespace: "bank",
    name: "core",
    health: "Healthy",
    status: "Running",
    reason: null,
    ready: 1,
    desired: 2,
    restarts: 0,
    node: null,
    owner: { kind: "ReplicaSet", name: "core", uid: "u" },
    labels: { team: "pay" },
    images: ["a:1", "b:2"],
    createdAt: new Date("2026-11-21T00:00:00Z"),
    observedAt: new Date("2026-11-21T01:00:00Z"),
    ...about,
  }) as ObjectRow;

async function written(...parts: ObjectRow[][]): Promise<string[]> {
  const texts: string[] = [];
  async function* all() {
    yield* parts;
  }
  for await (const text of foundCsv(all())) texts.push(text);
  return texts.join("").split("\r\n");
}

describe("a search as CSV", () => {
  it("has one line of names and one line an object, whatever the parts", async () => {
    const lines = await written([row({}), row({ name: "web" })], [row({ name: "db" })]);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^cluster,kind,namespace,name,health,/);
    expect(lines[1]).toBe(
      "prod,Pod,bank,core,Healthy,Running,,1,2,0,,ReplicaSet/core,a:1 b:2,team=pay,2026-11-21T00:00:00.000Z,2026-11-21T01:00:00.000Z",
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")'])(
    "shows %j as the text that it is, and not as a formula",
    async (reason) => {
      const [, line = ""] = await written([row({ reason })]);
      const cell = line.split("Running,")[1] ?? "";
      expect(cell.replace(/^"/, "")).toMatch(/^'/);
    },
  );

  it("keeps commas, quotes and line ends inside of their cell", async () => {
    const lines = await written([row({ reason: 'a "b", c\nd' })]);
    expect(lines[1]).toContain('"a ""b"", c\nd"');
    expect(lines).toHaveLength(3);
  });
});
