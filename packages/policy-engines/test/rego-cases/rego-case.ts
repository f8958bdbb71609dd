/** Something that OPA is asked, and that the engine has to answer as OPA does. Each input is asked for itself. */
export interface RegoCase {
  readonly name: string;
  readonly version: "v0" | "v1";
  readonly modules: readonly string[];
  readonly query: string;
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly data?: Readonly<Record<string, unknown>>;
}

const one =
  (version: "v0" | "v1") =>
  (name: string, text: string, ...inputs: Readonly<Record<string, unknown>>[]): RegoCase => ({
    name: `${version} ${name}`,
    version,
    modules: [`package t\n${text}`],
    query: "data.t.out",
    inputs: inputs.length > 0 ? inputs : [{}],
  });

/** A case of one module in Rego v0, whose rule `out` is asked for. */
export const v0 = one("v0");

/** The same in Rego v1. */
export const v1 = one("v1");
