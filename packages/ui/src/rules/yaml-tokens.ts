/** What a part of a line of YAML is, as far as reading is helped by it. */
export type YamlTokenKind = "plain" | "key" | "string" | "comment" | "mark";

/** A part of a line. The parts of a line, put together, are the line. */
export interface YamlToken {
  readonly kind: YamlTokenKind;
  readonly text: string;
}

const INDENT_AND_DASHES = /^\s*(?:-(?:\s+|$))*/;
const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'[\]{},&*!|>%@`][^#:]*?)(:)(?=\s|$)/;
const QUOTED = /^("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)/;

/** Where a comment begins: at the start or after a blank, and not inside quotes. */
function commentAt(text: string): number {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quote !== "") {
      if (sign === "\\" && quote === '"') at++;
      else if (sign === quote) quote = "";
    } else if ((sign === '"' || sign === "'") && (at === 0 || /[\s[{,:]/.test(text[at - 1] ?? ""))) quote = sign;
    else if (sign === "#" && (at === 0 || /\s/.test(text[at - 1] ?? ""))) return at;
  }
  return text.length;
}

/**
 * The parts of one line, for colouring only: it knows nothing of the lines around, so a block of text may be coloured as if it
 * were fields. What the text means is the server's to say.
 */
export function yamlTokens(line: string): YamlToken[] {
  const tokens: YamlToken[] = [];
  const add = (kind: YamlTokenKind, text: string) => {
    if (text !== "") tokens.push({ kind, text });
  };
  if (/^(---|\.\.\.)(\s|$)/.test(line)) {
    const end = commentAt(line);
    add("mark", line.slice(0, end));
    add("comment", line.slice(end));
    return tokens;
  }
  const start = INDENT_AND_DASHES.exec(line)?.[0] ?? "";
  add("mark", start);
  const rest = line.slice(start.length);
  const end = commentAt(rest);
  let body = rest.slice(0, end);
  const key = KEY.exec(body);
  if (key) {
    add("key", key[1] ?? "");
    add("mark", ":");
    body = body.slice(key[0].length);
  }
  const blank = /^\s*/.exec(body)?.[0] ?? "";
  add("plain", blank);
  body = body.slice(blank.length);
  const quoted = QUOTED.exec(body)?.[0] ?? "";
  add("string", quoted);
  add("plain", body.slice(quoted.length));
  add("comment", rest.slice(end));
  return tokens;
}
