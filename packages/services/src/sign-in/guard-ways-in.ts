import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { hasPassword } from "./confirming-provider";
import { FRESH_MS } from "./fresh-time";
import { freshnessOf } from "./require-fresh-factor";
import type { SignedIn, SignInSettings } from "./sign-in";

/** What of the library's addresses, and of ours beside them, adds or takes away a way into the account of whoever is signed in. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  [/^\/two-factor\/enable$/, "second-factor.enable"],
  [/^\/two-factor\/disable$/, "second-factor.disable"],
  [/^\/oidc\/connect\/[^/]+$/, "identity.connect"],
];

/** What begins or ends a second factor; its first code is asked for by the key alone. */
const isFactorChange = (path: string): boolean => path === "/two-factor/enable" || path === "/two-factor/disable";

const NO_STORE = { "cache-control": "no-store" };

/** Whether somebody without a factor has given what getting one takes: the library asks for a password where there is one. */
async function mayChangeFactor({ db, now }: Pick<SignInSettings, "db" | "now">, { sessionId, user }: SignedIn): Promise<boolean> {
  if (await hasPassword(db, user.id)) return true;
  const fresh = { gt: new Date(now().getTime() - FRESH_MS) };
  return (await db.prisma.session.count({ where: { id: sessionId, userId: user.id, secondFactorAt: fresh } })) > 0;
}

/**
 * Refuses, on record, to change the ways into an account in a session in which its second factor was not given a few minutes ago: a
 * password alone would otherwise take the factor away, or put another in its place. Null where it may go on.
 */
export async function guardWaysIn(
  settings: Pick<SignInSettings, "db" | "now">,
  session: SignedIn | null,
  path: string,
): Promise<Response | null> {
  const action = WAYS.find(([way]) => way.test(path))?.[1];
  if (!session || action === undefined) return null;
  const { id, name } = session.user;
  const freshness = await freshnessOf(settings, id, session.sessionId);
  if (freshness === "without" && isFactorChange(path) && !(await mayChangeFactor(settings, session))) {
    const body = { code: "CONFIRM_FIRST", message: "Sign in at your identity provider again first." };
    return Response.json(body, { status: 403, headers: NO_STORE });
  }
  if (freshness !== "stale") return null;
  await transact(settings.db, settings.now, async (unit) =>
    unit.audit({
      ...{ actor: { kind: "user", id, name }, action, target: { kind: "user", id, name, clusterId: null } },
      ...{ outcome: "refused", reason: "SecondFactorNeeded: the second factor was not given in this session a few minutes ago" },
      ...{ before: null, after: null, decision: null, requestId: uuid() },
    }),
  );
  const body = { code: "SecondFactorNeeded", message: "Give your second factor first." };
  return Response.json(body, { status: 403, headers: NO_STORE });
}
