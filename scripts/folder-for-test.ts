import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Creates an empty folder, and deletes it after the test. */
export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'resumable-inquiry-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
