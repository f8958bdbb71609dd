import { createUser } from "@holdfast/services/sign-in/create-user";
import { recordTerminal } from "@holdfast/services/terminal/record-terminal";
import { firstHead } from "@holdfast/services/terminal/recording-vault";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { aCluster } from "@holdfast/testkit/installation";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Platform } from "../platform";
import { handleRecording } from "./handle-recording";
import { handleSignIn } from "./handle-sign-in";

const db = suiteDatabase();
const PASSWORD = "correct horse battery";
const PIECES = 12;
const id = "01a1ff37-5b94-753c-bbb0-ebcc01a122b3";
let platform: Platform;

/** An approver who signed in: their cookie, and who they are. */
async function anApprover(name: string) {
  const email = `${name}@example.test`;
  const made = await createUser(theSystem(db), platform.signIn, { name, email, password: PASSWORD }, { role: "approver", selector: {} });
  const headers = { origin: TEST_ORIGIN, "content-type": "application/json", "x-forwarded-for": "127.0.0.1" };
  const body = JSON.stringify({ email, password: PASSWORD });
  const answer = await handleSignIn(platform, new Request(`${TEST_ORIGIN}/api/auth/sign-in/email`, { method: "POST", headers, body }));
  return { id: made.id, cookie: (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
}
const fetched = (cookie: string) =>
  handleRecording(platform, new Request(`${TEST_ORIGIN}/api/terminals/recording?id=${id}`, { headers: { cookie } }));

beforeAll(async () => {
  platform = await aPlatform(db);
  const clusterId = (await aCluster(db, "prod", { environment: "production" })).id;
  const at = new Date();
  const place = { clusterId, namespace: "bank", pod: "web-1", podUid: "pod", container: "app", columns: 80, rows: 24 };
  const who = { userId: "somebody", userName: "x", reason: "", commandId: id, driver: id };
  let tape = await db.prisma.terminalSession.create({ data: { id, ...place, ...who, startedAt: at, seenAt: at, head: firstHead(id) } });
  for (let seq = 1; seq <= PIECES; seq++) {
    const next = await recordTerminal(theSystem(db), platform.recordings, id, id, tape, [[seq, seq, "o", "x".repeat(80_000)]]);
    tape = { ...tape, ...next };
  }
});
afterAll(() => platform.wakes.close());

it("a recording that is being read breaks off when the reader's session or right ends, so that nobody takes it for the whole", async () => {
  const whole = await (await fetched((await anApprover("whole")).cookie)).text();
  expect(whole.trim().split("\n")).toHaveLength(PIECES + 1);
  const ends = {
    Unauthenticated: (userId: string) => db.prisma.session.deleteMany({ where: { userId } }),
    NotFound: (userId: string) => db.prisma.grant.updateMany({ where: { userId }, data: { revokedAt: new Date() } }),
  };
  for (const [code, end] of Object.entries(ends)) {
    const reader = await anApprover(code.toLowerCase());
    const body = (await fetched(reader.cookie)).body?.getReader();
    expect((await body?.read())?.done).toBe(false);
    await end(reader.id);
    const rest = async () => {
      for (let read = await body?.read(); read && !read.done; read = await body?.read());
    };
    await expect(rest(), code).rejects.toMatchObject({ code });
  }
});
