import { ListComponents } from "@holdfast/contracts/component";
import { readListSearch } from "@holdfast/ui/rules/list-search";
import { expect, it } from "vitest";
import { matrixQuestion, matrixShape } from "./matrix-search";

const asked = (address: string) => ListComponents.parse(matrixQuestion(readListSearch(new URLSearchParams(address), matrixShape)));

it("asks what the address says, and is content with what it does not understand", () => {
  expect(asked("domain=mesh&domain=nonsense&environment=dr&show=differing&page=3")).toMatchObject({
    domain: ["mesh"],
    environment: ["dr"],
    differing: true,
    withAbsent: false,
    page: 3,
  });
  expect(asked("page=-4&show=absent&environment=moon")).toMatchObject({ page: 1, withAbsent: true, differing: false });
  expect(asked("environment=moon").environment).toBeUndefined();
  expect(asked(`page=${"9".repeat(30)}`).page).toBe(10_000);
});
