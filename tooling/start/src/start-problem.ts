/** Something that keeps Holdfast from starting and that a person can mend. Its message says how; no stack is shown. */
export class StartProblem extends Error {}
