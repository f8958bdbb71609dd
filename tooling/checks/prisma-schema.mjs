import { runChild } from "./child.mjs";

export const title = "the Prisma schema is valid and formatted";

export async function check() {
  const problems = [];
  for (const [args, remedy] of [
    [["validate"], "Correct prisma/schema.prisma"],
    [["format", "--check"], 'Run "npx prisma format"'],
  ]) {
    const { code, output } = await runChild("npx", ["--no-install", "prisma", ...args]);
    if (code !== 0) problems.push(`prisma ${args.join(" ")}: ${output}\n${remedy}.`);
  }
  return problems;
}
