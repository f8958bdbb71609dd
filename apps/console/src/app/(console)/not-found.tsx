import { MissingPage } from "../../features/shell/missing-page";

export default function ConsoleNotFound() {
  return <MissingPage />;
}
