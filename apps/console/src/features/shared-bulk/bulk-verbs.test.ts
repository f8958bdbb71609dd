import { describe, expect, it } from "vitest";
import { offeredVerbs } from "./bulk-verbs";

describe("what is offered for many objects", () => {
  it("is what any of their kinds has, from the mildest to the gravest", () => {
    expect(offeredVerbs(["nodes"])).toEqual(["cordon", "uncordon"]);
    expect(offeredVerbs(["pods"])).toEqual(["delete"]);
    expect(offeredVerbs(["daemonsets.apps", "deployments.apps"])).toEqual(["scale", "restart", "delete"]);
  });

  it("is everything where the kinds are not known", () => {
    expect(offeredVerbs([])).toEqual(["scale", "restart", "cordon", "uncordon", "delete"]);
  });
});
