import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { demoUrl } from "../demo/settings";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

/** A cookie that a browser kept from a session that has ended. */
const OLD_SESSION = [{ name: "holdfast.session_token", value: "ended", url: demoUrl }];
const operator = sessionOf("operator");

test.describe("the console", () => {
  test.use({ storageState: operator });

  test.beforeEach(async ({ page }) => {
    await open(page, "/settings");
  });

  test("shows the screens that exist, marks the current one and says who is signed in", async ({ page }) => {
    await expect(page).toHaveTitle("Settings · Holdfast");
    await expect(page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Settings" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await expect(page.getByRole("button", { name: "Account of Olga Operator" })).toBeVisible();
    await expectAccessible(page);
  });

  test("lets the keyboard skip the navigation", async ({ page }) => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#content")).toBeFocused();
  });

  test("changes its language in place and remembers it", async ({ page }) => {
    await page.getByLabel("Language").last().selectOption("zh-CN");
    await expect(page.getByRole("heading", { level: 1, name: "设置" })).toBeVisible();
    await expect(page).toHaveTitle("设置 · Holdfast");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expectAccessible(page);
  });

  test("changes its theme and remembers it without a flash", async ({ page }) => {
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.reload({ waitUntil: "commit" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });

  test("folds its navigation, and is folded after a reload from the first paint on", async ({ page }) => {
    await page.getByRole("button", { name: "Fold the navigation" }).click();
    await expect(page.getByRole("link", { name: "Settings" }).first()).toBeVisible();
    await page.reload();
    await expect(page.getByRole("button", { name: "Unfold the navigation" })).toBeVisible();
    await expectAccessible(page);
  });

  test("turns shortcuts of a single key off, and keeps Ctrl+K", async ({ page }) => {
    await page.getByRole("switch", { name: /Shortcuts of a single key/ }).uncheck();
    await page.locator("#content").focus();
    await page.keyboard.press("?");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
    await expect(page.getByRole("dialog", { name: "Keyboard" })).toHaveCount(0);
  });

  test("offers its verbs in the palette", async ({ page }) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("dark");
    // What is not shown yet is not done: Enter counts from the moment on which the list stands there.
    await expect(page.getByRole("option", { name: "Switch to the dark theme" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});

test.describe("signing out", () => {
  test.use({ storageState: operator, expectedNoise: /503/ });

  test("is not claimed when the server did not do it", async ({ page }) => {
    await page.route("**/api/auth/sign-out", (route) => route.fulfill({ status: 503, body: "{}" }));
    await open(page, "/settings");
    await page.getByRole("button", { name: "Account of Olga Operator" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByText("You are still signed in")).toBeVisible();
    await expect(page).toHaveURL(/\/settings$/);
  });
});

test.describe("a reader whose session ended", () => {
  // The stream and the questions of the page are refused before it leaves.
  test.use({ expectedNoise: /401/ });

  test("is sent to sign in, and back afterwards", async ({ page }) => {
    await page.context().addCookies(OLD_SESSION);
    await open(page, "/settings");
    await expect(page).toHaveURL("/sign-in?next=%2Fsettings");
  });

  test("is not even shown the page when there is no session at all", async ({ page }) => {
    await open(page, "/settings?tab=keys");
    await expect(page).toHaveURL("/sign-in?next=%2Fsettings%3Ftab%3Dkeys");
  });
});

test.describe("on a phone", () => {
  test.use({ storageState: operator, viewport: { width: 360, height: 740 } });

  test("the navigation is a drawer that closes when a screen is chosen", async ({ page }) => {
    await open(page, "/settings");
    await page.getByRole("button", { name: "Open the navigation" }).click();
    const drawer = page.getByRole("dialog", { name: "Navigation" });
    await expect(drawer.getByRole("link", { name: "Settings" })).toBeVisible();
    await expectAccessible(page);
    await drawer.getByRole("link", { name: "Settings" }).click();
    await expect(drawer).toHaveCount(0);
  });
});
