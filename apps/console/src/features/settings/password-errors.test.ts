import { MIN_PASSWORD_LENGTH } from "@holdfast/contracts/session";
import { expect, it } from "vitest";
import { passwordErrors } from "./password-errors";

const next = "n".repeat(MIN_PASSWORD_LENGTH);

it("sends what the server would take, and names each field that it would not", () => {
  expect(passwordErrors({ current: "old", next, again: next })).toEqual({});
  expect(passwordErrors({ current: "", next: next.slice(1), again: "" })).toEqual({ current: "missing", next: "short" });
  expect(passwordErrors({ current: next, next, again: next })).toEqual({ next: "same" });
  expect(passwordErrors({ current: "old", next, again: `${next}!` })).toEqual({ again: "differs" });
});
