import type { Browser } from "@playwright/test";
import { signedInWindow } from "../stage/browser";

/** What a first load of a page came to, in a browser with nothing cached. */
export interface ColdLoad {
  /** From the navigation to the frame in which the content was there. */
  readonly contentMs: number;
  /** Tasks that kept the page from answering for more than 50 ms, until a while after the content, by their length. */
  readonly longTasksMs: readonly number[];
  /** JavaScript as it came over the network: compressed. */
  readonly scriptKb: number;
  readonly scripts: readonly string[];
}

interface Marks {
  contentMs?: number;
  readonly longTasksMs: number[];
}

/** What the script in the page leaves on its window. */
interface Marked {
  readonly holdfastMarks: Marks;
}

const AFTERWARDS_MS = 3000;

/** Runs in the page before everything else of it: waits for the content, and counts long tasks. */
const observe = (selector: string) => `
  const marks = (globalThis.holdfastMarks = { longTasksMs: [] });
  new PerformanceObserver((list) => marks.longTasksMs.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (marks.contentMs !== undefined || !document.querySelector(${JSON.stringify(selector)})) return;
    marks.contentMs = -1;
    requestAnimationFrame(() => requestAnimationFrame(() => { marks.contentMs = performance.now(); }));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
`;

/** Where a page is, who opens it, and what people come for, as a CSS selector. */
export interface LoadedPage {
  readonly origin: string;
  readonly cookie: string;
  readonly path: string;
  readonly content: string;
}

/** Loads a page in a window with nothing cached, and waits for its content. */
export async function coldLoad(browser: Browser, { path, content, ...at }: LoadedPage): Promise<ColdLoad> {
  const context = await signedInWindow(browser, at);
  const page = await context.newPage();
  await page.addInitScript(observe(content));
  const sizes: Promise<{ url: string; bytes: number }>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script")
      sizes.push(request.sizes().then(({ responseBodySize }) => ({ url: request.url(), bytes: responseBodySize })));
  });
  await page.goto(`${at.origin}${path}`);
  // A function, because the page's policy forbids to evaluate texts.
  await page.waitForFunction(() => ((globalThis as unknown as Marked).holdfastMarks.contentMs ?? 0) > 0, undefined, { timeout: 60_000 });
  await page.waitForTimeout(AFTERWARDS_MS);
  const marks = await page.evaluate(() => (globalThis as unknown as Marked).holdfastMarks);
  const scripts = await Promise.all(sizes);
  await context.close();
  return {
    contentMs: marks.contentMs ?? Number.NaN,
    longTasksMs: marks.longTasksMs,
    scriptKb: scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000,
    scripts: scripts.map(({ url }) => url),
  };
}
