import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allSets } from "./all-sets.mjs";
import { exclusively } from "./exclusively.mjs";
import { executable, here, locate, stampOf } from "./locate.mjs";
import { buildArguments } from "./sets.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-builder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const GO = "go version go1.26.8 linux/amd64";

describe("the stamp of a set", () => {
  it("is the same for the same sources, and another for another source, recipe or compiler", () => {
    cpSync(here, folder, { recursive: true });
    const copied = () => stampOf("kube", GO, `${folder}/`);
    const before = copied();
    expect(before).toBe(stampOf("kube", GO));
    expect(before).toMatch(/^kube-[0-9a-f]{16}$/);
    expect(stampOf("kube", GO.replace("1.26.8", "1.26.9"))).not.toBe(before);

    writeFileSync(join(folder, "seed", "extra.go"), "package main\n");
    const withExtraSource = copied();
    expect(withExtraSource).not.toBe(before);
    writeFileSync(join(folder, "sets.mjs"), "// another recipe\n");
    expect(copied()).not.toBe(withExtraSource);
  });
});

describe("a set with a recipe of its own", () => {
  it("is not built anew when the recipe of the others changes, nor are they for its", () => {
    cpSync(here, folder, { recursive: true });
    const copied = (name) => stampOf(name, GO, `${folder}/`);
    const before = { kube: copied("kube"), policy: copied("policy") };
    writeFileSync(join(folder, "sets.mjs"), "// another recipe\n");
    expect(copied("policy")).toBe(before.policy);
    const kube = copied("kube");
    writeFileSync(join(folder, "policy-set.mjs"), "// another recipe\n");
    expect(copied("policy")).not.toBe(before.policy);
    expect(copied("kube")).toBe(kube);
  });
});

describe("looking for the programs", () => {
  it("takes the folder that HOLDFAST_TESTBED_BIN names, and names what it lacks", () => {
    writeFileSync(join(folder, executable("etcd")), "");
    const { missing, problem } = locate("kube", { HOLDFAST_TESTBED_BIN: folder });
    expect(problem).toBeUndefined();
    expect(missing).toContain("kwok");
    expect(missing).not.toContain("etcd");
  });

  it("looks below the user's cache folder otherwise", () => {
    const answer = spawnSync(process.execPath, [join(here, "build.mjs"), "--where"], {
      encoding: "utf8",
      env: { ...process.env, HOLDFAST_TESTBED_BIN: "", XDG_CACHE_HOME: folder },
    });
    const { kube } = JSON.parse(answer.stdout);
    expect(kube.missing).toEqual(allSets.kube.programs.map(({ name }) => name));
    expect(kube.problem ?? kube.folder).toMatch(/Go is not installed|holdfast.testbed.kube-[0-9a-f]{16}$/);
  });
});

describe("the build of a program", () => {
  it("gives Kubernetes' programs the version of go.mod, so that they do not call themselves v0.0.0", () => {
    const [apiserver] = allSets.kube.programs.filter(({ name }) => name === "kube-apiserver");
    const flags = buildArguments(here, apiserver, "out").join(" ");
    expect(flags).toMatch(/component-base\/version\.gitVersion=v1\.\d+\.\d+ /);
    expect(flags).toContain("-o out k8s.io/kubernetes/cmd/kube-apiserver");
  });

  it("refuses a set that does not exist, with the names of those that do", () => {
    const { status, stderr } = spawnSync(process.execPath, [join(here, "build.mjs"), "kubee"], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toContain("the sets are kube, signals");
  });
});

describe("two builders at once", () => {
  it("take turns", async () => {
    const lock = join(folder, "lock");
    const said = [];
    const events = [];
    const build = (name) =>
      exclusively(
        lock,
        (line) => said.push(line),
        async () => {
          events.push(`${name} begins`);
          await once(spawn(process.execPath, ["-e", ""]), "exit");
          events.push(`${name} ends`);
        },
      );
    await Promise.all([build("a"), build("b")]);
    expect(events).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect(said.join()).toContain(`process ${process.pid} is building the same`);
    expect(existsSync(lock)).toBe(false);
  });

  it("do not wait for one that died", async () => {
    const dead = spawn(process.execPath, ["-e", ""]);
    await once(dead, "exit");
    const lock = join(folder, "lock");
    mkdirSync(lock);
    writeFileSync(join(lock, "pid"), String(dead.pid));
    expect(
      await exclusively(
        lock,
        () => undefined,
        async () => "built",
      ),
    ).toBe("built");
  });
});
