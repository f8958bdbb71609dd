import type { BulkStanding } from "@holdfast/contracts/bulk";
import type { Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { aBulkWorld, type BulkWorld, expecting, restart, webs } from "../../test/a-bulk-world";
import { getBulk } from "./get-bulk";
import { listBulkChildren } from "./list-bulk-children";
import { listBulks } from "./list-bulks";
import { orderBulk } from "./order-bulk";

const db = suiteDatabase();
let { prod, test, operator, partly } = {} as BulkWorld;
beforeAll(async () => {
  ({ prod, test, operator, partly } = await aBulkWorld(db));
});

describe("looking at bulk orders", () => {
  it("shows those about clusters that the caller may see, counted over those, the newest first and in pages", async () => {
    const both = await orderBulk(operator.as(), restart(expecting([...webs(test, 2), ...webs(prod, 3)]), { confirmed: "5" }));
    const hidden = await orderBulk(operator.as(), restart(expecting(webs(test, 1))));
    const page = (person: Person, cursor: string | null = null, limit = 10) => listBulks(person.as(), { cursor, limit });
    expect((await page(operator)).rows.map(({ id }) => id)).toEqual([hidden.bulkId, both.bulkId]);
    expect(await page(partly)).toMatchObject({ rows: [{ id: both.bulkId, total: 3 }], total: 1 });
    await expect(getBulk(partly.as(), hidden)).rejects.toMatchObject({ code: "NotFound" });
    expect((await listBulkChildren(partly.as(), { ...both, cursor: null, limit: 10 })).rows.map(({ clusterName }) => clusterName)).toEqual([
      "prod",
      "prod",
      "prod",
    ]);
    const newest = await page(operator, null, 1);
    expect(newest.nextCursor).not.toBeNull();
    expect((await page(operator, newest.nextCursor, 1)).rows.map(({ id }) => id)).toEqual([both.bulkId]);
  });

  it("reads the objects in pages, and those of one standing alone", async () => {
    const { bulkId } = await orderBulk(operator.as(), restart(expecting(webs(test, 9))));
    const read = (cursor: string | null, standing?: BulkStanding) =>
      listBulkChildren(operator.as(), { bulkId, cursor, limit: 4, ...(standing ? { standing } : {}) });
    const seen: string[] = [];
    for (let cursor: string | null = null, turn = 0; turn < 3; turn++) {
      const next = await read(cursor);
      expect(next.total).toBe(9);
      seen.push(...next.rows.map(({ uid }) => uid));
      cursor = next.nextCursor;
    }
    expect(seen).toEqual(webs(test, 9).map(({ uid }) => uid));
    expect((await read(null, "failed")).total).toBe(0);
  });
});
