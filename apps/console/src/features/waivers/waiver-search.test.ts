import { ListWaivers, WaiverState } from "@holdfast/contracts/waiver";
import { expect, it } from "vitest";
import { states, waiverQuestion } from "./waiver-search";

it("an address asks for what it says, without words that nobody knows", () => {
  const question = waiverQuestion({ facets: { state: ["active", "lost"], policy: ["tags", "No Tags"] } });
  expect(question).toEqual({ states: ["active"], policies: ["tags"] });
  expect(ListWaivers.parse(question)).toMatchObject(question);
});

it("every state that the server knows can be chosen", () => {
  expect([...states].sort()).toEqual([...WaiverState.options].sort());
});
