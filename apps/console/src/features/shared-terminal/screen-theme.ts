import type { ITheme } from "@xterm/xterm";

/** The sixteen colours of a terminal on a light and on a dark ground, each readable on it. */
const palettes = {
  light: {
    ...{ black: "#24292f", red: "#b42318", green: "#116329", yellow: "#7a4d00", blue: "#0550ae", magenta: "#8250df", cyan: "#1b6d77" },
    ...{ white: "#57606a", brightBlack: "#57606a", brightRed: "#a40e26", brightGreen: "#0f5323", brightYellow: "#633c01" },
    ...{ brightBlue: "#0a4aa8", brightMagenta: "#6f42c1", brightCyan: "#155e67", brightWhite: "#24292f" },
  },
  dark: {
    ...{ black: "#6e7681", red: "#ff8a80", green: "#7ee787", yellow: "#e3b341", blue: "#79c0ff", magenta: "#d2a8ff", cyan: "#76e3ea" },
    ...{ white: "#d0d7de", brightBlack: "#8b949e", brightRed: "#ffa198", brightGreen: "#a2f2ab", brightYellow: "#f2cc60" },
    ...{ brightBlue: "#a5d6ff", brightMagenta: "#e2c5ff", brightCyan: "#a5f0f5", brightWhite: "#ffffff" },
  },
} as const;

/** The colours of a terminal in the page's theme. */
export function screenTheme(element: HTMLElement): ITheme {
  const style = getComputedStyle(element);
  const isDark = document.documentElement.dataset.theme === "dark";
  const of = (name: string) => style.getPropertyValue(name).trim();
  const ground = of("--hf-sunken");
  return {
    ...palettes[isDark ? "dark" : "light"],
    ...{ background: ground, foreground: of("--hf-ink"), cursor: of("--hf-ink"), cursorAccent: ground },
    ...{ selectionBackground: of("--hf-focus"), selectionForeground: ground },
  };
}
