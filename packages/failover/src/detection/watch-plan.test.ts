import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { expect, it } from "vitest";
import { anArming, aTrigger, PRIMARY_URL } from "../../test/armed-plan";
import { memoryLog } from "../../test/furnish";
import { stepsOf } from "../../test/steps-of";
import { suiteHub } from "../../test/suite-hub";
import { planWatch } from "./watch-plan";
import { watchedPlans } from "./watched-plans";

const db = suiteDatabase();
const hub = suiteHub(db);

it("writes the row of an armed plan when a vantage sees something else, and not when only its figure moves", async () => {
  const stage = await hub.stage();
  stage.standby.pages.set(PRIMARY_URL, { status: 200 });
  const alarms = { conditions: [{ name: "gone", query: "gone", comparison: ">", threshold: 9 }] };
  const plan = stage.plan([stepsOf(stage.pair).scale(10)], { trigger: aTrigger({ alarms }) });
  const armingId = await anArming(db, stage.pair, plan, await stage.save(plan));
  const { agents, links } = hub.agents();
  let looks = 0;
  const ports = { ...{ db, agents, links, hubId: "one", log: memoryLog() }, now: () => new Date(1_800_000_000_000 + looks) };
  const [watched] = (await watchedPlans({ db })).filter((each) => each.armingId === armingId);
  if (!watched) throw new Error("the plan is armed");
  const watch = await planWatch(ports, { name: "watch", owner: "one", epoch: 1n } as never, watched);
  /** The look that the row is of, after another one that reads this figure. */
  const after = async (figure: number) => {
    looks += 1;
    stage.standby.metrics.set("gone", [figure]);
    await watch.look(new AbortController().signal);
    const row = await db.prisma.armingWatch.findUniqueOrThrow({ where: { armingId } });
    return row.lookedAt.getTime() - 1_800_000_000_000;
  };
  expect([await after(1), await after(2), await after(3)]).toEqual([1, 1, 1]);
  expect(await after(10)).toBe(4);
  expect(await after(11)).toBe(4);
});
