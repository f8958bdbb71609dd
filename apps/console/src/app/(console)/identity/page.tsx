import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UsersPage } from "../../../features/identity/users-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("identity") };
}

export default function Identity() {
  return <UsersPage />;
}
