import { expect, it } from "vitest";
import { shownLink } from "./shown-link";

it("an absence is calm while it is allowed, and an alarm from the end of the allowance on", () => {
  const link = { state: "unreachable" as const, awayUntil: new Date(1000) };
  expect(shownLink(link, 999)).toBe("away");
  expect(shownLink(link, 1000)).toBe("unreachable");
  expect(shownLink({ ...link, awayUntil: null }, 0)).toBe("unreachable");
  expect(shownLink({ state: "connected", awayUntil: null }, 0)).toBe("connected");
});
