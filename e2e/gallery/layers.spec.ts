import { expect } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.beforeEach(async ({ page }) => {
  await open(page, "/gallery/layers");
});

test("a dialog keeps the focus and gives it back", async ({ page }) => {
  const opener = page.getByRole("button", { name: "Open a dialog" });
  await opener.click();
  const dialog = page.getByRole("dialog", { name: "Edit the labels" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  const hasFocus = () => dialog.evaluate((element) => element.contains(document.activeElement));
  await expect.poll(hasFocus).toBe(true);
  for (let stop = 0; stop < 8; stop++) {
    await page.keyboard.press("Tab");
    await expect.poll(hasFocus).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("no words fade in or out: half-faded ones have too little contrast to be read", async ({ page }) => {
  const transition = (element: Element) => getComputedStyle(element).transitionDuration;
  for (const [opener, role] of [
    ["Open a dialog", "dialog"],
    ["Fail over…", "alertdialog"],
  ] as const) {
    await page.getByRole("button", { name: opener }).click();
    expect(await page.getByRole(role).evaluate(transition)).toBe("0s");
    await page.keyboard.press("Escape");
    await expect(page.getByRole(role)).toHaveCount(0);
  }
  await page.getByRole("button", { name: "It was refused" }).click();
  expect(await page.getByRole("dialog", { name: "The command was refused" }).evaluate(transition)).toBe("0s");
});

test("a dangerous verb needs the name typed out, and its button is never the focused one", async ({ page }) => {
  const opener = page.getByRole("button", { name: "Fail over…" });
  await opener.click();
  const dialog = page.getByRole("alertdialog", { name: "Fail over bank-core" });
  const confirm = dialog.getByRole("button", { name: "Fail over" });
  const name = dialog.getByLabel("Type dr-shanghai to confirm");
  // What the decision needs is asked for in its order: the reason, then the name.
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);

  await name.fill("dr-shangha");
  await page.keyboard.press("Enter");
  await confirm.click({ force: true });
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await name.fill("dr-shanghai");
  await expect(confirm).not.toHaveAttribute("aria-disabled", "true");
  await confirm.click();
  await expect(dialog.getByRole("alert")).toContainText("The evaluation changed");

  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  await opener.click();
  await expect(dialog.getByLabel("Type dr-shanghai to confirm")).toHaveValue("");
});

test("a drawer gives the focus back", async ({ page }) => {
  const opener = page.getByRole("button", { name: "Open a drawer" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "prod-hangzhou" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
});

test("the palette finds verbs and clusters, and does the marked one on Enter", async ({ page }) => {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  const field = palette.getByRole("combobox", { name: "Command palette" });
  await expect(field).toBeFocused();
  await expect(palette.getByRole("option", { name: /Keyboard shortcuts/ })).toBeVisible();
  await expect(palette.getByRole("option", { name: /Fail over bank-core/ })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);

  await field.fill("shang");
  await expect(palette.getByRole("option", { name: "dr-shanghai" })).toBeVisible();
  await field.fill("nothing of this kind");
  await expect(palette.getByText("Nothing fits.")).toBeVisible();
  await field.fill("lists");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/gallery\/lists$/);
});

test("letters typed before the palette is there are its first letters, and the focus is given back", async ({ page }) => {
  let arrive = (): void => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/_next/static/chunks/**", async (route) => {
    await arrival;
    await route.continue();
  });
  await page.getByRole("button", { name: "It went well" }).focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("drawer");
  arrive();
  const field = page.getByRole("combobox", { name: "Command palette" });
  await expect(field).toHaveValue("drawer");
  await expect(field).toBeFocused();
  await expect(page.getByRole("dialog", { name: "prod-hangzhou" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "It went well" })).toBeFocused();
});

test("a key fires its verb, a sequence fires on its second key, and neither does inside a layer", async ({ page }) => {
  await page.keyboard.press("?");
  const legend = page.getByRole("dialog", { name: "Keyboard" });
  await expect(legend.getByText("Go to the lists")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("d");
  await expect(page.getByRole("dialog", { name: "prod-hangzhou" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(legend).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page).toHaveURL(/\/gallery\/lists$/);
});

test("messages are told, and what was refused stays until it is dismissed", async ({ page }) => {
  await page.getByRole("button", { name: "It was refused" }).click();
  const message = page.getByRole("dialog", { name: "The command was refused" });
  await expect(message).toBeVisible();
  await expect(message).toContainText("ReplicasDrifted");
  await expectAccessible(page);
  await message.getByRole("button", { name: "Close" }).click();
  await expect(message).toHaveCount(0);
});
