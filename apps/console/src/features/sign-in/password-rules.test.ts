import { describe, expect, it } from "vitest";
import { brokenPasswordRules } from "./password-rules";

const broken = (password: string) => brokenPasswordRules(password, "Ana Petrova", "ana.petrova@bank.example");

describe("a new password", () => {
  it.each(["correct horse battery", "紫色长颈鹿喝了十二杯绿茶", "x7#Lq9!vT2pW"])("%s is taken", (password) => {
    expect(broken(password)).toEqual([]);
  });

  it("must have twelve characters, counted as people count them, and 128 at most", () => {
    expect(broken("eleven char")).toContain("length");
    expect(broken("🦀🐙🐚🪸🐠🐡🦈🐬🐳🦑🦐🐟")).not.toContain("length");
    expect(broken("ab cd ef ".repeat(20))).toContain("length");
    expect(broken("")).toContain("length");
  });

  it("must not hold the name or a part of the address", () => {
    expect(broken("my name is PETROVA")).toEqual(["notPersonal"]);
    expect(broken("bank vault door 1")).toEqual(["notPersonal"]);
  });

  it("does not mind short names, which are in every sentence", () => {
    expect(broken("a banana in the sea")).toEqual([]);
  });

  it("must not be one thing again and again", () => {
    expect(broken("aaaaaaaaaaaaaa")).toEqual(["notRepeated"]);
    expect(broken("121212121212121")).toEqual(["notRepeated"]);
  });
});
