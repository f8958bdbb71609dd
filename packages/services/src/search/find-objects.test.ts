import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { FindObjects, type FoundPage } from "@holdfast/contracts/search";
import { parseQuery } from "@holdfast/domain/search/parse-query";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { naiveSearch, type PlacedRecord } from "../../test/naive-search";
import { aSearchedFleet } from "../../test/searched-fleet";
import { completeQuery } from "./complete-query";
import { countFound } from "./count-found";
import { exportFound } from "./export-found";
import { type FoundKeys, findKeys } from "./find-keys";
import { findObjects } from "./find-objects";
import type { FoundKey } from "./found-order";
import { readSearch } from "./read-search";

const db = suiteDatabase();
const NOW = new Date("2026-11-21T12:00:00.000Z");
const now = () => NOW;
const fleet: PlacedRecord[] = [];

beforeAll(async () => fleet.push(...(await aSearchedFleet(db, NOW))));

const find = (query: string, about: Partial<FindObjects> = {}, ctx = theSystem(db, now)) =>
  findObjects(ctx, FindObjects.parse({ query, ...about }));
const walk = async (query: string, about: Partial<FindObjects> = {}) => {
  const rows: ObjectRow[] = [];
  let cursor: string | null = null;
  do {
    const page: FoundPage = await find(query, { ...about, cursor, limit: 37 });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
};
const naive = (text: string) => {
  const parsed = parseQuery(text);
  return parsed.isValid
    ? naiveSearch(fleet, parsed.query, NOW)
        .map(({ uid }) => uid)
        .sort()
    : [];
};

describe("a search over the fleet", () => {
  it.each([
    "core",
    "CORE-PROD",
    "core,web kind:pod",
    "*-1 -core*",
    "a_b%c",
    "kind:Deployment,Node",
    "kind:deployments",
    "kind:clusters.postgresql.cnpg.io",
    "-kind:Pod",
    "cluster:prod-* -cluster:*-b",
    "environment:dr health:Degraded",
    "status:crashloopbackoff",
    "status:crash*,notready",
    "status:100%_done",
    "namespace:pay*",
    "-namespace:pay",
    "name:core-prod-a-0",
    "name:core-prod-a-0*",
    "image:log4j",
    "image:*nginx:1.1",
    "image:nginx:1.1",
    "-image:registry",
    "image:nothing-has-this",
    "-image:nothing-has-this kind:Node",
    "label:team=pay",
    "label:team=p*",
    "label:app.kubernetes.io/name",
    '-label:team=pay,team=Pay label:empty=""',
    "node:node-1,NODE-2",
    "-node:node-1 kind:Pod",
    "owner:core-1",
    "owner:replicaset/core-*",
    "age:>1d",
    "age:<2h -age:<1h",
    "core kind:Pod cluster:prod-a label:team=pay image:log4j age:>1h -status:Running",
    "zzz",
    "kind:Zebra",
    "cluster:nowhere",
  ])("for %j finds what looking at every object finds, each once and by name", async (query) => {
    const rows = await walk(query);
    expect(rows.map(({ uid }) => uid).sort()).toEqual(naive(query));
    const begins = (name: string) =>
      /^[a-z]/.test(query) && !/[:*,]/.test(query.split(" ")[0] ?? "") && name.startsWith(query.split(" ")[0]?.toLowerCase() ?? "");
    const order = rows.map(({ name }) => `${begins(name) ? 0 : 1}${name}`);
    expect(order).toEqual([...order].sort());
    const { total, isTotalCapped } = await find(query);
    expect({ total, isTotalCapped }).toEqual({ total: rows.length, isTotalCapped: false });
  });

  it.each([
    "core",
    "kind:Pod",
    "kind:Pod,Node label:team=pay",
    "-kind:Pod image:log4j",
    "cluster:prod-* -status:Running",
    "health:Degraded",
  ])("finds the same for %j where too many match to be counted", async (query) => {
    const search = await readSearch(theSystem(db, now), query);
    const uids: string[] = [];
    for (let after: FoundKey | null = null, isMore = true; isMore; ) {
      const { keys, total }: FoundKeys = await findKeys(theSystem(db, now), search, { after, limit: 41 }, 5);
      uids.push(...keys.map(({ uid }) => uid));
      isMore = keys.length === 41;
      after = keys.at(-1) ?? null;
      expect(total).toBe(search.conditions.length > 0 ? 5 : naive(query).length);
    }
    expect(uids.sort()).toEqual(naive(query));
  });

  it("shows names that begin with the text before those that have it somewhere else", async () => {
    const rows = await walk("pr");
    const starts = rows.map(({ name }) => name.startsWith("pr"));
    expect(rows.map(({ uid }) => uid).sort()).toEqual(naive("pr"));
    expect(starts).toEqual([...starts].sort((a, b) => Number(b) - Number(a)));
    const some = (await walk("api-prod")).map(({ name }) => name);
    expect(some).toEqual([...some].sort());
  });

  it("shows only clusters on which the caller has a role: in rows, counts, facets, completions and files", async () => {
    const paul = await aPerson(db, "paul", ["viewer"], { matchLabels: { team: "pay" } }, now);
    const rows = (await find("kind:Pod", { limit: 200 }, paul.as())).rows;
    expect(new Set(rows.map((row) => row.clusterName))).toEqual(new Set(["prod-a", "dr-a"]));
    expect((await find("prod-b", {}, paul.as())).rows).toEqual([]);
    expect((await find("cluster:prod-b", {}, paul.as())).total).toBe(0);
    expect((await countFound(paul.as(), "core")).clusters.map(({ name }) => name)).not.toContain("prod-b");
    const complete = async (query: string) =>
      (await completeQuery(paul.as(), { query, caret: query.length })).options.map(({ label }) => label);
    expect(await complete("cluster:")).toEqual(["dr-a", "prod-a"]);
    const { parts } = await exportFound(paul.as(), "kind:Pod");
    const exported: ObjectRow[] = [];
    for await (const part of parts) exported.push(...part);
    expect(new Set(exported.map((row) => row.clusterName))).toEqual(new Set(["prod-a", "dr-a"]));
    const nobody = await aPerson(db, "nora", [], {}, now);
    expect((await find("core", {}, nobody.as())).rows).toEqual([]);
    expect((await countFound(nobody.as(), "core")).counted).toBe(0);
  });

  it("counts what it found by kind and by cluster, the most first", async () => {
    const { kinds, clusters, counted, isCapped } = await countFound(theSystem(db, now), "label:team=pay");
    const found = naiveSearch(fleet, [{ key: "label", isNegated: false, values: [{ name: "team", value: ["pay"] }] }], NOW);
    expect({ counted, isCapped }).toEqual({ counted: found.length, isCapped: false });
    for (const { kind, count } of kinds) expect(count, kind).toBe(found.filter((record) => record.kind === kind).length);
    for (const { name, count } of clusters) expect(count, name).toBe(found.filter((record) => record.cluster.name === name).length);
    expect(kinds.map(({ count }) => count)).toEqual(kinds.map(({ count }) => count).sort((a, b) => b - a));
    expect((await countFound(theSystem(db, now), "kind:Pod")).counted).toBe(fleet.filter(({ kind }) => kind === "Pod").length);
  });

  it.each([
    ["sta", ["status"]],
    ["kind:", ["Cluster", "Deployment", "Node", "Pod"]],
    ["status:cr", ["CrashLoopBackOff"]],
    ["environment:", ["production", "test", "dr"]],
    ["namespace:pay", ["pay", "payments"]],
    ["label:te", ["team"]],
    ["label:team=p", ["pay"]],
    ["node:node-6", ["node-6"]],
    ["image:bus", ["busybox"]],
    ["health:de", ["Degraded"]],
    ["name:x", []],
    ["%:", []],
  ])("offers for %j what could stand there", async (query, labels) => {
    const { options } = await completeQuery(theSystem(db, now), { query, caret: query.length });
    expect(
      options
        .map(({ label }) => label)
        .filter((label) => label !== "Pay")
        .sort(),
    ).toEqual([...labels].sort());
  });

  it.each([
    "'; DROP TABLE inventory_object; --",
    "name:' label:a=' image:' node:' owner:' status:' namespace:' kind:' cluster:'",
    String.raw`"\" OR 1=1 --" name:\%\_`,
    `label:"a'b"=c`,
    "$1 $2 {{y}} ?",
    "%00 \u202e‮ ' \\",
    "image:%%%%%% text_",
    '"); SELECT pg_sleep(10); --"',
  ])("takes %j for a text and no more", async (query) => {
    const page = await find(query);
    expect(page.rows).toEqual([]);
    expect(await db.prisma.inventoryObject.count()).toBe(fleet.length);
  });

  it("finds nothing by a query that is wrong, and says what is wrong and where", async () => {
    const page = await find("core color:red");
    expect(page).toMatchObject({
      rows: [],
      total: 0,
      nextCursor: null,
      problems: [{ code: "unknownKey", from: 5, to: 10, word: "color" }],
    });
    await expect(exportFound(theSystem(db, now), "color:red")).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringContaining("character 1"),
    });
  });

  it("names the clusters that nobody can vouch for now, among those that it looked at", async () => {
    expect((await find("core")).staleClusters.map(({ clusterName }) => clusterName).sort()).toEqual(["dr-a", "prod-a", "prod-b"]);
    expect((await find("core cluster:dr-*")).staleClusters.map(({ clusterName }) => clusterName)).toEqual(["dr-a"]);
  });

  it("refuses a cursor that it did not give", async () => {
    await expect(find("core", { cursor: "x" })).rejects.toMatchObject({ code: "InvalidInput" });
  });
});
