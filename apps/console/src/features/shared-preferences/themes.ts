/** The themes that a reader can choose; `system` follows the machine. */
export const themes = ["system", "light", "dark"] as const;
