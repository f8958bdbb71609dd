import { ReadGolden, ReadLogs, ReadTraces } from "@holdfast/contracts/signals";
import { describe, expect, it } from "vitest";
import { observeHref, readObserve, serviceOf, windowOf, writeObserve } from "./observe-search";

const NOW = 1_795_260_000_000;
const CLUSTER = "01a1fdb6-6bf6-70f9-a252-46efdd52817b";
const at = (query: string) => readObserve(new URLSearchParams(query));

describe("the address of the observe screens", () => {
  it("has a default for everything, and is empty for it", () => {
    expect(windowOf(at(""), NOW)).toEqual({ fromMs: NOW - 900_000, toMs: NOW, points: 120 });
    expect(observeHref("/observe", at(""))).toBe("/observe");
  });

  it("comes back as it was written", () => {
    const written = `since=1h&refresh=30s&cluster=${CLUSTER}&service=bank%2Fcore&query=%7Bapp%3D%22a%22%7D&traced=core`;
    expect(writeObserve(at(written))).toBe(written);
    expect(serviceOf(at(written).service)).toEqual({ namespace: "bank", name: "core" });
  });

  it("keeps two instants where they are, whatever the clock says", () => {
    const search = at("since=1h&from=1795250000000&to=1795250060000");
    expect(windowOf(search, NOW)).toMatchObject({ fromMs: 1_795_250_000_000, toMs: 1_795_250_060_000 });
    expect(writeObserve(search)).toBe("from=1795250000000&to=1795250060000");
  });

  it.each([
    "since=1y",
    "since=constructor",
    "refresh=1ms",
    "from=5&to=4",
    "from=1e99&to=2e99",
    "from=-5&to=9",
    "from=1.5&to=9",
    "cluster=*",
    "service=bank",
    "service=../x",
    "service=a/b/c",
    `query=${"{".repeat(9000)}`,
    `traced=${"t".repeat(900)}`,
  ])("that somebody else wrote (%s) is still a question that the API takes", (query) => {
    const search = at(query);
    const common = { window: windowOf(search, NOW), clusterIds: [...search.clusterIds] };
    expect(ReadGolden.safeParse({ ...common, service: serviceOf(search.service) ?? { namespace: "a", name: "b" } }).success).toBe(true);
    expect(ReadLogs.safeParse({ ...common, query: search.query || "{}" }).success).toBe(true);
    expect(ReadTraces.safeParse({ ...common, service: search.traced || "a" }).success).toBe(true);
  });
});
