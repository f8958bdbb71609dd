import { z } from "zod";
import type { CaseAnswer } from "./answer-of-case";
import type { RegoCase } from "./rego-case";

const Located = z.object({ code: z.string(), location: z.object({ file: z.string(), row: z.number() }).optional() });
const Refusal = z.object({ code: z.string(), errors: z.array(Located).optional() });

/** What a real OPA, started with `startOpa` for the case's version, says to each input of a case. It is left as it was. */
export async function answersOfOpa(url: string, { modules, query, inputs, data }: RegoCase): Promise<CaseAnswer[]> {
  const ask = (method: string, path: string, body?: string) =>
    fetch(`${url}/v1/${path}`, { method, signal: AbortSignal.timeout(10_000), ...(body === undefined ? {} : { body }) });
  const refused = async (answer: Response): Promise<CaseAnswer> => {
    const { code, errors } = Refusal.parse(await answer.json());
    if (answer.status === 400)
      return { problems: (errors ?? []).map(({ code: each, location }) => `${location?.file}:${location?.row} ${each}`) };
    return { error: errors?.[0]?.code ?? code };
  };
  const roots = Object.keys(data ?? {});
  // Libraries first: a module that is put may only read what is there.
  const files = modules.map((text, i) => ({ name: `module-${i}.rego`, text })).reverse();
  try {
    for (const root of roots) await ask("PUT", `data/${root}`, JSON.stringify(data?.[root]));
    for (const { name, text } of files) {
      const answer = await ask("PUT", `policies/${name}`, text);
      if (!answer.ok) return [await refused(answer)];
    }
    const answers: CaseAnswer[] = [];
    for (const input of inputs) {
      const answer = await ask("POST", query.replaceAll(".", "/"), JSON.stringify({ input }));
      const body = answer.ok ? ((await answer.json()) as { result?: unknown }) : undefined;
      answers.push(body ? ("result" in body ? { value: body.result } : { undefined: true }) : await refused(answer));
    }
    return answers;
  } finally {
    for (const { name } of files.toReversed()) await ask("DELETE", `policies/${name}`);
    for (const root of roots) await ask("DELETE", `data/${root}`);
  }
}
