import { expect, it } from "vitest";
import { startJudge } from "./src/start-judge.ts";

function judged() {
  const said = [];
  const clock = { ms: 0 };
  const judge = startJudge(
    (isGivenUp) => said.push(isGivenUp),
    () => clock.ms,
  );
  return { judge, said, clock };
}

it("gives up what never became ready after six starts, and says so", () => {
  const { judge, said } = judged();
  const pauses = Array.from({ length: 6 }, () => judge.ended(false));
  expect(pauses).toEqual([200, 400, 800, 1600, 3200, null]);
  expect(said).toEqual([true]);
});

it("never gives up what has worked, says once that it is in trouble, and pauses for five seconds at most", () => {
  const { judge, said } = judged();
  judge.worked();
  const pauses = Array.from({ length: 40 }, () => judge.ended(false));
  expect(pauses.slice(-3)).toEqual([5000, 5000, 5000]);
  expect(said).toEqual([false]);
  judge.worked();
  for (let i = 0; i < 6; i += 1) judge.ended(false);
  expect(said).toEqual([false, false]);
});

it("starts again at once what ran well for a minute", () => {
  const { judge, clock } = judged();
  judge.worked();
  for (let i = 0; i < 4; i += 1) judge.ended(true);
  clock.ms += 60_001;
  expect(judge.ended(true)).toBe(200);
});
