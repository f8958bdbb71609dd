import { expect, it } from "vitest";
import { readClaims } from "./oidc-claims";

const [own, other] = ["ada@example.test", "eve@example.test"];
const emailOf = (token: object, beside: object = {}) => readClaims({ sub: "1", ...token }, { ...beside }, "groups").email;

it("an address is believed only where it is said to be verified in the same breath", () => {
  expect(emailOf({ email: own, email_verified: true })).toBe(own);
  expect(emailOf({}, { email: "Ada@Example.test", email_verified: "true" })).toBe(own);
  expect(emailOf({ email: other, email_verified: false }, { email: own, email_verified: true })).toBe(own);
  expect(emailOf({ email: other }, { email: own, email_verified: true })).toBe(own);
  expect(emailOf({ email: other }, { email_verified: true })).toBeNull();
  expect(emailOf({ email_verified: true }, { email: other })).toBeNull();
  expect(emailOf({ email: other, email_verified: "yes" })).toBeNull();
});

it("what is asked for beside the token names nobody else, and only adds to it", () => {
  const person = readClaims({ sub: "1", groups: ["viewers"] }, { sub: "2", groups: ["admins"], name: "Ada" }, "groups");
  expect(person).toMatchObject({ sub: "1", groups: ["viewers"], name: "Ada" });
});
