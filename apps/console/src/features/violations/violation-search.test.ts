import { ViolationFilter } from "@holdfast/contracts/compliance";
import { expect, it } from "vitest";
import { effects, states, violationFile, violationQuestion } from "./violation-search";

it("an address asks for what it says, without words that nobody knows", () => {
  const facets = { state: ["open", "lost"], effect: ["deny"], policy: ["no-latest", "No Latest"], team: ["core"] };
  const question = violationQuestion({ text: " web ", facets });
  expect(question).toMatchObject({ text: "web", states: ["open"], effects: ["deny"], policies: ["no-latest"], teams: ["core"] });
  expect(ViolationFilter.parse(question)).toEqual(question);
});

it("every word that the server knows can be chosen", () => {
  const { states: known, effects: kinds } = ViolationFilter.parse({ states, effects });
  expect([known.length, kinds.length]).toEqual([states.length, effects.length]);
});

it("a file holds what the page lists", () => {
  const question = violationQuestion({ text: "", facets: { state: ["open"] } });
  const asked = new URL(violationFile("csv", question), "https://console.example").searchParams;
  expect(ViolationFilter.parse(JSON.parse(asked.get("filter") ?? ""))).toEqual(question);
});
