import type { Worded } from "./phrase";

/** The text of something that has one, and nothing else of it: what may stand in a gap or on a row. */
export const textOf = ({ message, phrase }: Worded): Worded => ({ message, phrase });
