import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import { CelMap } from "../values/cel-map";
import { parseUrl, type UrlValue } from "./url-value";

const isUrl = (text: string): boolean => {
  try {
    parseUrl(text);
    return true;
  } catch {
    return false;
  }
};

const url = (text: string): UrlValue => {
  try {
    return parseUrl(text);
  } catch (cause) {
    throw new CelRuntimeError(`URL parse error during conversion from string: ${(cause as Error).message}`);
  }
};

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
};

/** The query by name; a part that cannot be read, or has a semicolon, is left out as Go leaves it out. */
const queryOf = ({ query }: UrlValue): CelMap => {
  const values = new Map<string, string[]>();
  for (const part of query.split("&")) {
    if (part === "" || part.includes(";")) continue;
    const at = part.indexOf("=");
    const [name, value] = [decoded(at < 0 ? part : part.slice(0, at)), decoded(at < 0 ? "" : part.slice(at + 1))];
    if (name === null || value === null) continue;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const map = new CelMap();
  for (const [name, value] of values) map.insert(name, value);
  return map;
};

const URL_TYPE = "kubernetes.URL";

/** URLs and what they are made of. */
export const URLS: readonly Declaration[] = [
  [`url(string): ${URL_TYPE}`, url],
  ["isURL(string): bool", isUrl],
  [`${URL_TYPE}::getScheme(): string`, ({ scheme }: UrlValue) => scheme],
  [`${URL_TYPE}::getHost(): string`, ({ host }: UrlValue) => host],
  [`${URL_TYPE}::getHostname(): string`, ({ hostname }: UrlValue) => hostname],
  [`${URL_TYPE}::getPort(): string`, ({ port }: UrlValue) => port],
  [`${URL_TYPE}::getEscapedPath(): string`, ({ path }: UrlValue) => path],
  [`${URL_TYPE}::getQuery(): map(string, list(string))`, queryOf],
];
