import { expect, it } from "vitest";
import { instantText } from "./instant-text";

const at = Date.UTC(2026, 10, 2, 23, 5, 9);
const shanghai = { locale: "en-GB", timeZone: "Asia/Shanghai" };

it.each([
  ["seconds", 60_000, "07:05:09"],
  ["minutes", 6 * 3_600_000, "07:05"],
  ["days with their minutes", 3 * 86_400_000, "03/11, 07:05"],
  ["dates with their year", 90 * 86_400_000, "03/11/2026"],
])("a mark of an axis tells %s, in the reader's zone", (_, spanMs, text) => {
  expect(instantText(at, { ...shanghai, spanMs })).toBe(text);
});

it("an instant without an axis is told to the second", () => {
  expect(instantText(at, shanghai)).toBe("03/11, 07:05:09");
});
