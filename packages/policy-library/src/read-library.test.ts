import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { libraryFolder, readLibrary } from "./read-library";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-library-"));
  await cp(new URL("no-privileged", libraryFolder), join(folder, "no-privileged"), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = () => readLibrary(pathToFileURL(`${folder}/`));
const change = async (file: string, edit: (text: string) => string) => {
  const path = join(folder, "no-privileged", file);
  await writeFile(path, edit(await readFile(path, "utf8")));
};

describe("the files of a policy", () => {
  it.each([
    [
      "a field that there is not",
      "policy.yaml",
      (text: string) => `${text}severty: low\n`,
      "no-privileged/policy.yaml, line 14, column 1: severty is not a field",
    ],
    [
      "another category",
      "policy.yaml",
      (text: string) => text.replace("category: pod-security", "category: pods"),
      "category must be one of: pod-security",
    ],
    [
      "another engine",
      "policy.yaml",
      (text: string) => text.replace("engine: gatekeeper", "engine: manifests"),
      "engine is manifests, but the manifests are of gatekeeper",
    ],
    [
      "a denial without its message",
      "tests.yaml",
      (text: string) => text.replace("messages: [container app is privileged]", "messages: []"),
      "messages is needed where a denial is expected",
    ],
    [
      "a message without a denial",
      "tests.yaml",
      (text: string) => text.replace("expect: pass", "expect: pass\n    messages: [x]"),
      "messages is only for a denial",
    ],
    ["no example", "tests.yaml", () => "examples: []", "examples must hold an example at least"],
    [
      "broken YAML",
      "manifests.yaml",
      (text: string) => text.replace("kind: ConstraintTemplate", "\tkind: x: y"),
      "no-privileged/manifests.yaml, line 2",
    ],
  ])("are refused with their place: %s", async (_, file, edit, message) => {
    await change(file, edit);
    await expect(read()).rejects.toThrow(message);
  });

  it("are read with their texts when they are good", async () => {
    expect(await read()).toMatchObject([
      { id: "no-privileged", card: { engine: "gatekeeper", severity: "critical" }, bundle: { engine: "gatekeeper" } },
    ]);
  });
});
