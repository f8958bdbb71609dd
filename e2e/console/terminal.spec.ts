import { expect, type Locator, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// Terminals in containers of the demo, which answer from a simulated shell. The page stays quiet throughout: a style or a script that
// the content policy had stopped would be on its console.
test.use({ storageState: sessionOf("operator") });

const soon = { timeout: 30_000 };

interface Row {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly uid: string;
  readonly name: string;
}

async function pathOf(page: Page, resource: string, cluster: string, name: string): Promise<string> {
  const input = JSON.stringify({ json: { resources: [resource], limit: 200, text: name } });
  const answer = await page.request.get(`/api/trpc/inventory.list?${new URLSearchParams({ input })}`);
  const { result } = (await answer.json()) as { result: { data: { json: { rows: Row[] } } } };
  const row = result.data.json.rows.find((each) => each.clusterName === cluster && `${each.name}-`.startsWith(`${name}-`));
  if (row === undefined) throw new Error(`${cluster} has no ${resource} ${name}`);
  return `/inventory/${row.clusterId}/${row.uid}`;
}

const screen = (page: Page): Locator => page.getByRole("region", { name: /^Terminal in / }).locator(".xterm-rows");

/** Opens a terminal by the keyboard alone. */
async function openTerminal(page: Page, reason: string): Promise<void> {
  await page.getByRole("button", { name: "Open a terminal" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("textbox", { name: "Reason or ticket" }).focus();
  await page.keyboard.type(reason);
  await page.getByRole("dialog").getByRole("button", { name: "Open", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Recording", { exact: true })).toBeVisible(soon);
  await expect(screen(page)).toContainText(":/$", soon);
}
/** Types a line when the shell waits for one. */
async function line(page: Page, text: string): Promise<void> {
  await page.keyboard.type(`${text}\n`);
}

test("a terminal is opened, used and left by the keyboard, and found again as it was, in the audit trail as well", async ({ page }) => {
  await open(page, await pathOf(page, "deployments.apps", "test", "payments-api"));
  await openTerminal(page, "OPS-4711");
  await line(page, "echo it is $HOSTNAME");
  await expect(screen(page)).toContainText(/it is payments-api-\S+/, soon);
  await expectAccessible(page);
  // The keyboard is not caught in the terminal.
  await page.keyboard.press("F6");
  await expect(page.getByRole("button", { name: "End the terminal" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page
    .getByRole("region", { name: /^Terminal in / })
    .getByRole("textbox")
    .focus();
  await line(page, "exit 3");
  await expect(page.getByText("The program has ended with exit code 3.")).toBeVisible(soon);

  await page.getByRole("link", { name: "The recording" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("payments-api");
  await expect(page.getByText("OPS-4711")).toBeVisible();
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByText("This is what was recorded: the audit chain vouches for it.")).toBeVisible(soon);
  const replayed = page.getByRole("region", { name: /^Recorded terminal of / }).locator(".xterm-rows");
  await page.getByRole("slider").focus();
  await page.keyboard.press("End");
  await expect(replayed).toContainText(/it is payments-api-\S+/, soon);
  await page.keyboard.press("Home");
  await expect(replayed).not.toContainText("it is payments-api");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("8");
  await page.getByRole("button", { name: "Play" }).click();
  await expect(replayed).toContainText(/it is payments-api-\S+/, soon);
  await expectAccessible(page);

  await open(page, "/audit/terminals");
  await expect(page.getByRole("row").filter({ hasText: "OPS-4711" }).first()).toContainText("Exited", soon);
  for (const action of ["terminal.open", "terminal.close", "recording.view"]) {
    await open(page, `/audit?action=${action}`);
    await expect(page.getByRole("row").filter({ hasText: action }).first()).toContainText("succeeded", soon);
  }
});

test("a download is asciicast, and on record", async ({ page }) => {
  await open(page, await pathOf(page, "deployments.apps", "test", "payments-api"));
  await openTerminal(page, "for the file");
  await line(page, "hostname");
  await line(page, "exit");
  await page.getByRole("link", { name: "The recording" }).click(soon);
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download (.cast)" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^terminal-\d{8}T\d{6}-payments-api\S*\.cast$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await saved.createReadStream()) chunks.push(chunk as Buffer);
  const [header, ...events] = Buffer.concat(chunks)
    .toString("utf8")
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text) as unknown);
  expect(header).toMatchObject({ version: 2 });
  expect(events.length).toBeGreaterThan(1);
  await open(page, "/audit?action=recording.download");
  await expect(page.getByRole("row").filter({ hasText: "recording.download" }).first()).toBeVisible(soon);
});

test("what a container prints runs nothing, names nothing and reaches nothing outside the terminal", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, await pathOf(page, "deployments.apps", "test", "payments-api"));
  const title = "payments-api · Holdfast";
  await expect(page).toHaveTitle(title);
  await page.evaluate(() => navigator.clipboard.writeText("mine"));
  await openTerminal(page, "hostile");
  const opened: string[] = [];
  context.on("page", (other) => opened.push(other.url()));
  for (const hostile of [
    // Titles, a link that is a script, the clipboard, working folder, notifications, marks of editors.
    "printf \\033]0;OWNED\\007",
    "printf \\033]2;OWNED\\007",
    "printf \\033]8;;javascript:window.owned=1\\007link-to-a-script\\033]8;;\\007",
    "printf \\033]52;c;T1dORUQ=\\007",
    "printf \\033]7;file:///etc/passwd\\007",
    "printf \\033]9;OWNED\\007\\033]777;notify;OWNED;OWNED\\007\\033]1337;File=inline=1:AAAA\\007",
    // What asks the terminal to type: its title, its answer-back, its state.
    'printf \\033[21t\\033[6n\\033[c\\033[>c\\033P$q"p\\033\\x5c\\x05',
    "echo <img/src=x/onerror=window.owned=1><script>window.owned=1</script>",
  ])
    await line(page, hostile);
  await line(page, "echo still-here");
  await expect(screen(page)).toContainText("still-here", soon);
  await page.getByText("link-to-a-script").last().click({ force: true });
  const harm = await page.evaluate(async () => ({
    owned: (window as { owned?: unknown }).owned ?? null,
    title: document.title,
    clipboard: await navigator.clipboard.readText(),
    brought: document.querySelectorAll("main img, main iframe, main script, main [onerror]").length,
    scripts: [...document.querySelectorAll("a")].filter((link) => !["http:", "https:"].includes(link.protocol)).length,
  }));
  expect(harm).toEqual({ owned: null, title, clipboard: "mine", brought: 0, scripts: 0 });
  expect(opened).toEqual([]);
  await page.getByRole("button", { name: "End the terminal" }).click();
  await expect(page.getByText("The terminal was ended.")).toBeVisible(soon);
});

test("production asks for the pod's name and a reason, on a phone as well", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await open(page, await pathOf(page, "deployments.apps", "prod-hangzhou", "payments-api"));
  await page.getByRole("button", { name: "Open a terminal" }).click();
  const dialog = page.getByRole("alertdialog");
  const confirm = dialog.getByRole("button", { name: "Open", exact: true });
  const pod = (await dialog.getByRole("heading").textContent())?.split(" ").at(-1) ?? "";
  await dialog.getByRole("textbox", { name: new RegExp(pod) }).fill(pod);
  await confirm.click();
  await expect(dialog.getByText("Say why, in three characters at least.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Program to start" }).fill("sh -c 'uptime");
  await expect(dialog.getByText("A quote is not closed")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Program to start" }).fill("");
  await dialog.getByRole("textbox", { name: "Reason or ticket" }).fill("OPS-1");
  await confirm.click();
  await expect(page.getByText("Recording", { exact: true })).toBeVisible(soon);
  await expect(screen(page)).toContainText("$", soon);
  expect(await page.evaluate(overflowing)).toEqual([]);
  await page.getByRole("button", { name: "End the terminal" }).click();
  await expect(page.getByText("The terminal was ended.")).toBeVisible(soon);
});
