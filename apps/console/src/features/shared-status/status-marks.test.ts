import { describe, expect, it } from "vitest";
import { deploymentMarks, healthMarks, linkMarks, type Mark, rolloutMarks, runMarks, stepMarks } from "./status-marks";

const tables: Record<string, Readonly<Record<string, Mark>>> = {
  healthMarks,
  linkMarks,
  runMarks,
  stepMarks,
  rolloutMarks,
  deploymentMarks,
};

describe.each(Object.entries(tables))("%s", (_name, marks) => {
  it("draws good and bad with different shapes, so that no colour is needed", () => {
    const shapesOf = (tone: string) =>
      new Set(
        Object.values(marks)
          .filter((mark) => mark.tone === tone)
          .map((mark) => mark.shape),
      );
    for (const shape of shapesOf("good")) expect([...shapesOf("bad"), ...shapesOf("caution"), ...shapesOf("unknown")]).not.toContain(shape);
  });

  it("gives no two words of the same tone the same shape, but for two halves of work under way", () => {
    const drawn = Object.values(marks)
      .filter((mark) => mark.shape !== "half")
      .map((mark) => `${mark.tone} ${mark.shape}`);
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});
