import type { CompiledExpression } from "../cel/compile-expression";
import { failureText, type PolicyEvaluation } from "./policy-evaluation";
import type { PolicyValidation } from "./policy-spec";

const MAX_BYTES = 5 * 1024;

const written = (compiled: CompiledExpression | undefined, evaluation: PolicyEvaluation): string => {
  if (!compiled) return "";
  try {
    const value = evaluation.value(compiled);
    const text = typeof value === "string" ? value.trim() : "";
    return text.includes("\n") || new TextEncoder().encode(text).length > MAX_BYTES ? "" : text;
  } catch (cause) {
    failureText(cause);
    return "";
  }
};

/** What is said about a validation that does not hold. An expression that fails, or yields nothing to say, gives way to the message. */
export function violationMessage(
  { expression, message = "" }: PolicyValidation,
  compiled: CompiledExpression | undefined,
  evaluation: PolicyEvaluation,
): string {
  return written(compiled, evaluation) || message.trim() || `failed expression: ${expression.trim()}`;
}
