import { expect, it } from "vitest";
import { scanBoard } from "./scan-board";

const A = "a";
const B = "b";

it("has every cluster looked through at the beginning, and again after changes may have been missed", () => {
  const board = scanBoard();
  expect(board.isBlank()).toBe(true);
  board.begin([A, B], 1000);
  expect(board.isBlank()).toBe(false);
  expect([board.take(1000), board.take(1000), board.take(1000)]).toEqual([A, B, undefined]);
  board.forget();
  expect(board.isBlank()).toBe(true);
});

it("looks two seconds after a change, however often it is told, and not again within five seconds", () => {
  const board = scanBoard();
  board.begin([], 0);
  for (const at of [100, 900, 1900]) board.heard(A, ["deployments.apps"], at);
  expect(board.take(2099)).toBeUndefined();
  expect(board.take(2100)).toBe(A);
  board.heard(A, ["deployments.apps"], 2200);
  expect(board.take(7099)).toBeUndefined();
  expect(board.take(7100)).toBe(A);
});

it("looks again at what changed while it was looking", () => {
  const board = scanBoard();
  board.begin([A], 0);
  expect(board.take(0)).toBe(A);
  board.heard(A, ["nodes"], 1);
  expect(board.take(100_000)).toBe(A);
});

it("looks for pods alone once a minute, and for what tells nothing never", () => {
  const board = scanBoard();
  board.begin([A], 0);
  expect(board.take(0)).toBe(A);
  board.heard(A, ["events", "replicasets.apps"], 100);
  board.heard(B, ["leases.coordination.k8s.io"], 100);
  expect(board.take(1_000_000)).toBeUndefined();
  board.heard(A, ["pods"], 200);
  expect(board.take(59_999)).toBeUndefined();
  board.heard(A, ["nodes"], 10_000);
  expect(board.take(12_000)).toBe(A);
});
