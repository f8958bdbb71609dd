/** The cookie of a session, by its name without and with TLS. Its value is checked by the API, never here. */
const SESSION_COOKIES = ["holdfast.session_token", "__Secure-holdfast.session_token"];
const OPEN_PATHS = ["/sign-in", "/setup", "/invitation", "/gallery"];

/**
 * Whether a page needs a session and the request carries none at all: then it is not worth drawing. This saves a reader a
 * detour and protects nothing; what protects is the check of every call.
 */
export const lacksSession = (pathname: string, hasCookie: (name: string) => boolean): boolean =>
  !OPEN_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`)) && !SESSION_COOKIES.some(hasCookie);
