import type { ClusterId } from "@holdfast/contracts/ids";
import { ListObjects } from "@holdfast/contracts/inventory-list";
import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { type ObjectScope, objectQuestion, objectShape } from "./object-question";

const id = "01a1fdb6-6c1e-7537-a4e2-00ce12fe7c1d" as ClusterId;
const scope: ObjectScope = {
  resources: ["deployments.apps", "pods"],
  atFirst: ["deployments.apps"],
  sort: { key: "age", direction: "descending" },
};
const asked = (query: string) => objectQuestion(readListSearch(new URLSearchParams(query), objectShape), scope, id);

describe("the question of a tab", () => {
  it("is about this cluster only, and what the tab lists at first", () => {
    expect(asked("")).toEqual({ clusterIds: [id], resources: ["deployments.apps"], sort: "age", direction: "desc" });
  });

  it("is narrowed by what the address says, as far as the tab has it", () => {
    expect(asked("kind=pods&kind=secrets&health=Degraded&health=Odd&namespace=bank&q=web&sort=name")).toEqual({
      clusterIds: [id],
      resources: ["pods"],
      health: ["Degraded"],
      namespace: "bank",
      text: "web",
      sort: "name",
      direction: "asc",
    });
  });

  it("is one that the procedure takes, whatever the address says", () => {
    for (const query of ["", `namespace=${"x".repeat(199)}&q=%20`, "sort=-health&kind=&health=%00"])
      expect(ListObjects.safeParse(asked(query)).success, query).toBe(true);
  });
});
