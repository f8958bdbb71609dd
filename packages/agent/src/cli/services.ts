import { usageProblem } from "../problem";
import { credentialFolder, type MountedSecret } from "../rbac/manifest";
import type { KnownService, KnownServices, ServiceKind } from "../services/known-services";
import { all, type Values, variableOf } from "./options";

const NAME = /^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$/;

/** What is written as `name=value`, several times. */
function pairs(values: Values, option: string): [string, string][] {
  return all(values, option).map((text) => {
    const at = text.indexOf("=");
    const name = text.slice(0, at);
    if (at < 1 || !NAME.test(name) || at === text.length - 1)
      throw usageProblem(
        `--${option} ${name || text} is not understood.`,
        "Write it as name=value; a name is lower-case letters, digits and hyphens.",
      );
    return [name, text.slice(at + 1)];
  });
}

/** Where a PostgreSQL is: its host, its database, and how the way there is kept. */
function postgresUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const modes = ["disable", "require", "verify-full"];
  const isPlain = [...(url?.searchParams ?? [])].every(([key, value]) => key === "sslmode" && modes.includes(value));
  if (
    !url ||
    !/^postgres(ql)?:$/.test(url.protocol) ||
    url.username ||
    url.password ||
    !url.hostname ||
    url.pathname.length < 2 ||
    !isPlain
  )
    throw usageProblem(
      `--postgres ${name} is not followed by a plain address of a database.`,
      `Write it like ${name}=postgres://host:5432/database, with ?sslmode=${modes.join(" or ")} if need be; the credential stands in a file (--credential).`,
    );
  return url;
}

function urlOf(kind: ServiceKind, name: string, text: string): URL {
  if (kind === "postgres") return postgresUrl(name, text);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search)
    throw usageProblem(
      `--${kind} ${name} is not followed by a plain URL with http or https.`,
      `Write it like ${name}=https://host:port; the credential stands in a file (--credential).`,
    );
  return url;
}

/** The services that may be called. Throws a usage Problem; none quotes a credential. */
export function servicesOf(values: Values): KnownServices {
  const credentials = new Map(pairs(values, "credential"));
  const services: Record<string, KnownService> = {};
  for (const kind of ["patroni", "vault", "postgres"] as const)
    for (const [name, text] of pairs(values, kind)) {
      if (Object.hasOwn(services, name)) throw usageProblem(`The service ${name} is named twice.`, "Give each a name of its own.");
      services[name] = { kind, url: urlOf(kind, name, text), credentialFile: credentials.get(name) ?? null };
    }
  const stray = [...credentials.keys()].find((name) => !Object.hasOwn(services, name));
  if (stray)
    throw usageProblem(`--credential ${stray} belongs to no service.`, `Name it by --patroni, --vault or --postgres ${stray}=URL as well.`);
  return services;
}

/** The Secrets that a manifest mounts, each for a service that it names. */
export const secretsOf = (values: Values): MountedSecret[] =>
  pairs(values, "secret").map(([service, text]) => {
    const [secret = "", key = "", ...rest] = text.split("/");
    if (!secret || !/^[A-Za-z0-9._-]+$/.test(key) || rest.length > 0)
      throw usageProblem(`--secret ${service} is not understood.`, "Write it as name=secret/key.");
    return { service, secret, key };
  });

/** The variables by which a manifest tells its agent of the services. */
export function serviceVariables(values: Values): Record<string, string> {
  const mounted = secretsOf(values).map(({ service, key }) => `${service}=${credentialFolder(service)}/${key}`);
  const named = { patroni: all(values, "patroni"), vault: all(values, "vault"), postgres: all(values, "postgres") };
  const told = { ...named, credential: [...all(values, "credential"), ...mounted] };
  servicesOf({ ...values, ...told });
  return Object.fromEntries(
    Object.entries(told)
      .filter(([, list]) => list.length > 0)
      .map(([option, list]) => [variableOf(option), list.join(",")]),
  );
}
