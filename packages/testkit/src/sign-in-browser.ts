import type { SignIn } from "@holdfast/services/sign-in/sign-in";

/** A browser: it keeps the cookies of both sides apart, and follows nothing by itself. */
export class SignInBrowser {
  constructor(
    private readonly base: string,
    private readonly signIn: Pick<SignIn, "handle" | "sessionOf">,
  ) {}

  readonly jars = new Map<string, Map<string, string>>();

  /** Asks an address, with the cookies of its origin. */
  async go(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address);
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    const headers = { ...(init.headers as object), cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") };
    const request = new Request(address, { ...init, headers, redirect: "manual" });
    if (origin === this.base) request.headers.set("x-forwarded-for", "127.0.0.1");
    const response = origin === this.base ? await this.signIn.handle(request) : await fetch(request);
    for (const each of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (each.split(";")[0] ?? "").split(/=(.*)/s);
      if (value === "" || /max-age=0/i.test(each)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Goes to the provider as somebody; where it then sends them. */
  async answerOf(sub: string, start = `${this.base}/api/auth/oidc/start/dex?next=%2Fclusters`): Promise<string> {
    let at = start;
    for (let hops = 0; hops < 8; hops++) {
      const chooses = at.includes("/choose/");
      const body = chooses ? { method: "POST", body: new URLSearchParams({ sub }) } : {};
      const response = await this.go(at, body);
      const to = response.headers.get("location");
      if (to === null) throw new Error(`no way on from ${at}: ${response.status} ${await response.text()}`);
      at = new URL(to, at).href;
      if (at.startsWith(this.base)) return at;
    }
    throw new Error("the way does not end");
  }

  /** Signs in as somebody: the page at which that ends. */
  async signInAs(sub: string): Promise<string> {
    const response = await this.go(await this.answerOf(sub));
    return (response.headers.get("location") ?? "").slice(this.base.length);
  }

  /** Who is signed in with its cookies. */
  session() {
    const cookie = [...(this.jars.get(this.base) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
    return this.signIn.sessionOf(new Headers({ cookie }));
  }
}
