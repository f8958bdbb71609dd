import type { Readable } from "node:stream";
import { GivenAccess } from "@holdfast/contracts/cluster-access";
import { Problem } from "../problem";

/** More than the longest way into a cluster. */
const MOST_BYTES = 512 * 1024;

const notGiven = () =>
  new Problem("The standard input did not give a cluster.", "Only a hub starts an agent like this: Clusters, Import in the console.");

/** Reads the one line by which a hub gives a cluster. Throws a Problem that quotes nothing of it. The stream stays open. */
export async function takeGiven(input: Readable): Promise<GivenAccess> {
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    const end = () => reject(notGiven());
    input.setEncoding("utf8");
    input.on("data", (chunk: string) => {
      text += chunk;
      const newline = text.indexOf("\n");
      if (newline >= 0) resolve(text.slice(0, newline));
      else if (text.length > MOST_BYTES) end();
    });
    input.once("end", end);
    input.once("error", end);
  });
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    throw notGiven();
  }
  const parsed = GivenAccess.safeParse(given);
  if (!parsed.success) throw notGiven();
  return parsed.data;
}
