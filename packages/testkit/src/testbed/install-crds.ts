import type { KubeRequest } from "./cluster-access";
import { until } from "./until";

interface Crd {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly conditions?: readonly { type: string; status: string; message?: string }[] };
}

const PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const READY_MS = 60_000;

const documentsOf = (manifest: string) => manifest.split(/^---\s*$/m).filter((text) => text.trim() !== "");

/**
 * Installs CustomResourceDefinitions and resolves when all of them are served. Each item is an object, or YAML with one
 * document or more (the API server itself reads the YAML). One that is installed already is kept. A definition costs the
 * API server about 8 MiB: install what a test needs.
 */
export async function installCrds(request: KubeRequest, definitions: readonly (object | string)[]): Promise<string[]> {
  const documents = definitions.flatMap((each): (object | string)[] => (typeof each === "string" ? documentsOf(each) : [each]));
  return Promise.all(documents.map((document) => install(request, document)));
}

async function install(request: KubeRequest, document: object | string): Promise<string> {
  const type = typeof document === "string" ? "application/yaml" : "application/json";
  const { status, body } = await request<Crd & { details?: { name: string } }>("POST", PATH, document, { "content-type": type });
  if (status !== 201 && status !== 409) throw new Error(`a CustomResourceDefinition was refused: ${JSON.stringify(body)}`);
  const name = status === 409 ? (body.details?.name ?? "") : body.metadata.name;
  await until(
    `the definition ${name}`,
    async () => {
      const read = await request<Crd>("GET", `${PATH}/${name}`);
      return read.body.status?.conditions?.some((condition) => condition.type === "Established" && condition.status === "True");
    },
    { timeoutMs: READY_MS },
  );
  return name;
}
