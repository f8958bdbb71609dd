import { MissingPage } from "../features/shell/missing-page";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-3xl p-6">
      <MissingPage />
    </main>
  );
}
