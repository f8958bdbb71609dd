const ORIGIN = "http://console.invalid";
const NEVER = ["/sign-in", "/setup", "/invitation", "/api"];

/**
 * Where to go after coming back from a provider: a page of this console, or its home. The sign-in page has checked what stood in its
 * address; what stands in this one was written by whoever made the link, so it is checked here too.
 */
export function pagePath(written: string | null | undefined): string {
  if (!written?.startsWith("/") || written.length > 2000 || /[\\\p{Cc}]/u.test(written) || !URL.canParse(written, ORIGIN)) return "/";
  const url = new URL(written, ORIGIN);
  const isOurs = url.origin === ORIGIN && !url.pathname.startsWith("//");
  const isPage = !NEVER.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`));
  return isOurs && isPage ? `${url.pathname}${url.search}${url.hash}` : "/";
}
