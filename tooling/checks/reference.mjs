import { runChild } from "./child.mjs";

async function check() {
  const { code, output } = await runChild(process.execPath, ["--import", "tsx", "tooling/checks/reference/write.ts", "--check"]);
  return code === 0 ? [] : [output];
}

/** The check, for run.mjs. */
export const reference = { title: "generated documents are fresh", check };
