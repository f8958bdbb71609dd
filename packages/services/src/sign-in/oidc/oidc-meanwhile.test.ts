import type { GroupMapping, ProviderId } from "@holdfast/contracts/identity-provider";
import { aSealer } from "@holdfast/testkit/a-sealer";
import { anIdentityServer, type IdentityServer } from "@holdfast/testkit/identity-server";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { SignInBrowser } from "@holdfast/testkit/sign-in-browser";
import { silentLog } from "@holdfast/testkit/silent-log";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addProvider } from "../../identity-providers/add-provider";
import { editProvider } from "../../identity-providers/edit-provider";
import { createSignIn, type SignIn } from "../sign-in";

const db = suiteDatabase();
const BASE = "http://127.0.0.1:7400";
const mappings: GroupMapping[] = [
  { group: "ops", role: "operator", selector: {} },
  { group: "all", role: "viewer", selector: {} },
];
const settings = {
  ...{ name: "Dex", scopes: ["openid", "email", "groups"], groupsClaim: "groups", emailDomains: [] },
  ...{ admitsNew: true, mappings, isEnabled: true },
};
let signIn: SignIn;
let server: IdentityServer;
let root: Person;
let id: ProviderId;

beforeAll(async () => {
  const now = () => new Date();
  signIn = createSignIn({ db, now, log: silentLog, baseUrl: BASE, origins: [BASE], secret: "s".repeat(32), sealer: aSealer() });
  server = await anIdentityServer([`${BASE}/api/auth/oidc/callback/dex`]);
  root = await aPerson(db, "root", ["admin"]);
  const { issuer, clientId, clientSecret } = server;
  ({ id } = await addProvider(root.as(), signIn, { ...settings, key: "dex", issuer, clientId, clientSecret }));
});
afterAll(() => server.close());

const edit = (version: number, more: object) =>
  editProvider(root.as(), signIn, { ...settings, providerId: id, clientId: server.clientId, clientSecret: null, version, ...more });

it.each([
  ["turned off", { isEnabled: false }],
  ["told that a group means less", { mappings: mappings.slice(1) }],
])("a provider that was %s while it took its time to answer lets nobody in by what it was", async (_, change) => {
  const claims = { email: "slow@example.test", email_verified: true, groups: ["ops"] };
  server.people.set("slow", { sub: "slow", claims });
  const { version } = await db.prisma.identityProvider.findUniqueOrThrow({ where: { id } });
  server.tamper({ meanwhile: () => edit(version, change) });
  expect(await new SignInBrowser(BASE, signIn).signInAs("slow")).toContain("refused=absent");
  expect(await db.prisma.user.findUnique({ where: { email: "slow@example.test" } })).toBeNull();
  expect(await db.prisma.grant.count({ where: { providerId: id, role: "operator", revokedAt: null } })).toBe(0);
  server.tamper(null);
  await edit(version + 1, {});
});
