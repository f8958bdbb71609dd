import type { UserRole } from "@holdfast/contracts/roles";
import { createUser } from "@holdfast/services/sign-in/create-user";
import { openServices } from "../../../tooling/start/src/services";
import { readSettings } from "../../../tooling/start/src/settings";
import type { Installation } from "./installation";
import { type Credentials, postAsPage, type Session, signIn } from "./session";

/** The people of an installation, each signed in. */
export type People = Readonly<Record<UserRole, Session>>;

const password = (role: UserRole) => `correct-horse-${role}-battery`;
/** How the person of a role signs in. */
export const credentials = (role: UserRole): Credentials => ({ email: `${role}@bank.example`, password: password(role) });

/** Makes the first admin by the one-time link, as the set-up page does. */
export const setUp = (installation: Installation, token: string): Promise<Response> =>
  postAsPage(installation.url, "/api/setup", { ...credentials("admin"), name: "Alma Admin", token });

/** Makes an account for each other role by the product's own verb, on the same store as the starter does for its demo. */
async function makeAccounts({ consolePort, dataFolder, databaseUrl }: Installation): Promise<void> {
  const services = openServices(databaseUrl, readSettings(["--data", dataFolder, "--port", String(consolePort)], {}));
  try {
    for (const role of ["viewer", "operator", "approver"] as const)
      await createUser(services.ctx, services.signIn, { ...credentials(role), name: `Some ${role}` }, { role, selector: {} });
  } finally {
    await services.close();
  }
}

/** A new installation asks a second factor of whoever approves; nobody here has one. */
async function askNoFactor({ admin }: People): Promise<void> {
  const { version, minimumDelaySeconds, groupsAtOnce, approversNeedFactor } = await admin.api.guards.limits.query();
  if (!approversNeedFactor) throw new Error("a new installation asks no second factor of whoever approves");
  await admin.api.guards.setLimits.mutate({ version, minimumDelaySeconds, groupsAtOnce, approversNeedFactor: false });
}

/** Everybody that an installation needs, the admin by the starter's link, and signs them in. */
export async function signedInPeople(installation: Installation): Promise<People> {
  const made = await setUp(installation, installation.setupToken ?? "");
  if (!made.ok) throw new Error(`the first admin was refused: ${made.status} ${await made.text()}`);
  await makeAccounts(installation);
  const [viewer, operator, approver, admin] = await Promise.all(
    (["viewer", "operator", "approver", "admin"] as const).map((role) => signIn(installation.url, credentials(role))),
  );
  const people = { viewer, operator, approver, admin } as People;
  await askNoFactor(people);
  return people;
}
