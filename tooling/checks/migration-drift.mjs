import { runChild } from "./child.mjs";

async function check() {
  const { code, output } = await runChild(process.execPath, ["--import", "tsx", "tooling/checks/migration-drift.ts"]);
  return code === 0 ? [] : [`${output}\nWrite the missing migration: npm run db:migration -- <name>`];
}

/** The check, for run.mjs. */
export const migrationDrift = { title: "the migrations lead to the schema", check };
