import { describe, expect, it } from "vitest";
import { gravestStore, storesCopiedTo } from "./store-marks";

interface Store {
  readonly name: string;
  readonly verdict: "within" | "over";
  readonly lossSeconds: number | null;
  readonly standby: string;
}
const a: Store = { name: "a", verdict: "within", lossSeconds: 3, standby: "dr" };
const b: Store = { name: "b", verdict: "within", lossSeconds: 9, standby: "dr" };
const over: Store = { name: "c", verdict: "over", lossSeconds: 1, standby: "dr" };
const unknown: Store = { name: "d", verdict: "over", lossSeconds: null, standby: "test" };

describe("the data store to look at first", () => {
  it("has the gravest verdict, then the most to lose; what nobody knows is the most", () => {
    expect(gravestStore([a, b])).toBe(b);
    expect(gravestStore([a, over, b])).toBe(over);
    expect(gravestStore([over, unknown])).toBe(unknown);
    expect(gravestStore([])).toBeUndefined();
  });

  it("of a cluster is one that is copied to it", () => {
    expect(storesCopiedTo("dr", [{ stores: [a, unknown] }, { stores: [over] }])).toEqual([a, over]);
  });
});
