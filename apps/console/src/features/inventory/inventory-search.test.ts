import { ListObjects } from "@holdfast/contracts/inventory-list";
import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { chosenKind, inventoryQuestion, inventoryShape, isNarrowed } from "./inventory-search";

const CLUSTER = "01a1fdb6-6bf6-70f9-a252-46efdd52817b";
const at = (query: string) => readListSearch(new URLSearchParams(query), inventoryShape);

describe("the address of the inventory", () => {
  it("asks for pods by name when it says nothing", () => {
    expect(inventoryQuestion(at(""))).toEqual({ resources: ["pods"], sort: "name", direction: "asc" });
    expect(isNarrowed(at(""))).toBe(false);
  });

  it("becomes the very question, with every filter", () => {
    const search = at(
      `kind=deployments.apps&q=core&cluster=${CLUSTER}&namespace=bank&health=Degraded&health=Healthy&node=n1&owner=u1&sort=-age`,
    );
    expect(inventoryQuestion(search)).toEqual({
      resources: ["deployments.apps"],
      clusterIds: [CLUSTER],
      health: ["Healthy", "Degraded"],
      text: "core",
      namespace: "bank",
      node: "n1",
      ownerUid: "u1",
      sort: "age",
      direction: "desc",
    });
    expect(isNarrowed(search)).toBe(true);
  });

  it("lists all that runs something as one list", () => {
    expect(inventoryQuestion(at("kind=workloads")).resources).toContain("statefulsets.apps");
  });

  it.each([
    "kind=../../etc",
    "kind=PODS",
    "cluster=1%3B+DROP+TABLE",
    "health=Great",
    `namespace=${"n".repeat(190)}`,
    "sort=password",
    `q=${"x".repeat(5000)}`,
  ])("that somebody else wrote (%s) is still a question that the API takes", (query) => {
    expect(ListObjects.safeParse(inventoryQuestion(at(query))).success).toBe(true);
  });

  it("names a kind of the clusters' own", () => {
    expect(chosenKind(at("kind=clusters.postgresql.cnpg.io"))).toBe("clusters.postgresql.cnpg.io");
  });
});
