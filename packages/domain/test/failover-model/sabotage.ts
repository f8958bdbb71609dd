/** What the model leaves out of the product on purpose, to see that it is noticed. */
export interface Sabotage {
  /** A run starts while orders of an earlier one may still arrive. */
  readonly withoutOrderGuard?: boolean;
  /** A step is undone while its own order may still arrive. */
  readonly withoutPatience?: boolean;
  /** An order counts as over as soon as it has expired, whatever the agent is doing. */
  readonly withHastyDeath?: boolean;
}
