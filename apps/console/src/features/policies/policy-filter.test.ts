import type { PolicyListRow } from "@holdfast/contracts/policy";
import { describe, expect, it } from "vitest";
import { filterPolicies } from "./policy-filter";

const row = (name: string, phase: "Halted" | null, description = ""): PolicyListRow =>
  ({ name, description, rollout: phase && { phase } }) as unknown as PolicyListRow;
const rows = [row("no-latest-tag", "Halted", "Images name a version"), row("limits", null)];
const names = (text: string, phases: string[] = []) => filterPolicies(rows, text, phases).map(({ name }) => name);

describe("narrowing the policies", () => {
  it("goes by name and description, whatever the case", () => {
    expect(names(" LATEST ")).toEqual(["no-latest-tag"]);
    expect(names("images")).toEqual(["no-latest-tag"]);
    expect(names("")).toEqual(["no-latest-tag", "limits"]);
  });

  it("goes by the phase of the newest rollout; one that was never pushed has none", () => {
    expect(names("", ["Halted"])).toEqual(["no-latest-tag"]);
    expect(names("limits", ["Halted"])).toEqual([]);
  });
});
