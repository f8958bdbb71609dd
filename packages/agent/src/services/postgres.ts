import { Refused } from "../commands/define-command";
import { messageOf } from "../problem";
import { hostOf } from "../queries/http-get";
import { isSurprise } from "../queries/surprising-address";
import { credentialOf, knownService, type ServiceContext, ServiceTrouble, without } from "./call-service";

/** PostgreSQL understood the question and did not take it; asked again it would not either. */
export class QuestionRefused extends Error {}

/** Classes of SQLSTATE that speak of the question: asked again it is answered the same. */
const OF_THE_QUESTION = ["42", "0A", "25"];
const SYNTAX_OR_ACCESS = "42";
const CANCELLED = "57014";
const DEFAULT_PORT = 5432;

interface Login {
  readonly user: string;
  readonly password: string;
}

/** Who to be, from `user:password` or from the URI that an operator writes into its Secrets. Throws Refused (`CredentialUnreadable`). */
function loginOf(credential: string, service: string): Login {
  if (/^postgres(ql)?:\/\//.test(credential) && URL.canParse(credential)) {
    const { username, password } = new URL(credential);
    try {
      return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    } catch {
      throw new Refused("CredentialUnreadable", `The URI in the credential of ${service} is not percent-encoded; write % as %25 there.`);
    }
  }
  const at = credential.indexOf(":");
  return at < 0 ? { user: credential, password: "" } : { user: credential.slice(0, at), password: credential.slice(at + 1) };
}

/** How the way there is kept secret, by `sslmode` of the owner's URL; without it, encrypted and not verified. */
function tlsOf(url: URL, host: string) {
  const mode = url.searchParams.get("sslmode") ?? "require";
  return mode === "disable" ? false : { rejectUnauthorized: mode === "verify-full", servername: host };
}

const codeOf = (cause: unknown): string => {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
};

/**
 * Whether the text of an error is of the question alone. Only the parser says where in it the error is; what goes wrong later, as in
 * `current_setting(note)`, may quote what stands in a row, whatever its class.
 */
const isOfParser = (cause: unknown): boolean =>
  codeOf(cause).startsWith(SYNTAX_OR_ACCESS) && Boolean((cause as { position?: unknown }).position);

/** What is said of an error: never a row's content, never the credential. */
function troubleOf(cause: unknown, service: string, timeoutMs: number, { user, password }: Login): Error {
  const code = codeOf(cause);
  const isSqlState = /^[0-9A-Z]{5}$/.test(code);
  if (code === CANCELLED) return new ServiceTrouble(`${service} gave no answer within ${timeoutMs} ms.`);
  if (isSqlState && isOfParser(cause)) return new QuestionRefused(without(`${messageOf(cause)} (${code})`, `${user}:${password}`));
  const bare = `${service} answered with SQLSTATE ${code}.`;
  if (isSqlState) return OF_THE_QUESTION.includes(code.slice(0, 2)) ? new QuestionRefused(bare) : new ServiceTrouble(bare);
  return new ServiceTrouble(`${service} does not answer: ${without(messageOf(cause), `${user}:${password}`)}`);
}

/** The first column of the first row in words, no longer than a number is; null where there is no row. */
const firstOf = (query: string) => `SELECT left(probe.value::text, 64) AS value FROM (\n${query}\n) AS probe(value) LIMIT 1`;

/** One question as it is put. */
export interface Question {
  readonly service: string;
  readonly query: string;
  readonly timeoutMs: number;
}

/**
 * Asks a PostgreSQL that the agent's owner named one question, in a transaction that can't write, on a connection of its own. Returns the
 * first column of the first row as text. Throws Refused as `callService` does, QuestionRefused, and ServiceTrouble.
 */
export async function askPostgres({ services, resolve }: ServiceContext, { service, query, timeoutMs }: Question): Promise<string | null> {
  const known = knownService(services, "postgres", service);
  const login = loginOf(await credentialOf(known, service), service);
  const host = hostOf(known.url);
  // Agents that ask no database never load it.
  const { default: pg } = await import("pg");
  try {
    const address = await resolve(host);
    if (isSurprise(host, address))
      throw new Refused("OriginNotAllowed", `${service} leads to ${address}, which is this machine or a service of its network.`);
    const client = new pg.Client({
      ...{
        host: address,
        port: Number(known.url.port || DEFAULT_PORT),
        database: decodeURIComponent(known.url.pathname.slice(1)),
        ...login,
      },
      ...{ ssl: tlsOf(known.url, host), application_name: "holdfast-probe", options: "-c default_transaction_read_only=on" },
      ...{ connectionTimeoutMillis: timeoutMs, statement_timeout: timeoutMs, query_timeout: timeoutMs + 500 },
    });
    // A connection that breaks is told of by what waits for it.
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("BEGIN READ ONLY");
      // Prepared, it is one statement and no more.
      const asked = { text: firstOf(query), queryMode: "extended" };
      const { rows } = await client.query<{ value: string | null }>(asked);
      return rows[0]?.value ?? null;
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (cause) {
    throw cause instanceof Refused ? cause : troubleOf(cause, service, timeoutMs, login);
  }
}
