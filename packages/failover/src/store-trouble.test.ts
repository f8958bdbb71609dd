import { Fault } from "@holdfast/contracts/fault";
import { openDatabase } from "@holdfast/db/database";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { decideStep } from "../test/approved-run";
import { stepsOf } from "../test/steps-of";
import { suiteHub } from "../test/suite-hub";
import { isStoreTrouble } from "./store-trouble";

const db = suiteDatabase();
let troubles = 0;
/** The store, whose pool has no connection free for as many looks at approvals as were asked for. */
const overrun = {
  get url() {
    return db.url;
  },
  close: () => db.close(),
  get prisma() {
    return db.prisma.$extends({
      query: {
        approval: {
          findMany({ args, query }) {
            if (troubles === 0) return query(args);
            troubles -= 1;
            throw new Error("timeout exceeded when trying to connect");
          },
        },
      },
      // The extension changes no model, so whoever uses the client notices nothing.
    }) as unknown as typeof db.prisma;
  },
};
const hub = suiteHub(db, { db: overrun });

describe("a store that is overrun", () => {
  it("keeps a step waiting, and does not end it", { timeout: 60_000 }, async () => {
    const stage = await hub.stage();
    const { ask, scale } = stepsOf(stage.pair);
    const runId = await stage.run([ask(), scale(10)]);
    await hub.reachesStep(runId, 0, "AwaitingApproval");
    troubles = 4;
    await decideStep(db, runId, "ask", "ben");
    const run = await hub.reaches(runId, "Succeeded", "Paused", "Failed", "NeedsOperator");
    expect([run.phase, run.phaseMessage, troubles]).toEqual(["Succeeded", "every step was verified", 0]);
    expect(run.steps.map((step) => step.attempt)).toEqual([1, 1]);
  });
});

describe("trouble with the store", () => {
  it("is known from what its driver, its pool and its client throw", async () => {
    const nowhere = openDatabase("postgresql://nobody:x@127.0.0.1:1/none", 1);
    const refused = await nowhere.prisma.run.count().catch((cause: unknown) => cause);
    await nowhere.close();
    expect(isStoreTrouble(refused)).toBe(true);
    const cut = await db.prisma.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`.catch((cause: unknown) => cause);
    expect(isStoreTrouble(cut)).toBe(true);
    expect(isStoreTrouble(new Prisma.PrismaClientKnownRequestError("expired", { code: "P2028", clientVersion: "" }))).toBe(true);
    expect(isStoreTrouble(new Error("outer", { cause: new Error("Connection terminated unexpectedly") }))).toBe(true);
  });

  it("is nothing else", async () => {
    const wrong = await db.prisma.$queryRaw`SELECT no_such_column FROM run`.catch((cause: unknown) => cause);
    expect(isStoreTrouble(wrong)).toBe(false);
    expect(isStoreTrouble(new Fault("AgentUnreachable", "connection timeout", { cause: new Error("Connection terminated") }))).toBe(false);
    expect(isStoreTrouble(new TypeError("x is not a function"))).toBe(false);
    expect(isStoreTrouble(undefined)).toBe(false);
  });
});
