import { describe, expect, it } from "vitest";
import english from "../../messages/en.json";
import chinese from "../../messages/zh-CN.json";

type Tree = { readonly [key: string]: string | Tree };

const flat = (tree: Tree, path = ""): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
const parameters = (text: string) => [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1]))].sort();

const [en, zh] = [new Map(flat(english)), new Map(flat(chinese))];

describe("the messages", () => {
  it("are the same in both languages, none missing and none left over", () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    expect(en.size).toBeGreaterThan(100);
  });

  it("are never empty", () => {
    expect([...en, ...zh].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("take the same parameters in both languages", () => {
    const differing = [...en].filter(([key, text]) => parameters(text).join() !== parameters(zh.get(key) ?? "").join());
    expect(differing).toEqual([]);
  });

  it("are Chinese in Chinese: what is the same word in both is a name or a unit", () => {
    const same = [...en].filter(([key, text]) => zh.get(key) === text && /[a-z]{4}/i.test(text.replace(/\{[^}]*\}/g, "")));
    const isProduct = (key: string) => key.startsWith("sharedFailover.stores.kind.");
    expect(same.map(([key]) => key).filter((key) => !isProduct(key))).toEqual([
      ...["app.name", "settings.language.en"],
      ...["import.members.source.rancher", "import.members.source.karmada"],
      ...["notification.kind.webhook", "notification.kind.cloudevents", "notification.kind.slack", "notification.security.starttls"],
    ]);
  });
});
