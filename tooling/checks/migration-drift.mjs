import { runChild } from "./child.mjs";

export const title = "the migrations lead to the schema";

export async function check() {
  const { code, output } = await runChild(process.execPath, ["--import", "tsx", "tooling/checks/migration-drift.ts"]);
  return code === 0 ? [] : [`${output}\nWrite the missing migration: npm run db:migration -- <name>`];
}
