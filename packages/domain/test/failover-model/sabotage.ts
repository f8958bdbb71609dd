/** What the model leaves out of the product on purpose, to see that it is noticed. */
export interface Sabotage {
  /** A run starts while orders of an earlier one may still arrive. */
  readonly withoutOrderGuard?: boolean;
  /** A step is undone while its own order may still arrive. */
  readonly withoutPatience?: boolean;
  /** An order counts as over as soon as it has expired, whatever the agent is doing. */
  readonly withHastyDeath?: boolean;
  /** A run is undone while its agent may still go forward by itself, or may have. */
  readonly withoutDropping?: boolean;
  /** An agent answers before it has told what it did by itself. */
  readonly withoutTelling?: boolean;
  /** What an agent did by itself does not become the run's own. */
  readonly withoutAdopting?: boolean;
}
