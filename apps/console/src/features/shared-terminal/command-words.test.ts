import { ExecCommand } from "@holdfast/contracts/commands/pod-exec";
import { describe, expect, it } from "vitest";
import { commandWords } from "./command-words";

describe("the program that a terminal starts", () => {
  it.each([
    ["", null],
    ["   ", null],
    ["redis-cli", ["redis-cli"]],
    ["  psql   -U app  ", ["psql", "-U", "app"]],
    [`sh -c 'echo "a b" | wc'`, ["sh", "-c", 'echo "a b" | wc']],
    [`echo "it's" a\\ b "say \\"hi\\""`, ["echo", "it's", "a b", 'say "hi"']],
    ["echo 'a\\b'", ["echo", "a\\b"]],
    ["echo $HOME;ls", ["echo", "$HOME;ls"]],
    ["a'b'c", ["abc"]],
  ])("of %j is taken as it was meant", (line, command) => {
    expect(commandWords(line)).toEqual({ command });
    if (command !== null) expect(ExecCommand.parse(command)).toEqual(command);
  });

  it.each([
    ["sh -c 'echo", "openQuote"],
    ['echo ""', "emptyWord"],
    [Array.from({ length: 65 }, () => "a").join(" "), "tooMany"],
    ["a".repeat(1025), "tooLong"],
  ])("of %j is told wrong, as the contract would", (line, wrong) => {
    expect(commandWords(line)).toEqual({ wrong });
  });
});
