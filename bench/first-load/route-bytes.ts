import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { repository } from "../stage/program";

const Line = z.object({ route: z.string(), jsGzipKb: z.number(), chunks: z.number() });

/** The JavaScript of a route's first load from the build output, gzip, in kB of 1000 bytes. Throws when the console is not built. */
export function routeBytes(route: string): z.infer<typeof Line> {
  const folder = join(repository, "apps", "console");
  // The budget only decides over its exit code; the target's is judged here.
  const { stdout, stderr } = spawnSync(process.execPath, ["scripts/measure-bundle.mjs", `${route}=100000`], {
    cwd: folder,
    encoding: "utf8",
  });
  const line = stdout.split("\n").find((each) => each.startsWith("{"));
  if (line === undefined) throw new Error(`the bundle of ${route} was not measured: ${stderr}`);
  return Line.parse(JSON.parse(line));
}
