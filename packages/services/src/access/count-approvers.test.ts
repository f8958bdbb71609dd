import { aCluster } from "@holdfast/testkit/installation";
import { aPerson } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { countApprovers } from "./count-approvers";

const db = suiteDatabase();
const now = () => new Date();

describe("the people who may approve a failover", () => {
  it("are those who may on both sites, by their grants of now, and who are not disabled", async () => {
    const home = await aCluster(db, "home", { environment: "production" });
    const away = await aCluster(db, "away", { environment: "dr" });
    const both = [home.id, away.id];
    await aPerson(db, "olga", ["operator"]);
    await aPerson(db, "half", ["approver"], { matchLabels: { "holdfast.dev/environment": "dr" } });
    expect(await countApprovers(db, both, now())).toBe(0);
    expect(await countApprovers(db, [away.id], now())).toBe(1);

    const ada = await aPerson(db, "ada", ["approver"]);
    await aPerson(db, "alma", ["admin", "approver"]);
    expect(await countApprovers(db, both, now())).toBe(2);

    await db.prisma.grant.updateMany({ where: { userId: ada.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await countApprovers(db, both, now())).toBe(1);
    await db.prisma.user.updateMany({ where: { name: "alma" }, data: { disabledAt: now() } });
    expect(await countApprovers(db, both, now())).toBe(0);
  });

  it("are none for a site that is not in the fleet", async () => {
    await aPerson(db, "root", ["admin"]);
    expect(await countApprovers(db, ["00000000-0000-4000-8000-000000000000"], now())).toBe(0);
  });
});
