/** The secret of an `Authorization: Bearer` header; null where there is none. Other schemes belong to whatever stands before the console. */
export function bearerSecret(headers: Headers): string | null {
  const written = headers.get("authorization") ?? "";
  if (!/^bearer(\s|$)/i.test(written)) return null;
  return /^\S+ +(\S{1,200}) *$/.exec(written)?.[1] ?? "";
}
