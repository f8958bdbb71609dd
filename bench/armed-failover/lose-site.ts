import { instantOf, lostRows, writeSteadily } from "@holdfast/testkit/testbed/postgres/write-steadily";
import { until } from "@holdfast/testkit/testbed/until";
import { armPlan, type Pair, runOfArming } from "./arm-plan";
import { armedPlan } from "./armed-plan";
import { type RunTimes, runTimesFrom } from "./run-times";
import { type SitesOf, stageSites } from "./stage-sites";

/** What one loss of a site took and cost. All of it is of one machine's clock. */
export interface LossOfSite extends RunTimes {
  /** From the instant before the power went until a client's next row was acknowledged. */
  readonly client: number;
  readonly acknowledgedRows: number;
  readonly lostRows: number;
}

const WRITES = 200;
const PATIENCE_MS = 60_000;

/** Stages a pair, arms its plan, takes the power from its primary while a client writes, and measures what follows. */
export async function loseSite(of: SitesOf, people: Pair): Promise<LossOfSite> {
  const sites = await stageSites(of);
  const { pair, doors } = sites;
  const client = await writeSteadily([pair.primary, pair.standby]);
  const writesGoOn = async () => {
    const from = client.acknowledged().length;
    await until("writes to go on", async () => client.acknowledged().length >= from + WRITES, { timeoutMs: PATIENCE_MS });
  };
  try {
    const places = { name: of.name, primaryDoor: `${doors.prod.origin}/`, standbyDoor: `${doors.dr.origin}/` };
    const planId = await armPlan(of.db, people, armedPlan(places));
    await writesGoOn();
    const lostAt = await sites.losePrimary();
    const before = client.acknowledged().length;
    const run = await runOfArming(of.db, planId);
    await writesGoOn();
    await client.stop();
    const again = client.acknowledged()[before];
    if (!again) throw new Error("no write was acknowledged after the loss");
    return {
      ...runTimesFrom(lostAt, run),
      client: instantOf(again) - lostAt.getTime(),
      acknowledgedRows: client.acknowledged().length,
      lostRows: (await lostRows(client, pair.standby)).length,
    };
  } finally {
    await client.stop();
    await sites.stop();
  }
}
