import { builtinCases } from "./builtin-cases";
import { kubernetesCases } from "./kubernetes-cases";
import { languageCases } from "./language-cases";
import { libraryCases } from "./library-cases";
import type { RegoCase } from "./rego-case";

/** Every case that the engine is compared with a real OPA on. A list that is put here is compared too, under the names of its cases. */
export const allCases: readonly RegoCase[] = [...languageCases, ...builtinCases, ...kubernetesCases, ...libraryCases];
