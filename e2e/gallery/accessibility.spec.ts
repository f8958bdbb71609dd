import { expect } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// The gallery has no store that would know other ways to sign in.
test.use({ expectedNoise: /503 .*\/api\/auth\/oidc\/providers/ });

const parts = ["foundations", "controls", "forms", "layers", "lists", "states", "figures", "text", "shell"];
const readers = [
  { name: "light", colorScheme: "light", locale: "en-GB", width: 1280, lang: "en" },
  { name: "dark", colorScheme: "dark", locale: "en-GB", width: 1280, lang: "en" },
  { name: "on a phone", colorScheme: "light", locale: "en-GB", width: 360, lang: "en" },
  { name: "in Chinese, dark", colorScheme: "dark", locale: "zh-CN", width: 1280, lang: "zh-CN" },
] as const;

for (const reader of readers) {
  test.describe(reader.name, () => {
    test.use({ colorScheme: reader.colorScheme, locale: reader.locale, viewport: { width: reader.width, height: 800 } });

    for (const part of parts) {
      test(`${part} is accessible`, async ({ page }) => {
        await open(page, `/gallery/${part}`);
        await expect(page.locator("html")).toHaveAttribute("lang", reader.lang);
        await expect(page.locator("html")).toHaveAttribute("data-theme", reader.colorScheme);
        await expectAccessible(page);
      });
    }

    for (const path of ["/sign-in", "/setup"]) {
      test(`${path} is accessible`, async ({ page }) => {
        await open(page, path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
      });
    }
  });
}
