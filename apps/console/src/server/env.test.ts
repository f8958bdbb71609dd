import { describe, expect, it } from "vitest";
import { z } from "zod";
import { consoleEnv, parseEnv } from "./env";

const complete = {
  DATABASE_URL: "postgresql://holdfast@127.0.0.1:5432/holdfast",
  HOLDFAST_DATA: ".holdfast",
  HOLDFAST_CONSOLE_URL: "http://127.0.0.1:7400",
};

describe("the environment", () => {
  it("is complete without any variable that is only for development", () => {
    expect(parseEnv(consoleEnv, complete)).toMatchObject({ HOLDFAST_GALLERY: "0" });
  });

  it("is refused with the name of what is wrong and what would be right", () => {
    expect(() => parseEnv(consoleEnv, { ...complete, HOLDFAST_GALLERY: "yes" })).toThrow(/HOLDFAST_GALLERY must be 1/);
  });

  it("has no default for what only the installation can know", () => {
    for (const name of Object.keys(complete)) expect(() => parseEnv(consoleEnv, { ...complete, [name]: undefined })).toThrow(name);
  });

  it("is refused once, with everything that is missing", () => {
    const schema = z.object({ DATABASE_URL: z.url("must be a URL"), SECRET: z.string("must be set"), PORT: z.string().optional() });
    expect(() => parseEnv(schema, { DATABASE_URL: "nowhere" })).toThrow(/DATABASE_URL: must be a URL\n {2}SECRET: must be set/);
  });

  it("says what a variable that is not set would be for", () => {
    expect(() => parseEnv(consoleEnv, {})).toThrow(/HOLDFAST_DATA: is not set\. The folder of keys/);
  });

  it("does not repeat the value of what is wrong: it may be a secret", () => {
    const schema = z.object({ SECRET: z.string().min(32, "must have 32 characters") });
    expect(() => parseEnv(schema, { SECRET: "hunter2" })).toThrow(expect.not.stringContaining("hunter2"));
  });
});
