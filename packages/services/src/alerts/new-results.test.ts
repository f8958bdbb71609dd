import { describe, expect, it } from "vitest";
import { newResults, packKeys, unpackKeys } from "./new-results";

const pods = (...uids: string[]) => uids.map((uid) => ({ clusterId: "a", resource: "pods", uid }));
const whole = [{ clusterId: "a", resource: "pods" }];

describe("new results", () => {
  it("are those that were not found before, again after they had been gone, and none at the first look", () => {
    const first = newResults(null, { results: pods("1", "2"), covered: whole });
    expect(first.fresh).toBe(0);
    const second = newResults(first.settled, { results: pods("2", "3"), covered: whole });
    expect(second.fresh).toBe(1);
    expect(newResults(second.waiting, { results: pods("2", "3"), covered: whole }).fresh).toBe(1);
    expect(newResults(second.settled, { results: pods("2", "3"), covered: whole }).fresh).toBe(0);
    expect(newResults(second.settled, { results: pods("1", "2", "3"), covered: whole }).fresh).toBe(1);
  });

  it("are none of a cluster that is seen since, nor of one whose objects are being read for the first time", () => {
    const before = newResults(null, { results: pods("1"), covered: whole }).settled;
    const other = { clusterId: "b", resource: "pods", uid: "9" };
    const seen = newResults(before, { results: [...pods("1"), other], covered: [...whole, { clusterId: "b", resource: "pods" }] });
    expect(seen.fresh).toBe(0);
    expect(newResults(seen.settled, { results: [...pods("1"), other, { ...other, uid: "10" }], covered: whole }).fresh).toBe(1);
    const reading = newResults(before, { results: [...pods("1"), other], covered: whole }).settled;
    expect(newResults(reading, { results: [...pods("1"), other, { ...other, uid: "10" }], covered: whole }).fresh).toBe(0);
  });

  it("are remembered in eight bytes each", () => {
    const { settled } = newResults(null, { results: pods("1", "2", "3"), covered: whole });
    const packed = packKeys(settled.known);
    expect(packed).toHaveLength(24);
    expect(unpackKeys(packed)).toEqual(settled.known);
    expect(unpackKeys(new Uint8Array())).toEqual(new Set());
  });
});
