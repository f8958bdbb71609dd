import { Environment } from "@holdfast/contracts/cluster";
import { type ComplianceCell, ComplianceState, ListCompliance } from "@holdfast/contracts/compliance";
import { expect, it } from "vitest";
import { cellHref, complianceQuestion, environments, states } from "./compliance-search";

it("an address asks for what it says, without words that nobody knows", () => {
  const facets = { state: ["failed", "lost"], environment: ["production", "moon"], policy: ["tags"], from: ["x"] };
  const question = complianceQuestion({ text: " prod ", facets });
  expect(question).toEqual({ cluster: "prod", policy: "tags", environments: ["production"], states: ["failed"], policiesFrom: 0 });
  expect(ListCompliance.parse(question)).toMatchObject(question);
});

it("every word that the server knows can be chosen", () => {
  expect([...states].sort()).toEqual([...ComplianceState.options].sort());
  expect([...environments].sort()).toEqual([...Environment.options].sort());
});

it("a cell leads to the violations that it counts, and where it counts none to the policy", () => {
  const cell = { policyId: "p", state: "violations" } as unknown as ComplianceCell;
  expect(cellHref(cell, "tags", "prod")).toBe("/policies/violations?state=open&policy=tags&cluster=prod");
  expect(cellHref({ ...cell, state: "waived" }, "tags", "prod")).toContain("state=waived");
  expect(cellHref({ ...cell, state: "drifted" }, "tags", "prod")).toBe("/policies/p");
});
