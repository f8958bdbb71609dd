import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { decisionQuestion, decisionShape, lastChosen, trailHref } from "./decision-search";

const CLUSTER = "0192f0c0-0000-7000-8000-000000000001";
const nowMs = Date.UTC(2026, 0, 2);
const read = (query: string) => readListSearch(new URLSearchParams(query), decisionShape);

describe("the address of the decision log", () => {
  it("is the question that is put, in the words of the contract alone", () => {
    expect(decisionQuestion(read(`q=%20ada%20&effect=deny&permission=object:edit&cluster=${CLUSTER}&since=24h`), nowMs)).toEqual({
      ...{ actor: "ada", effect: "deny", permission: "object:edit", clusterId: CLUSTER },
      from: new Date(nowMs - 86_400_000),
    });
    expect(decisionQuestion(read("effect=maybe&permission=world:rule&cluster=prod"), nowMs)).toEqual({});
  });

  it("takes one value of each facet, the one chosen last", () => {
    expect(lastChosen(["deny"], ["deny", "allow"])).toEqual(["allow"]);
    expect(lastChosen(["deny"], [])).toEqual([]);
  });

  it("leads to what the audit trail has of it", () => {
    const search = read(`q=ada&effect=deny&cluster=${CLUSTER}&since=7d`);
    const trail = new URLSearchParams(trailHref(decisionQuestion(search, nowMs), search.facets).split("?")[1]);
    expect(Object.fromEntries(trail)).toEqual({ q: "ada", outcome: "refused", cluster: CLUSTER, since: "7d" });
    expect(trailHref({}, {})).toBe("/audit");
  });
});
