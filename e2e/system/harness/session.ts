// A person at a browser: signs in as the sign-in page does, and calls what pages call.
import type { AppRouter } from "@holdfast/api/router";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import superjson from "superjson";
import { type EventStream, openEventStream } from "./event-stream";

/** Somebody who has signed in. */
export interface Session {
  readonly api: TRPCClient<AppRouter>;
  /** The tab's only stream, from now on. */
  stream(): Promise<EventStream>;
}

/** An e-mail address and a password. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

const DEADLINE_MS = 15_000;

/** A POST as a page of the console sends it. */
export const postAsPage = (url: string, path: string, body: object, cookie = ""): Promise<Response> =>
  fetch(new URL(path, url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });

/** Signs in at the console. Rejects with what the console said. */
export async function signIn(url: string, { email, password }: Credentials): Promise<Session> {
  const answer = await postAsPage(url, "/api/auth/sign-in/email", { email, password });
  if (!answer.ok) throw new Error(`signing in as ${email} was answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const headers = { cookie, origin: url };
  const link = httpLink({
    url: `${url}/api/trpc`,
    transformer: superjson,
    headers,
    // A console that was just killed would else keep a call waiting for as long as the system likes.
    fetch: (target, init) => fetch(target, { ...(init as RequestInit), signal: AbortSignal.timeout(DEADLINE_MS) }),
  });
  return { api: createTRPCClient<AppRouter>({ links: [link] }), stream: () => openEventStream(url, headers) };
}
