const ORIGIN = "http://console.invalid";
const NEVER = ["/sign-in", "/setup", "/invitation", "/api"];

/**
 * Where to go after signing in: a page of this console, or its home. What stands in an address was written by whoever made
 * the link, so only a plain path on this very origin is followed.
 */
export function safeReturnPath(written: string | null | undefined): string {
  if (!written?.startsWith("/") || written.length > 2000 || /[\\\p{Cc}]/u.test(written)) return "/";
  let url: URL;
  try {
    url = new URL(written, ORIGIN);
  } catch {
    return "/";
  }
  const isOurs = url.origin === ORIGIN && !url.pathname.startsWith("//");
  const isPage = !NEVER.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`));
  return isOurs && isPage ? `${url.pathname}${url.search}${url.hash}` : "/";
}

/** The address of the sign-in page that leads back to `path`. */
export const signInPath = (path: string): string => {
  const back = safeReturnPath(path);
  return back === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(back)}`;
};
