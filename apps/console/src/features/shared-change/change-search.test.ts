import { ListChanges } from "@holdfast/contracts/history";
import type { ClusterId } from "@holdfast/contracts/ids";
import { readListSearch } from "@holdfast/ui/rules/list-search";
import { describe, expect, it } from "vitest";
import { changeQuestion, changeShape, changeTime, isNarrowed, openedChange } from "./change-search";

const NOW = Date.parse("2026-11-21T14:30:00.000Z");
const CLUSTER = "01a1fdb6-6bf6-70f9-a252-46efdd52817b" as ClusterId;
const at = (query: string) => readListSearch(new URLSearchParams(query), changeShape);

describe("the address of a list of changes", () => {
  it("asks for the last hour when it says nothing, and for all that is kept when it says so", () => {
    expect(changeQuestion(at(""), NOW, null)).toEqual({ from: new Date(NOW - 3_600_000) });
    expect(changeTime(at(""), NOW).span).toBe("1h");
    expect(changeQuestion(at("since=all"), NOW, null)).toEqual({});
    expect(isNarrowed(at("since=10m&change=1-1"))).toBe(false);
  });

  it("becomes the very question: what changed on this cluster between two instants", () => {
    const times = "from=2026-11-21T14:00:00.000Z&to=2026-11-21T14:10:00.000Z";
    expect(changeQuestion(at(`${times}&kind=pods&namespace=bank&operation=deleted&decisions=yes&q=web`), NOW, CLUSTER)).toEqual({
      ...{ clusterIds: [CLUSTER], from: new Date("2026-11-21T14:00:00Z"), to: new Date("2026-11-21T14:10:00Z") },
      ...{ resources: ["pods"], namespace: "bank", operations: ["deleted"], onlyDecisions: true, text: "web" },
    });
    expect(changeQuestion(at(`cluster=${CLUSTER}&since=all`), NOW, null)).toEqual({ clusterIds: [CLUSTER] });
  });

  it.each([
    "since=toString",
    "from=yesterday&to=tomorrow",
    "from=2026-11-21T14:10:00.000Z&to=2026-11-21T14:00:00.000Z",
    "cluster=all",
    "operation=renamed",
    "kind=Pods!",
    `namespace=${"n".repeat(180)}`,
    `q=${"x".repeat(4000)}`,
  ])("that somebody else wrote (%s) is still a question that the API takes", (query) => {
    expect(ListChanges.safeParse({ ...changeQuestion(at(query), NOW, null), cursor: null }).success).toBe(true);
  });

  it("opens the change that it names, and nothing else", () => {
    expect(openedChange(at("change=1763733600000-42"))).toBe("1763733600000-42");
    expect(openedChange(at("change=42"))).toBeNull();
    expect(openedChange(at(""))).toBeNull();
  });
});
