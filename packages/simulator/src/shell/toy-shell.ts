// A shell that is none: it knows a handful of words, reads no file of this machine and starts nothing. It answers from what the
// simulated cluster says of the container, so that a terminal in the demo has something to show.
import type { ExecProgram, ExecSource, ExecTerminal } from "../kube/exec-source";
import { type ShellWorld, words } from "./shell-words";

const SHELLS = new Set(["sh", "bash", "ash", "/bin/sh", "/bin/bash"]);
const LONGEST_LINE = 1024;
const ESCAPE = String.fromCharCode(27);
/** What arrow and function keys send. */
const ARROWS = new RegExp(`${ESCAPE}(?:\\[[0-9;]*[A-Za-z~]|O[A-Z])`, "g");
const UP = `${ESCAPE}[A`;
const RECALL = String.fromCharCode(16);
const BANNER = "simulated shell: nothing runs here, and nothing you type leaves this demo. Try help.\r\n";

/** How a world is found for a container; undefined when the container is gone. */
export type FindWorld = (query: Parameters<ExecSource["start"]>[0]) => ShellWorld | undefined;

class ToyShell implements ExecProgram {
  private line = "";
  private isEchoing = true;
  private readonly history: string[] = [];

  constructor(
    private readonly world: ShellWorld,
    private readonly terminal: ExecTerminal,
  ) {
    terminal.write(BANNER);
    this.prompt();
  }

  type(text: string): void {
    for (const key of text.replace(ARROWS, (arrow) => (arrow === UP ? RECALL : ""))) this.press(key);
  }

  resize(columns: number, rows: number): void {
    this.world.size = { columns, rows };
  }

  private press(key: string): void {
    if (key === "\r" || key === "\n") this.enter();
    else if (key === "\u0004") {
      if (this.line === "") this.leave("exit", 0);
    } else if (key === "\u0003") {
      this.line = "";
      this.terminal.write("^C\r\n");
      this.prompt();
    } else if (key === "\u007f" || key === "\b") {
      if (this.line === "") return;
      this.line = [...this.line].slice(0, -1).join("");
      this.echo("\b \b");
    } else if (key === RECALL) this.recall();
    else if (key >= " " && this.line.length < LONGEST_LINE) {
      this.line += key;
      this.echo(key);
    }
  }

  private recall(): void {
    const last = this.history.at(-1);
    if (last === undefined) return;
    this.echo("\b \b".repeat(this.line.length) + last);
    this.line = last;
  }

  private enter(): void {
    const line = this.line.trim();
    this.line = "";
    this.terminal.write("\r\n");
    if (line !== "") this.history.push(line);
    const [word = "", ...rest] = line.split(/\s+/);
    if (word === "exit") {
      this.leave("", Number(rest[0] ?? this.world.lastCode) & 255);
      return;
    }
    if (word === "stty" && (rest[0] === "-echo" || rest[0] === "echo")) this.isEchoing = rest[0] === "echo";
    else if (word !== "") {
      const { output, code } = words(this.world, word, rest);
      this.world.lastCode = code;
      if (output !== "") this.terminal.write(`${output.replace(/\n/g, "\r\n")}\r\n`);
    }
    this.prompt();
  }

  private leave(said: string, code: number): void {
    if (said !== "") this.terminal.write(`${said}\r\n`);
    this.terminal.exit(code);
  }

  private echo(text: string): void {
    if (this.isEchoing) this.terminal.write(text);
  }

  private prompt(): void {
    this.terminal.write(`${this.world.hostname}:/$ `);
  }
}

/** Programs of the simulated containers: a toy shell, or one of its words. */
export const toyPrograms = (find: FindWorld): ExecSource => ({
  start(query, terminal) {
    const world = find(query);
    if (!world) throw new Error(`container ${query.container} is not running`);
    const [program = "", ...rest] = query.command;
    if (SHELLS.has(program)) return new ToyShell(world, terminal);
    const { output, code } = words(world, program, rest);
    if (code === 127)
      throw new Error(
        `failed to exec in container: OCI runtime exec failed: exec: ${JSON.stringify(program)}: executable file not found in $PATH`,
      );
    terminal.write(`${output.replace(/\n/g, "\r\n")}\r\n`);
    // As a process would: after whoever started it has the way to it in hand.
    queueMicrotask(() => terminal.exit(code));
    return { type: () => undefined, resize: () => undefined };
  },
});
