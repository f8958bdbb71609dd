import { inviteUser } from "@holdfast/services/identity/invite-user";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { aPerson } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../platform";
import { handleInvitation } from "./handle-invitation";

const db = suiteDatabase();
let platform: Platform;
beforeAll(async () => {
  platform = await aPlatform(db);
});
afterAll(() => platform.wakes.close());

const post = (body: unknown, origin = TEST_ORIGIN) =>
  handleInvitation(
    platform,
    new Request(`${TEST_ORIGIN}/api/invitation`, { method: "POST", headers: { origin }, body: JSON.stringify(body) }),
  );

describe("the door of invitations", () => {
  it("tells a name and takes a password, once, from the console's own pages only", async () => {
    const root = await aPerson(db, "root", ["admin"]);
    const grant = { role: "viewer", selector: {}, expiresAt: null } as const;
    const { token } = await inviteUser(root.as(), { name: "Ina", email: "ina@example.test", grant });

    expect((await post({ token }, "https://evil.example")).status).toBe(403);
    expect(await (await post({ token })).json()).toEqual({ name: "Ina", email: "ina@example.test" });
    const short = await post({ token, password: "short" });
    expect(short.status).toBe(400);
    expect(await short.json()).toMatchObject({ code: "InvalidInput", message: expect.stringContaining("password") });
    expect((await post({ token, password: "correct horse battery" })).status).toBe(200);
    expect(await (await post({ token })).json()).toMatchObject({ code: "TokenUsed" });
  });

  it("says no more of a secret that nobody was given than that it is not valid", async () => {
    const answer = await post({ token: `hfi_${"x".repeat(43)}` });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "TokenInvalid" });
    expect((await post({})).status).toBe(400);
    expect((await post("{")).status).toBe(400);
  });
});
