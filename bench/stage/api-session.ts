import { handleSignIn } from "@holdfast/api/http/handle-sign-in";
import { handleTrpc } from "@holdfast/api/http/handle-trpc";
import type { Platform } from "@holdfast/api/platform";
import type { UserRole } from "@holdfast/contracts/roles";
import type { ClusterSelector } from "@holdfast/contracts/selector";
import { createUser } from "@holdfast/services/sign-in/create-user";
import { TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { theSystem } from "@holdfast/testkit/people";
import superjson from "superjson";

const PASSWORD = "a password for one benchmark";

/** A signed-in person at the console's API: the same handler, session and answers as a browser's, without the network. */
export interface ApiSession {
  readonly cookie: string;
  /** Asks a query and reads the whole answer. Throws unless it is an answer. */
  ask<T>(path: string, input?: object): Promise<T>;
}

/** Makes a person with a role on some clusters (on all without a selector) and signs in. */
export async function signIn(platform: Platform, name: string, role: UserRole, selector: ClusterSelector = {}): Promise<ApiSession> {
  const email = `${name}@example.test`;
  await createUser(theSystem(platform.base.db), platform.signIn, { name, email, password: PASSWORD }, { role, selector });
  const signedIn = await handleSignIn(
    platform,
    new Request(`${TEST_ORIGIN}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { origin: TEST_ORIGIN, "content-type": "application/json", "x-forwarded-for": "127.0.0.1" },
      body: JSON.stringify({ email, password: PASSWORD }),
    }),
  );
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return {
    cookie,
    async ask<T>(path: string, input?: object) {
      const query = input ? `?input=${encodeURIComponent(JSON.stringify(superjson.serialize(input)))}` : "";
      const request = new Request(`${TEST_ORIGIN}/api/trpc/${path}${query}`, { headers: { origin: TEST_ORIGIN, cookie } });
      const response = await handleTrpc(platform, request);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 500)}`);
      // The API's own output schema has checked what is in it.
      return superjson.deserialize((JSON.parse(text) as { result: { data: never } }).result.data) as T;
    },
  };
}
