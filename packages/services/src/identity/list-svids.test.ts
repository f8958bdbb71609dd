import { ListSvids } from "@holdfast/contracts/svid";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { listSvids } from "./list-svids";

const db = suiteDatabase();
const PAY = { matchLabels: { team: "pay" } };
let root: Person;
let paul: Person;

async function anIdentity(
  name: string,
  renewedMin: number,
  endsMin: number,
  more: { labels?: Record<string, string>; isRevoked?: boolean } = {},
) {
  const cluster = await aCluster(db, name, { labels: more.labels ?? {} });
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  await db.prisma.agentIdentity.create({
    data: {
      id: uuid(),
      clusterId: cluster.id,
      keyFingerprint: "f".repeat(64),
      publicKeyPem: "a secret of nobody",
      serial: "01",
      enrolledAt: at(renewedMin),
      renewedAt: at(renewedMin),
      notAfter: at(endsMin),
      ...(more.isRevoked ? { revokedAt: at(0), revokedReason: "stolen" } : {}),
    },
  });
  return cluster;
}
beforeAll(async () => {
  await anIdentity("valid", -10, 50, { labels: { team: "pay" } });
  await anIdentity("late", -50, 10);
  await anIdentity("expired", -120, -60);
  await anIdentity("revoked", -10, 50, { isRevoked: true, labels: { team: "pay" } });
  root = await aPerson(db, "root", ["viewer"]);
  paul = await aPerson(db, "paul", ["viewer"], PAY);
});

const told = async (person: Person, input: Partial<ListSvids> = {}) =>
  (await listSvids(person.as(), ListSvids.parse(input), "holdfast.test")).rows.map((row) => [row.clusterName, row.state]);

describe("the identities of agents", () => {
  it("come with what ends first first, each in its state, and those that were revoked only when asked for", async () => {
    expect(await told(root)).toEqual([
      ["expired", "expired"],
      ["late", "late"],
      ["valid", "valid"],
    ]);
    expect(await told(root, { states: ["revoked"] })).toEqual([["revoked", "revoked"]]);
    expect(await told(root, { text: "ALI" })).toEqual([["valid", "valid"]]);
  });

  it("are those of the clusters that the caller may see, and of nobody's else", async () => {
    expect(await told(paul)).toEqual([["valid", "valid"]]);
    expect(await told(paul, { states: ["revoked", "expired"] })).toEqual([["revoked", "revoked"]]);
    expect(await told(await aPerson(db, "nobody", []))).toEqual([]);
  });

  it("come page by page, with their SPIFFE ids and without their keys", async () => {
    const first = await listSvids(root.as(), ListSvids.parse({ limit: 2 }), "holdfast.test");
    expect([first.rows.length, first.total]).toEqual([2, 3]);
    const next = await listSvids(root.as(), ListSvids.parse({ limit: 2, cursor: first.nextCursor }), "holdfast.test");
    expect([next.rows.map((row) => row.clusterName), next.nextCursor]).toEqual([["valid"], null]);
    expect(next.rows[0]?.spiffeId).toBe(`spiffe://holdfast.test/cluster/${next.rows[0]?.clusterId}/agent`);
    expect(JSON.stringify(first)).not.toContain("a secret of nobody");
  });
});
