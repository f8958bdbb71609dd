import { runChild } from "./child.mjs";

export const title = "generated documents are fresh";

export async function check() {
  const { code, output } = await runChild(process.execPath, ["--import", "tsx", "tooling/checks/reference/write.ts", "--check"]);
  return code === 0 ? [] : [output];
}
