import type { Tree } from "@lezer/common";
import { type PromqlError, parseError } from "./promql-error";

const PAIRS: Readonly<Record<string, string>> = { "(": "parenthesis", "[": "bracket" };
const CLOSERS: Readonly<Record<string, string>> = { ")": "(", "]": "[" };

/** Blanks strings and comments out, so that brackets inside them do not count. */
function codeOnly(source: string): string {
  return source.replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|#[^\n]*/g, (quoted) => " ".repeat(quoted.length));
}

function unclosed(code: string): string | undefined {
  const open: string[] = [];
  for (const character of code) {
    if (character in PAIRS) open.push(character);
    if (character in CLOSERS && open.at(-1) === CLOSERS[character]) open.pop();
  }
  // Reported from the inside out.
  const last = open.at(-1);
  return last === undefined ? undefined : PAIRS[last];
}

function described(word: string): string {
  if (/^[A-Za-z_][\w:]*/.test(word)) return `identifier ${JSON.stringify(/^[A-Za-z_][\w:]*/.exec(word)?.[0])}`;
  if (/^\d+(ms|[smhdwy])/.test(word)) return `duration ${JSON.stringify(/^[\da-z]+/.exec(word)?.[0])}`;
  if (/^[\d.]/.test(word)) return `number ${JSON.stringify(/^[\d.eE]+/.exec(word)?.[0])}`;
  if (word.startsWith(")")) return "right parenthesis ')'";
  if (/^["'`]/.test(word)) return `string ${/^(["'`]).*?\1/.exec(word)?.[0] ?? word}`;
  const operator = /^(==|!=|<=|>=|[-+*/%^<>])/.exec(word)?.[0];
  return operator ? `<op:${operator}>` : JSON.stringify(word.charAt(0));
}

function firstError(tree: Tree): number | undefined {
  let at: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError && (at === undefined || node.from < at)) at = node.from;
    },
  });
  return at;
}

/** The first error of a text that does not parse, worded as near to Prometheus as a different parser can; undefined when it parses. */
export function syntaxError(source: string, tree: Tree): PromqlError | undefined {
  const at = firstError(tree);
  if (at === undefined) return undefined;
  const code = codeOnly(source);
  if (code.trim() === "" && source.replaceAll(/#[^\n]*/g, "").trim() === "") return parseError(source, 0, "no expression found in input");
  const rest = code.slice(at).trimStart();
  if (rest === "") {
    const kind = unclosed(code);
    if (code.lastIndexOf("{") > code.lastIndexOf("}")) return parseError(source, source.length, "unexpected end of input inside braces");
    return parseError(source, source.length, kind ? `unclosed left ${kind}` : "unexpected end of input");
  }
  const call = /([A-Za-z_][\w:]*)\s*$/.exec(code.slice(0, at));
  if (rest.startsWith("(") && call) return parseError(source, call.index, `unknown function with name "${call[1]}"`);
  const position = source.length - source.slice(at).trimStart().length;
  return parseError(source, position, `unexpected ${described(source.slice(position))}`);
}
