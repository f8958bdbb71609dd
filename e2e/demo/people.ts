import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoFolder } from "./settings";

/** The ready-made users of the demo, one a role. */
export const roles = ["viewer", "operator", "approver", "admin"] as const;
export type Role = (typeof roles)[number];

/** A demo user as the starter wrote it down. */
export interface Person {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The demo's user of a role. Throws before the demo has made its users. */
export function personOf(role: Role): Person {
  const people = JSON.parse(readFileSync(join(demoFolder, "demo-users.json"), "utf8")) as Person[];
  const person = people.find((each) => each.role === role);
  if (!person) throw new Error(`the demo has no ${role}`);
  return person;
}

/** Where the setup keeps the session of a role, for `test.use({ storageState: sessionOf("operator") })`. */
export const sessionOf = (role: Role): string => join(demoFolder, `session-${role}.json`);
