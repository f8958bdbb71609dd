"use client";
import { PageFailure } from "../features/shell/page-failure";

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto max-w-3xl p-6">
      <PageFailure error={error} onRetry={retry} />
    </main>
  );
}
