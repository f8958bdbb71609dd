import { AddProvider, ProviderId } from "@holdfast/contracts/identity-provider";
import { describe, expect, it } from "vitest";
import { emptyProvider, readNewProvider, readProviderEdit } from "./provider-draft";

const whole = { ...emptyProvider, name: "Dex", key: "dex", issuer: "https://dex.example.com", clientId: "holdfast", clientSecret: "x" };

describe("a provider as it is written", () => {
  it("is what the server takes, with domains and scopes as people separate them", () => {
    const read = readNewProvider({ ...whole, emailDomains: "Example.com,  example.org", scopes: "openid  groups" });
    if (!("provider" in read)) throw new Error(`wrong: ${read.wrong}`);
    expect(AddProvider.parse(read.provider)).toMatchObject({ emailDomains: ["example.com", "example.org"], scopes: ["openid", "groups"] });
  });

  it("names every field that is not right, and what the server refuses is among them", () => {
    const read = readNewProvider({
      ...whole,
      name: " ",
      key: "Dex!",
      issuer: "http://dex.example.com",
      scopes: "email",
      emailDomains: "@example",
    });
    expect(read).toEqual({ wrong: ["name", "key", "issuer", "scopes", "emailDomains"] });
  });

  it("keeps the secret that it has when none is written", () => {
    const id = ProviderId.parse("019379a0-0000-7000-8000-000000000001");
    expect(readProviderEdit({ ...whole, clientSecret: "" }, { id, version: 3 })).toMatchObject({
      edit: { clientSecret: null, version: 3 },
    });
    expect(readNewProvider({ ...whole, clientSecret: "" })).toEqual({ wrong: ["clientSecret"] });
  });
});
