import { readFileSync } from "node:fs";
import type { AuditReceiverOptions } from "../drift/audit-receiver";
import { messageOf, Problem, usageProblem } from "../problem";
import { one, type Values } from "./options";

const SHORTEST_TOKEN = 16;

function fileOf(values: Values, option: string): string {
  const file = one(values, option);
  if (!file)
    throw usageProblem(`--audit-listen needs --${option}.`, "Name the certificate, its key and the file with the API server's token.");
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new Problem(`The file ${file} of --${option} cannot be read: ${messageOf(cause)}`, "Check its owner and mode.");
  }
}

/** Where the API server's audit log is received; undefined where it is not. Throws a Problem; none quotes the token. */
export function auditOptions(values: Values): AuditReceiverOptions | undefined {
  const where = one(values, "audit-listen");
  if (where === undefined) return undefined;
  const match = /^(.+):(\d{1,5})$/.exec(where);
  const port = Number(match?.[2]);
  if (!match?.[1] || port > 65_535)
    throw usageProblem(`--audit-listen ${where} is no address.`, "Write it like 127.0.0.1:9443, host and port.");
  const token = fileOf(values, "audit-token-file").trim();
  if (token.length < SHORTEST_TOKEN)
    throw new Problem(
      `The token of --audit-token-file is shorter than ${SHORTEST_TOKEN} characters.`,
      "Make a long one: openssl rand -hex 32.",
    );
  return {
    host: match[1].replace(/^\[(.*)\]$/, "$1"),
    port,
    certificatePem: fileOf(values, "audit-cert"),
    keyPem: fileOf(values, "audit-key"),
    token,
  };
}
