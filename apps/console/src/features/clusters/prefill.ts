import type { Environment } from "@holdfast/contracts/cluster";
import { environments } from "./cluster-search";

/** What the wizard's address proposes; the form checks all of it as if it had been typed. */
export interface Prefill {
  readonly name: string;
  readonly environment: Environment | "";
  readonly region: string;
  readonly labels: string;
  /** The fields that somebody should look at. */
  readonly guessed: readonly ("environment" | "region")[];
}

const LONGEST = 4096;

/** Reads the proposal out of an address. What is not there, or is no word of ours, is empty. */
export function readPrefill(params: URLSearchParams): Prefill {
  const text = (key: string) => (params.get(key) ?? "").slice(0, LONGEST);
  const guessed = text("guessed").split(",");
  return {
    ...{ name: text("name"), region: text("region"), labels: text("labels") },
    environment: environments.find((each) => each === params.get("environment")) ?? "",
    guessed: (["environment", "region"] as const).filter((each) => guessed.includes(each)),
  };
}
