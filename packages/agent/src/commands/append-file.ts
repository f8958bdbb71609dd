// An append-only file whose every line is on the disk before its writer goes on. What could not be written whole is taken
// back, so a full disk leaves no half line in the middle.
import { type FileHandle, open } from "node:fs/promises";
import { syncFolder } from "../identity/atomic-file";

/** Appends lines, one call at a time. */
export class AppendFile {
  private constructor(
    private readonly handle: FileHandle,
    private length: number,
  ) {}

  /** Opens a file for appending after its first `soundBytes`; what follows them is cut off. */
  static async open(file: string, soundBytes: number, folder: string): Promise<AppendFile> {
    const handle = await open(file, "a", 0o600);
    await handle.truncate(soundBytes);
    await handle.sync();
    await syncFolder(folder);
    return new AppendFile(handle, soundBytes);
  }

  get sizeBytes(): number {
    return this.length;
  }

  /** Resolves when the line is on the disk. Rejects when it is not, and then nothing of it is in the file. */
  async append(line: string): Promise<void> {
    const bytes = Buffer.from(`${line}\n`);
    try {
      await this.handle.appendFile(bytes);
      await this.handle.datasync();
      this.length += bytes.length;
    } catch (cause) {
      await this.handle.truncate(this.length).catch(() => undefined);
      throw cause;
    }
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
