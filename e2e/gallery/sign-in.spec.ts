import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ expectedNoise: /Failed to load resource/ });

const answer = (page: Page, status: number, headers: Record<string, string> = {}) =>
  page.route("**/api/auth/sign-in/email", (route) => route.fulfill({ status, headers, contentType: "application/json", body: "{}" }));

async function fill(page: Page) {
  await page.getByLabel("E-mail address").fill("ana@example.test");
  await page.locator('input[name="password"]').fill("correct horse battery");
  await page.keyboard.press("Enter");
}

for (const [name, status, headers, words] of [
  ["a wrong password", 401, {}, "Address or password is wrong"],
  ["too many tries", 429, { "Retry-After": "42" }, "Try again in 42 seconds."],
  ["a disabled account", 403, {}, "You may not sign in here"],
  ["a server that failed", 500, {}, "The server does not answer"],
] as const) {
  test(`${name} is said in plain words, and the form can be sent again`, async ({ page }) => {
    await answer(page, status, headers);
    await open(page, "/sign-in");
    await fill(page);
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toHaveValue("ana@example.test");
    await expect(page.getByRole("button", { name: "Sign in" })).not.toHaveAttribute("aria-disabled", "true");
    await expectAccessible(page);
  });
}

test("a server that cannot be reached is told from a wrong password", async ({ page }) => {
  await page.route("**/api/auth/sign-in/email", (route) => route.abort("connectionrefused"));
  await open(page, "/sign-in");
  await fill(page);
  await expect(page.getByRole("alert").filter({ hasText: "It is not known whether you were signed in" })).toBeVisible();
});

test("an empty form names what is missing and sends nothing", async ({ page }) => {
  let sent = 0;
  await page.route("**/api/auth/**", (route) => {
    // The page asks for the other ways in by itself.
    if (route.request().method() === "POST") sent++;
    return route.fulfill({ status: 401, body: "{}" });
  });
  await open(page, "/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Enter your password" })).toBeFocused();
  expect(sent).toBe(0);
});

test("a success leads back to where the reader came from, and nowhere else", async ({ page }) => {
  await answer(page, 200);
  await open(page, "/sign-in?next=%2Fgallery%2Ftext%3Fa%3D1");
  await fill(page);
  await expect(page).toHaveURL("/gallery/text?a=1");

  await open(page, "/sign-in?next=https%3A%2F%2Fevil.example%2F");
  await fill(page);
  await expect(page).toHaveURL("/sign-in");
});

const TOKEN = "k".repeat(43);

test("the first admin comes in by a link whose token leaves the address at once", async ({ page }) => {
  const sent: unknown[] = [];
  await page.route("**/api/setup", (route) => {
    sent.push(route.request().postDataJSON());
    return route.fulfill({ json: { id: "u" } });
  });
  await open(page, `/setup#token=${TOKEN}`);
  await expect(page).toHaveURL("/setup");
  await page.getByLabel("Name").fill("Ana Petrova");
  await page.getByLabel("E-mail address").fill("ana@example.test");
  await page.locator('input[name="password"]').fill("petrova");
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "meets all the rules" })).toBeFocused();
  await expectAccessible(page);
  await page.locator('input[name="password"]').fill("correct horse battery");
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page.getByText("The account is made")).toBeVisible();
  expect(sent).toEqual([{ token: TOKEN, name: "Ana Petrova", email: "ana@example.test", password: "correct horse battery" }]);
});

test("a spent link says where a new one comes from", async ({ page }) => {
  await page.route("**/api/setup", (route) =>
    route.fulfill({ status: 409, json: { code: "TokenUsed", message: "This link was used already. Sign in instead.", retry: "never" } }),
  );
  await open(page, `/setup#token=${TOKEN}`);
  await page.getByLabel("Name").fill("Ana");
  await page.getByLabel("E-mail address").fill("ana@example.test");
  await page.locator('input[name="password"]').fill("correct horse battery");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This link was used already.")).toBeVisible();
  await expect(page.getByText("npm start")).toBeVisible();
});

test("every answer carries the policy and the headers, with a nonce of its own", async ({ request }) => {
  const [one, other] = await Promise.all([request.get("/sign-in"), request.get("/sign-in")]);
  const policies = [one, other].map((response) => response.headers()["content-security-policy"] ?? "");
  expect(policies[0]).toContain("'strict-dynamic'");
  expect(policies[0]).not.toBe(policies[1]);
  const nonce = /'nonce-([^']+)'/.exec(policies[0] ?? "")?.[1] ?? "";
  const scripts = (await one.text()).match(/<script[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((script) => !script.includes(nonce))).toEqual([]);
  expect(one.headers()).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
  });
  expect(one.headers()["x-powered-by"]).toBeUndefined();
});
