import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { askAgain } from "./ask-again";

/** A question with a reader, whose answers come when the test says. */
function question(client: QueryClient, name: string) {
  const answers: (() => void)[] = [];
  const ask = vi.fn(
    ({ signal }: { signal: AbortSignal }) =>
      new Promise<number>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("disturbed")));
        answers.push(() => resolve(answers.length));
      }),
  );
  const observer = new QueryObserver(client, { queryKey: ["list", name], queryFn: ask, staleTime: Number.POSITIVE_INFINITY, retry: false });
  observer.subscribe(() => undefined);
  return { ask, answer: () => answers.at(-1)?.() };
}

it("a question that is under way is let finish, and asked once more however many events came meanwhile", async () => {
  const client = new QueryClient();
  const pods = question(client, "pods");
  const again = askAgain(client);
  for (let i = 0; i < 20; i++) again(["list"]);
  expect(pods.ask).toHaveBeenCalledTimes(1);
  pods.answer();
  await vi.waitFor(() => expect(pods.ask).toHaveBeenCalledTimes(2));
  pods.answer();
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  expect(pods.ask).toHaveBeenCalledTimes(2);
  expect(client.getQueryData(["list", "pods"])).toBe(2);
});

it("a question that was answered is asked at once, also while another is under way", async () => {
  const client = new QueryClient();
  const pods = question(client, "pods");
  const nodes = question(client, "nodes");
  nodes.answer();
  await vi.waitFor(() => expect(client.getQueryData(["list", "nodes"])).toBe(1));
  askAgain(client)(["list"]);
  expect(nodes.ask).toHaveBeenCalledTimes(2);
  expect(pods.ask).toHaveBeenCalledTimes(1);
});
