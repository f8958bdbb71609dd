import { readdir, readFile } from "node:fs/promises";
import { PolicyCard } from "@holdfast/contracts/policy-card";
import { readYaml } from "@holdfast/domain/yaml/read-yaml";
import { describeProblem } from "@holdfast/domain/yaml/yaml-problem";
import { type PolicyBundle, readBundle } from "./policy-bundle";

/** A policy of the library: what it says of itself, its texts, and what they hold. */
export interface LibraryPolicy {
  /** The name of its folder. */
  readonly id: string;
  readonly card: PolicyCard;
  readonly manifests: string;
  readonly tests: string;
  readonly bundle: PolicyBundle;
}

/** Where the policies of the library lie: in the sources, and beside a bundle that they were put beside. */
export const libraryFolder = new URL("./policies/", import.meta.url);

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

class LibraryProblem extends Error {}

/** Everything that is wrong with the files of one policy, or the policy. */
async function readPolicy(folder: URL, id: string): Promise<LibraryPolicy | string[]> {
  const text = (file: string) => readFile(new URL(`${id}/${file}`, folder), "utf8");
  const [card, manifests, tests] = await Promise.all([text("policy.yaml"), text("manifests.yaml"), text("tests.yaml")]);
  const readCard = readYaml(PolicyCard, card);
  const read = readBundle({ manifests, tests });
  const problems = [
    ...(ID.test(id) ? [] : [`${id}: name the folder in small letters, digits and hyphens`]),
    ...(readCard.isValid ? [] : readCard.problems.map((each) => `${id}/policy.yaml, ${describeProblem(each)}`)),
    ...(read.isGood ? [] : read.problems.map((each) => `${id}/${each.text}.yaml, ${describeProblem(each)}`)),
  ];
  if (!readCard.isValid || !read.isGood || problems.length > 0) return problems;
  if (read.bundle.engine !== readCard.value.engine)
    return [`${id}/policy.yaml: engine is ${readCard.value.engine}, but the manifests are of ${read.bundle.engine}`];
  return { id, card: readCard.value, manifests, tests, bundle: read.bundle };
}

/** Reads all policies of a folder, by their names. Throws with every problem, its file and its line. */
export async function readLibrary(folder = libraryFolder): Promise<LibraryPolicy[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const read = await Promise.all(ids.sort().map((id) => readPolicy(folder, id)));
  const problems = read.flatMap((each) => (Array.isArray(each) ? each : []));
  if (problems.length > 0) throw new LibraryProblem(problems.join("\n"));
  return read as LibraryPolicy[];
}
