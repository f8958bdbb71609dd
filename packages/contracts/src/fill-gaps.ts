/** Puts texts into the gaps of a template, `{name}` each; null when one of them has no text. Free of schemas: browsers run it too. */
export function fillGaps(template: string, texts: Readonly<Record<string, string>>): string | null {
  let isWhole = true;
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = texts[name];
    isWhole &&= text !== undefined;
    return text ?? "";
  });
  return isWhole ? filled : null;
}
