import { readFileSync } from "node:fs";
import { parseSource, ts } from "../../architecture/source-rules/syntax.mjs";

/** The doc comments of a file's exports, by name, as one paragraph each. */
export function docComments(path: string): Map<string, string> {
  const comments = new Map<string, string>();
  for (const statement of parseSource(path, readFileSync(path, "utf8")).tree.statements) {
    const [doc] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
    const text = doc && typeof doc.comment === "string" ? doc.comment.replace(/\s*\n\s*/g, " ") : undefined;
    if (!text || !ts.isVariableStatement(statement)) continue;
    for (const { name } of statement.declarationList.declarations) comments.set(name.getText(), text);
  }
  return comments;
}
