import { expect, it } from "vitest";
import { qrPath } from "./qr-path";

const ADDRESS = "otpauth://totp/Holdfast:ada%40bank.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Holdfast&period=30&digits=6";
const FINDER = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];

it("draws the three marks by which cameras find a code, and a rim of four modules", () => {
  const { size, path } = qrPath(ADDRESS);
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
  const mark = (left: number, top: number) =>
    FINDER.map((row, y) => [...row].map((_, x) => (dark.has(`${left + x} ${top + y}`) ? "#" : ".")).join(""));
  for (const [left, top] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const)
    expect(mark(left, top)).toEqual(FINDER);
  expect([...dark].some((at) => at.split(" ").some((n) => Number(n) < 4 || Number(n) >= size - 4))).toBe(false);
});
