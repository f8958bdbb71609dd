import { expect } from "@playwright/test";
import { demoUrl } from "../demo/settings";
import { expectAccessible } from "../fixtures/accessible";
import { newPerson } from "../fixtures/new-person";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// Browsers take no passkey for an address of digits: the demo is opened by its name on this machine.
const HERE = demoUrl.replace("127.0.0.1", "localhost");
test.use({ expectedNoise: /Failed to load resource/, storageState: { cookies: [], origins: [] }, baseURL: HERE });

test("a passkey is made in the settings, signs in without a password, and is removed again", async ({ page, context, playwright }) => {
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true } as const;
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const { email, password } = await newPerson(playwright.request, "petra");
  await open(page, "/sign-in?next=%2Fsettings");
  await page.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === "/settings");

  const panel = page.getByRole("region", { name: "Passkeys" });
  await expect(panel.getByText("You have no passkey.")).toBeVisible();
  await panel.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("The test's laptop");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add a passkey" }).click();
  await expect(dialog.getByText("Give your password, or a code of your second factor").first()).toBeVisible();
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Add a passkey" }).click();
  await expect(panel.getByText("The test's laptop", { exact: true })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(overflowing)).toEqual([]);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await context.clearCookies();
  await open(page, "/sign-in?next=%2Fsettings");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/settings");
  await panel.getByRole("button", { name: "Remove The test's laptop" }).click();
  // The device is asked for it again, by itself.
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(panel.getByText("You have no passkey.")).toBeVisible();

  await context.clearCookies();
  await open(page, "/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByText("This passkey is not known here any more.")).toBeVisible();
  await expectAccessible(page);
});

test.describe("at another address of the same console", () => {
  test.use({ baseURL: demoUrl });

  test("a passkey is not offered in vain: the sign-in page says where it works", async ({ page }) => {
    await open(page, "/sign-in");
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await expect(page.getByText("Passkeys work only where the console has a name and https")).toBeVisible();
    await expectAccessible(page);
  });
});
