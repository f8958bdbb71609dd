import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster } from "@holdfast/testkit/installation";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { deleteSavedSearch } from "./delete-saved-search";
import { editSavedSearch } from "./edit-saved-search";
import { listSavedSearches } from "./list-saved-searches";
import { saveSearch } from "./save-search";

const db = suiteDatabase();
let olga: Person;
let vera: Person;
beforeAll(async () => {
  await aCluster(db, "prod");
  olga = await aPerson(db, "olga", ["operator"]);
  vera = await aPerson(db, "vera", ["viewer"], { matchLabels: { team: "pay" } });
});

const save = (person: Person, name: string, isShared = false, query = "kind:Pod") => saveSearch(person.as(), { name, query, isShared });
const namesFor = async (person: Person) => (await listSavedSearches(person.as())).map(({ name }) => name);

describe("a saved search", () => {
  it("is its owner's alone until it is shared, and all of it is on record", async () => {
    const saved = await save(olga, "crashing");
    expect(saved).toMatchObject({ name: "crashing", isOwn: true, isShared: false, version: 1 });
    expect(await namesFor(vera)).not.toContain("crashing");
    const shared = await editSavedSearch(olga.as(), { id: saved.id, version: 1, name: "crashing pods", isShared: true });
    expect(shared).toMatchObject({ name: "crashing pods", isShared: true, version: 2 });
    expect(await listSavedSearches(vera.as())).toContainEqual(
      expect.objectContaining({ name: "crashing pods", query: "kind:Pod", isOwn: false, ownerName: "olga" }),
    );
    await deleteSavedSearch(olga.as(), saved.id);
    expect(await namesFor(vera)).toEqual([]);
    expect((await auditOf(db, "search.save")).at(-1)).toMatchObject({ outcome: "succeeded", after: { name: "crashing" } });
    expect((await auditOf(db, "search.edit")).at(-1)).toMatchObject({ outcome: "succeeded", after: { isShared: true } });
    expect((await auditOf(db, "search.delete")).at(-1)).toMatchObject({ outcome: "succeeded", before: { name: "crashing pods" } });
  });

  it("may be kept by a viewer, and sharing one is refused to a viewer, and the refusal is on record", async () => {
    const own = await save(vera, "mine");
    await expect(save(vera, "for all", true)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(editSavedSearch(vera.as(), { id: own.id, version: 1, name: "mine", isShared: true })).rejects.toMatchObject({
      code: "Forbidden",
    });
    expect(await listSavedSearches(vera.as())).toMatchObject([{ name: "mine", isShared: false }]);
    expect((await auditOf(db, "search.save")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: vera.id } });
  });

  it("has a name of its own among its owner's; another person may use the same", async () => {
    await save(olga, "same");
    await expect(save(olga, "same")).rejects.toMatchObject({ code: "AlreadyExists" });
    const other = await save(olga, "other");
    await expect(editSavedSearch(olga.as(), { id: other.id, version: 1, name: "same", isShared: false })).rejects.toMatchObject({
      code: "AlreadyExists",
    });
    expect(await save(vera, "same")).toMatchObject({ isOwn: true });
  });

  it("is changed and deleted by its owner alone", async () => {
    const hidden = await save(olga, "hidden");
    const shown = await save(olga, "shown", true);
    await expect(deleteSavedSearch(vera.as(), hidden.id)).rejects.toMatchObject({ code: "NotFound" });
    await expect(deleteSavedSearch(vera.as(), shown.id)).rejects.toMatchObject({
      code: "Forbidden",
      message: expect.stringContaining("olga"),
    });
    expect((await auditOf(db, "search.delete")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: vera.id } });
    expect(await db.prisma.savedSearch.count({ where: { id: { in: [hidden.id, shown.id] } } })).toBe(2);
  });

  it("is not overwritten from a tab that has not seen the newest", async () => {
    const { id } = await save(olga, "raced");
    await editSavedSearch(olga.as(), { id, version: 1, name: "raced 2", isShared: false });
    await expect(editSavedSearch(olga.as(), { id, version: 1, name: "raced 3", isShared: false })).rejects.toMatchObject({
      code: "VersionConflict",
    });
  });

  it("is a query that can be answered", async () => {
    await expect(save(olga, "wrong", false, "color:red")).rejects.toMatchObject({
      code: "InvalidInput",
      message: expect.stringContaining("character 1"),
    });
  });
});
