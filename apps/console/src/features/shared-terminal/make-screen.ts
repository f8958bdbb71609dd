import { FitAddon } from "@xterm/addon-fit";
import { Terminal } from "@xterm/xterm";
import { screenTheme } from "./screen-theme";
import { withNonce } from "./with-nonce";

/** What a drawn terminal is made with. Without `onInput` it only shows. `size` fixes it; else it fills its element. */
export interface ScreenOptions {
  readonly nonce: string;
  readonly label: string;
  readonly size: { readonly columns: number; readonly rows: number } | null;
  readonly onInput: ((text: string) => void) | null;
  readonly onSize: ((size: { columns: number; rows: number }) => void) | null;
  /** The reader wants the keyboard back. */
  readonly onLeave: () => void;
}

/** Sequences by which output could reach beyond the terminal: titles, links, the clipboard, notifications. They are swallowed. */
const SWALLOWED = [0, 1, 2, 7, 8, 9, 50, 52, 99, 133, 633, 777, 1337];

/** F6 leaves; with something marked Ctrl+C copies it, and Ctrl+V pastes, as everywhere else in the browser. True: the program gets the key. */
function isForProgram(event: KeyboardEvent, terminal: Terminal, onLeave: () => void): boolean {
  const isPlain = !event.altKey && !event.metaKey && !event.shiftKey;
  if (event.key === "F6" && !event.ctrlKey && isPlain) {
    if (event.type === "keydown") onLeave();
    event.preventDefault();
    return false;
  }
  if (!event.ctrlKey || !isPlain) return true;
  if (event.key === "c" && terminal.hasSelection()) {
    if (event.type === "keydown") void navigator.clipboard?.writeText(terminal.getSelection()).catch(() => undefined);
    terminal.clearSelection();
    event.preventDefault();
    return false;
  }
  // The browser's own paste comes to the terminal as text.
  return event.key !== "v";
}

/** Draws a terminal into an element. `dispose` takes everything away again. */
export function makeScreen(element: HTMLElement, { nonce, label, size, onInput, onSize, onLeave }: ScreenOptions) {
  const terminal = new Terminal({
    ...(size ? { cols: size.columns, rows: size.rows } : {}),
    ...{ screenReaderMode: true, cursorBlink: false, disableStdin: onInput === null, scrollback: 5000, fontSize: 13, lineHeight: 1.25 },
    ...{ fontFamily: getComputedStyle(element).fontFamily, minimumContrastRatio: 4.5, theme: screenTheme(element) },
    // Nothing that a container prints may open anything.
    linkHandler: { activate: () => undefined, allowNonHttpProtocols: false },
  });
  for (const code of SWALLOWED) terminal.parser.registerOscHandler(code, () => true);
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  withNonce(nonce, () => terminal.open(element));
  terminal.textarea?.setAttribute("aria-label", label);
  terminal.attachCustomKeyEventHandler((event) => isForProgram(event, terminal, onLeave));
  if (onInput) terminal.onData(onInput);
  if (onSize) terminal.onResize(({ cols, rows }) => onSize({ columns: cols, rows }));
  const refit = () => size === null && element.clientWidth > 0 && fit.fit();
  const sizes = new ResizeObserver(refit);
  sizes.observe(element);
  const themes = new MutationObserver(() => {
    terminal.options.theme = screenTheme(element);
  });
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  refit();
  return {
    terminal,
    dispose() {
      sizes.disconnect();
      themes.disconnect();
      terminal.dispose();
    },
  };
}
