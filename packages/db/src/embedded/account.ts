import { spawnSync } from "node:child_process";

/** The account that PostgreSQL's processes run as; empty means the current one. */
export interface ProcessAccount {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, so root hands it to an unprivileged account. Throws when there is none. */
export function unprivilegedAccount(): ProcessAccount {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [user, group] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (user?.status === 0 && group?.status === 0) return { uid: Number(user.stdout), gid: Number(group.stdout) };
  }
  throw new Error("Running as root, and no unprivileged account (postgres, nobody) exists. Start as another user, or set DATABASE_URL.");
}
