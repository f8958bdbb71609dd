import { contentHash } from "./content-hash";

/** What an evaluation says, as its row has it. */
export interface Said {
  readonly findings: unknown;
  readonly changes: unknown;
}

/** The hash of what an evaluation says, which a run's subject binds: findings, and what a dry run would change. One of before there were changes has the hash that it had. */
export const evaluationHash = ({ findings, changes }: Said): string =>
  contentHash(Array.isArray(changes) && changes.length === 0 ? findings : { findings, changes });
