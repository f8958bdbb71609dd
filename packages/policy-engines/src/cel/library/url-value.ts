import { CelRuntimeError } from "../run/runtime-error";
import type { Opaque } from "../values/cel-values";

/** The parts of a URL as Go's net/url has them: nothing is corrected or made lower case, except the scheme. */
export class UrlValue implements Opaque {
  readonly typeName = "kubernetes.URL";

  constructor(
    readonly text: string,
    readonly scheme: string,
    readonly host: string,
    readonly path: string,
    readonly query: string,
  ) {}

  get hostname(): string {
    const bracketed = /^\[([^\]]*)\]/.exec(this.host);
    return bracketed ? (bracketed[1] ?? "") : this.host.replace(/:\d*$/, "");
  }

  get port(): string {
    return /:(\d*)$/.exec(this.host)?.[1] ?? "";
  }

  equals(other: unknown): boolean {
    return other instanceof UrlValue && other.text === this.text;
  }
}

const failure = (text: string, why: string) => new CelRuntimeError(`parse ${JSON.stringify(text)}: ${why}`);

const decodes = (text: string, part: string): void => {
  const wrong = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(part);
  if (wrong) throw failure(text, `invalid URL escape ${JSON.stringify(wrong[0])}`);
};

const checkHost = (text: string, host: string): void => {
  const open = host.startsWith("[");
  const tail = open ? host.slice(host.indexOf("]") + 1) : host.slice(host.indexOf(":") < 0 ? host.length : host.lastIndexOf(":"));
  if (open && !host.includes("]")) throw failure(text, "missing ']' in host");
  if (tail !== "" && !/^:\d*$/.test(tail)) throw failure(text, `invalid port ${JSON.stringify(tail)} after host`);
  const name = open ? "" : host;
  const wrong = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/.exec(name);
  if (wrong) throw failure(text, `invalid character ${JSON.stringify(wrong[0])} in host name`);
};

/** What Go calls EscapedPath: the path as it was written when that is a right way to write it, else written anew. */
const escapedPath = (path: string): string => {
  if (path === "*") return "*";
  if (/^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@/[\]]|%[0-9a-fA-F]{2})*$/.test(path)) return path;
  return path.replaceAll(/%([0-9a-fA-F]{2})|[\s\S]/gu, (whole, hex?: string) => (hex ? whole : encodePathCharacter(whole)));
};
const encodePathCharacter = (character: string) =>
  /^[A-Za-z0-9\-_.~$&+,/:;=@]$/.test(character)
    ? character
    : encodeURIComponent(character).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Reads a URL as a request line has it: absolute, or a path. The fragment is cut off afterwards, as Kubernetes does. */
export function parseUrl(text: string): UrlValue {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Go refuses.
  if (/[\x00-\x1f\x7f]/.test(text)) throw failure(text, "net/url: invalid control character in URL");
  if (text === "") throw failure(text, "empty url");
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text);
  if (!scheme && text.startsWith(":")) throw failure(text, "missing protocol scheme");
  const rest = scheme ? text.slice(scheme[0].length) : text;
  if (!rest.startsWith("/") && !scheme && text !== "*") throw failure(text, "invalid URI for request");
  const withoutFragment = rest.split("#", 1)[0] ?? "";
  const mark = withoutFragment.indexOf("?");
  const body = mark < 0 ? withoutFragment : withoutFragment.slice(0, mark);
  const query = mark < 0 ? "" : withoutFragment.slice(mark + 1);
  if (scheme && !body.startsWith("/")) return new UrlValue(text, (scheme[1] ?? "").toLowerCase(), "", "", query);
  const isAuthority = body.startsWith("//") && (scheme !== null || !body.startsWith("///"));
  const authority = isAuthority ? (body.slice(2).split("/", 1)[0] ?? "") : "";
  const path = isAuthority ? body.slice(2 + authority.length) : body;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  checkHost(text, host);
  decodes(text, path);
  return new UrlValue(text, (scheme?.[1] ?? "").toLowerCase(), host, escapedPath(path), query);
}
