import { describe, expect, it } from "vitest";
import { readProblems } from "./yaml-problems";

describe("the problems of a text", () => {
  it("are read from the server's words: the place, then field, what is wrong and the remedy", () => {
    const message = [
      "line 2, column 7: kind must be one of: ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding (write it so)",
      "line 12, column 1: binds other (in x), which is not in this policy",
    ].join("\n");
    expect(readProblems(message)).toEqual([
      {
        line: 2,
        column: 7,
        message: "kind must be one of: ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding (write it so)",
      },
      { line: 12, column: 1, message: "binds other (in x), which is not in this policy" },
    ]);
  });

  it("are none when the message is about something else", () => {
    expect(readProblems("no-latest-tag is at version 3 by now. Look at it, then save again.")).toBeNull();
    expect(readProblems("line 1, column 1: a\nand more")).toBeNull();
  });
});
