import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserRole } from "@holdfast/contracts/roles";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { createUser } from "@holdfast/services/sign-in/create-user";
import type { SignIn } from "@holdfast/services/sign-in/sign-in";
import { z } from "zod";

const DemoUser = z.object({ role: UserRole, name: z.string(), email: z.string(), password: z.string() });
export type DemoUser = z.infer<typeof DemoUser>;

const NAMES: Record<UserRole, string> = { viewer: "Vera Viewer", operator: "Olga Operator", approver: "Ada Approver", admin: "Alma Admin" };

/** Four groups of letters and digits that can't be mistaken for one another: 100 bits. */
const password = () => {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const text = [...randomBytes(20)].map((byte) => letters[byte % letters.length]).join("");
  return text.match(/.{5}/g)?.join("-") ?? text;
};

/** One ready-made user a role. Their passwords are made at the first start and kept in a file that only this user may read. */
export async function demoUsers(ctx: ServiceContext, signIn: SignIn, dataFolder: string): Promise<DemoUser[]> {
  const file = join(dataFolder, "demo-users.json");
  if (!existsSync(file)) {
    const made = UserRole.options.map((role) => ({ role, name: NAMES[role], email: `${role}@holdfast.demo`, password: password() }));
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  }
  const users = z.array(DemoUser).parse(JSON.parse(readFileSync(file, "utf8")));
  for (const { role, name, email, password: secret } of users) {
    if (await ctx.db.prisma.user.findUnique({ where: { email }, select: { id: true } })) continue;
    await createUser(ctx, signIn, { name, email, password: secret }, { role, selector: {} });
  }
  return users;
}
