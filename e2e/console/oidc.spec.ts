import { expect } from "@playwright/test";
import { anIdentityServer, type IdentityServer } from "../../packages/testkit/src/identity-server";
import { sessionOf } from "../demo/people";
import { demoUrl } from "../demo/settings";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("admin") });

let server: IdentityServer;
const key = `house-${Date.now()}`;
const name = `House ${Date.now()}`;
test.beforeAll(async () => {
  server = await anIdentityServer([`${demoUrl}/api/auth/oidc/callback/${key}`]);
});
test.afterAll(() => server.close());

test("an admin sets up an identity provider, a person signs in with it, and has exactly the rights that their group means", async ({
  page,
  browser,
  baseURL,
}) => {
  const sub = `olive-${Date.now()}`;
  server.people.set(sub, { sub, claims: { email: `${sub}@example.com`, email_verified: true, name: "Olive Outside", groups: ["sre"] } });
  await open(page, "/identity/providers");
  await page.getByRole("button", { name: "Add an identity provider" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("An https address (http only on this machine)").first()).toBeVisible();
  const fill = (label: string, text: string) => dialog.getByRole("textbox", { name: label, exact: true }).fill(text);
  await fill("Name", name);
  await fill("Key", key);
  await expect(dialog.locator("pre").first()).toHaveText(`${demoUrl}/api/auth/oidc/callback/${key}`);
  await fill("Issuer", server.issuer);
  await fill("Client id", server.clientId);
  await dialog.getByLabel("Client secret").fill(server.clientSecret);
  await fill("Scopes", "openid email profile groups");
  await fill("Group", "sre");
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("operator");
  await dialog.getByRole("combobox", { name: "Clusters" }).selectOption("all");
  await dialog.getByRole("button", { name: "Add this meaning" }).click();
  await expect(dialog.getByText("sre → operator: all clusters")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Make an account for new people" }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  await expectAccessible(page);

  const context = await browser.newContext({ baseURL: baseURL ?? "", locale: "en-GB", storageState: { cookies: [], origins: [] } });
  const guest = await context.newPage();
  await guest.goto("/sign-in?next=%2F");
  await expect(guest.getByRole("link", { name: `Sign in with ${name}` })).toBeVisible();
  await expectAccessible(guest);
  await guest.setViewportSize({ width: 360, height: 800 });
  expect(await guest.evaluate(overflowing)).toEqual([]);
  await guest.getByRole("link", { name: `Sign in with ${name}` }).click();
  await guest.getByRole("button", { name: sub }).click();
  await guest.waitForURL((url) => url.origin === demoUrl && url.pathname === "/");
  await expect(guest.getByRole("heading", { level: 1 })).toBeVisible();
  const me = await (await guest.request.get("/api/trpc/self.me")).json();
  expect(me.result.data.json).toMatchObject({ name: "Olive Outside", roles: ["operator"] });

  // Without a password here the provider confirms who they are before an authenticator is set up.
  await guest.goto("/settings");
  await guest.getByRole("button", { name: "Set up an authenticator" }).click();
  await expect(guest.getByRole("dialog")).toContainText("You have no password here");
  await expectAccessible(guest);
  await guest.getByRole("button", { name: `Sign in with ${name} again` }).click();
  await guest.getByRole("button", { name: sub }).click();
  await guest.waitForURL((url) => url.origin === demoUrl && url.pathname === "/settings");
  await guest.getByRole("button", { name: "Set up an authenticator" }).click();
  await expect(guest.getByRole("dialog")).toContainText(`${name} has confirmed you`);
  await guest.getByRole("button", { name: "Next" }).click();
  await expect(guest.getByRole("img", { name: "QR code of the key" })).toBeVisible();
  await guest.keyboard.press("Escape");

  // Signed out here, they are offered to sign out there.
  await guest.getByRole("button", { name: /Olive Outside/ }).click();
  await guest.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(guest.getByText("You are signed out here")).toBeVisible();
  await expectAccessible(guest);
  const leave = guest.getByRole("link", { name: `Sign out at ${name} too` });
  expect((await guest.request.get(`${demoUrl}${await leave.getAttribute("href")}`, { maxRedirects: 0 })).headers().location).toContain(
    server.issuer,
  );
  await context.close();

  server.people.set(sub, { sub, claims: { email: `${sub}@example.com`, email_verified: false, groups: ["sre"] } });
  server.people.set("eve", { sub: "eve", claims: { email: "eve@example.com", email_verified: false, groups: ["sre"] } });
  const other = await browser.newContext({ baseURL: baseURL ?? "", locale: "en-GB", storageState: { cookies: [], origins: [] } });
  const eve = await other.newPage();
  await eve.goto("/sign-in");
  await eve.getByRole("link", { name: `Sign in with ${name}` }).click();
  await eve.getByRole("button", { name: "eve" }).click();
  await expect(eve.getByText("The identity provider does not vouch for an e-mail address of yours.")).toBeVisible();
  await expectAccessible(eve);
  await other.close();

  await page.getByRole("region", { name, exact: true }).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("textbox").first().fill(name);
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name, exact: true })).toHaveCount(0);
});
