// Long ways through the same world as in failover-model.test.ts, with more words, more deaths and both hubs at work at once: drawn
// from a seed. Links that are cut, slow, double or crossed, and clocks that jump, are here what they are to a run: orders and
// receipts that come late, in another order or never, and times that are over too soon. HOLDFAST_SEED draws a way again.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movesOf } from "../../test/failover-model/moves";
import { brokenRule, isEnd } from "../../test/failover-model/rules";
import { theBeginning, type World } from "../../test/failover-model/world";

const isLong = process.env.HOLDFAST_LONG === "1";
const WALKS = isLong ? 10_000 : 300;
const MOST_MOVES = 400;
const MOST_TO_THE_END = 2_000;
const seed = process.env.HOLDFAST_SEED;

/** Follows the choices, and says what was broken on the way. */
function walk(choices: readonly number[], permits: number): { world: World; broken: string | null; way: string[] } {
  let world = theBeginning({ words: 4, agentDeaths: 3, permits });
  const way: string[] = [];
  for (const choice of choices) {
    const moves = movesOf(world);
    const move = moves[choice % moves.length];
    if (!move) break;
    way.push(move.name);
    world = move.world;
    const broken = brokenRule(world);
    if (broken) return { world, broken, way };
  }
  return { world, broken: null, way };
}

/** From wherever it is, in a world that is well again: whatever can happen happens in turn, and nothing bad any more. */
function healed(from: World): World {
  let world = from;
  for (let i = 0; i < MOST_TO_THE_END && !isEnd(world); i++) {
    const moves = movesOf(world).filter(({ name }) => !/dies|runs out|undo$|resume$|, late$/.test(name));
    const move = moves[i % moves.length] ?? movesOf(world)[0];
    if (!move) return world;
    world = move.world;
  }
  return world;
}

describe("any way through two runs of a group", () => {
  it.each([
    ["of which hubs alone move anything", 0],
    ["whose agents may do the last step by themselves", 3],
  ])("%s breaks no rule, and ends once the world is well again", { timeout: 600_000 }, (_, permits) => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 50, maxLength: MOST_MOVES, size: "max" }), (choices) => {
        const { world, broken, way } = walk(choices, permits);
        if (broken) throw new Error(`${broken}: ${way.join("; ")}`);
        expect(isEnd(healed(world))).toBe(true);
      }),
      { numRuns: WALKS, ...(seed === undefined ? {} : { seed: Number(seed) }) },
    );
  });
});
