import { describe, expect, it } from "vitest";
import { undoableDrain } from "./undoable-drain";

const drain = { verb: "drain", outcome: "accepted" } as const;

describe("the drain that an uncordon takes back", () => {
  it("is the newest order that did anything, running or ended", () => {
    expect(undoableDrain([{ verb: "uncordon", outcome: "refused" }, drain])).toBe(drain);
    expect(undoableDrain([{ ...drain, outcome: "failed" }, drain])).toMatchObject({ outcome: "failed" });
  });

  it("is none when the drain was refused, or the node was uncordoned since", () => {
    expect(undoableDrain([{ ...drain, outcome: "refused" }])).toBeNull();
    expect(undoableDrain([{ verb: "uncordon", outcome: "succeeded" }, drain])).toBeNull();
  });
});
