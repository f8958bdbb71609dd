import { Prisma } from "@holdfast/db/generated/prisma/client";
import { parseQuery } from "@holdfast/domain/search/parse-query";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { naiveSearch, type PlacedRecord } from "../../test/naive-search";
import { aSearchedFleet } from "../../test/searched-fleet";
import { type FoundKeys, findKeys } from "./find-keys";
import { firstOfCommon } from "./first-of-common";
import type { FoundKey } from "./found-order";
import { readSearch } from "./read-search";
import { soughtRows } from "./searched-rows";

const db = suiteDatabase();
const NOW = new Date("2026-11-21T12:00:00.000Z");
const ctx = theSystem(db, () => NOW);
let fleet: PlacedRecord[];
beforeAll(async () => {
  fleet = await aSearchedFleet(db, NOW);
});

const QUERIES = [
  "core",
  "core kind:Pod",
  "core,web kind:pod",
  "core -kind:Pod",
  "core cluster:prod-*",
  "core health:Healthy",
  "pay environment:production label:team=pay -status:Running",
  "web image:log4j age:>1h",
];

describe("the first page of a common text", () => {
  it.each(QUERIES)("is the page that finding everything gives, for %j, or none at all", async (query) => {
    const search = await readSearch(ctx, query);
    let taken = 0;
    for (let after: FoundKey | null = null, isMore = true; isMore; ) {
      const asked = { after, limit: 11 };
      const whole: FoundKeys = await findKeys(ctx, search, asked);
      const first = await firstOfCommon(ctx, search, asked, { common: 12, window: 60 });
      if (first) {
        taken++;
        expect(first.keys.map(({ uid }) => uid)).toEqual(whole.keys.map(({ uid }) => uid));
        expect(first.isTotalCapped).toBe(true);
        expect(first.total).toBeLessThanOrEqual(whole.total);
      }
      isMore = whole.keys.length === 11;
      after = whole.keys.at(-1) ?? null;
    }
    // Several texts have no beginning in common.
    expect(taken > 0).toBe(search.leading !== null);
  });

  it("is none for a text that is not common, or that no name begins with", async () => {
    const asked = { after: null, limit: 5 };
    for (const query of ["core-prod-a-1", "prod", "label:team=pay"])
      expect(await firstOfCommon(ctx, await readSearch(ctx, query), asked, { common: 200, window: 200 }), query).toBeNull();
  });
});

describe("finding few without the index of names", () => {
  it.each(QUERIES)("finds the same for %j", async (query) => {
    const parsed = parseQuery(query);
    const search = await readSearch(ctx, query);
    const rows = await db.prisma.$queryRaw<{ uid: string }[]>(
      Prisma.sql`SELECT uid FROM inventory_object WHERE ${soughtRows(search, "notByName")}`,
    );
    const expected = parsed.isValid ? naiveSearch(fleet, parsed.query, NOW).map(({ uid }) => uid) : [];
    expect(rows.map(({ uid }) => uid).sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(0);
  });
});
