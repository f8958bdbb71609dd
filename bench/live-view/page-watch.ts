import type { BrowserContext, Page } from "@playwright/test";
import { WATCHED_NAMESPACE } from "../large-cluster/large-cluster";
import type { ChangeBook } from "./change-book";

/** One value that a page showed: after the frame in which it was painted. */
interface Shown {
  readonly uid: string;
  readonly restarts: number;
  readonly atMs: number;
}

interface PageElement {
  readonly textContent: string | null;
  readonly children: readonly PageElement[];
  querySelector(selector: string): PageElement | null;
  getAttribute(name: string): string | null;
}

/** What is used of a browser's window; the benchmarks are typed for Node.js. */
interface PageWindow {
  readonly document: { readonly body: PageElement; querySelectorAll(selector: string): Iterable<PageElement> };
  readonly MutationObserver: new (
    onChange: () => void,
  ) => { observe(element: PageElement, what: { subtree: boolean; childList: boolean; characterData: boolean }): void };
  requestAnimationFrame(work: () => void): void;
  holdfastShown: Shown[];
}

/** Runs in the page: notes every new restart count of a row in the frame after it changed. */
function watchTable(): void {
  // It runs in a page, where the global object is a window.
  const page = globalThis as unknown as PageWindow;
  const { document } = page;
  const shown: Shown[] = [];
  const last = new Map<string, number>();
  const column = [...document.querySelectorAll("thead th")].findIndex((head) => head.textContent?.trim().startsWith("Restarts"));
  const look = () => {
    const atMs = Date.now();
    for (const row of document.querySelectorAll("tbody tr")) {
      // A row's link ends in the uid; the name's cell is cut in the middle where it is narrow.
      const uid = decodeURIComponent(row.querySelector("a")?.getAttribute("href")?.split("/").at(-1) ?? "");
      const restarts = Number((row.children[column]?.textContent ?? "").replace(/\D/g, ""));
      if (uid === "" || last.get(uid) === restarts) continue;
      last.set(uid, restarts);
      shown.push({ uid, restarts, atMs });
    }
  };
  let isAsked = false;
  const afterPaint = () => {
    if (isAsked) return;
    isAsked = true;
    // The second frame begins once the first was painted.
    page.requestAnimationFrame(() =>
      page.requestAnimationFrame(() => {
        isAsked = false;
        look();
      }),
    );
  };
  new page.MutationObserver(afterPaint).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
  page.holdfastShown = shown;
}

/** Opens the list of watched pods and notes what it shows. Throws when the list does not come. */
export async function openWatchedPods(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/inventory?kind=pods&namespace=${WATCHED_NAMESPACE}`);
  await page.getByRole("columnheader", { name: /Restarts/ }).waitFor({ timeout: 60_000 });
  await page.locator("tbody tr a").first().waitFor({ timeout: 60_000 });
  // The loader of TypeScript names functions by a helper of its own, which a page does not have.
  await page.evaluate("globalThis.__name = (value) => value");
  await page.evaluate(watchTable);
  return page;
}

/** Takes over what the page has shown. Returns the uids of the pods that have a row in it: rows far below the window have none. */
export async function takeShown(page: Page, book: ChangeBook): Promise<ReadonlySet<string>> {
  const shown = await page.evaluate(() => (globalThis as unknown as PageWindow).holdfastShown);
  for (const { uid, restarts, atMs } of shown) book.see(uid, restarts, atMs);
  return new Set(shown.map(({ uid }) => uid));
}
