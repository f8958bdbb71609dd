import { type NextRequest, NextResponse } from "next/server";
import { signInPath } from "./features/shared-session/return-path";
import { contentSecurityPolicy } from "./security/headers";
import { lacksSession } from "./security/session-cookie";

/**
 * Sends a reader without a session to sign in, and gives every page a nonce of its own: on the request, where Next.js and the
 * layout read it, and in the policy of the response.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (lacksSession(pathname, (name) => request.cookies.has(name)))
    return NextResponse.redirect(new URL(signInPath(`${pathname}${search}`), request.nextUrl));
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  matcher: [
    {
      source: "/((?!api|_next/static|_next/image|favicon.ico|icon.svg|schemas/).*)",
      missing: [
        { type: "header", key: "next-router-prefetch" },
        { type: "header", key: "purpose", value: "prefetch" },
      ],
    },
  ],
};
