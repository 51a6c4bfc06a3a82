import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './command.ts'
import { check, type Step } from './steps.ts'
import { vitest } from './test-runners.ts'

/** The versions of React that the packages are tested with, beside the workspace's own. */
const versions = ['18.2.0', '18.3.1', '19.0.0']
const INSTALL_LIMIT = 3 * 60_000

/** Tests the component and the hook with versions of React that are not dependencies here. */
export function reactVersionTests(): Step[] {
  return versions.flatMap((version) => {
    const folder = join(root, `node_modules/.cache/react-${version}`)
    return [
      check(`React ${version}`, () => installReact(version, folder)),
      vitest(`react-${version}`, `Tests in Chromium under React ${version}`, {
        REACT_FOLDER: folder,
      }),
    ]
  })
}

async function installReact(version: string, folder: string): Promise<boolean> {
  // npm writes this file last.
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return true
  const packages = ['react', 'react-dom'].map((name) => `${name}@${version}`)
  const install = ['install', '--no-audit', '--no-fund', '--loglevel', 'error', '--prefix', folder]
  return await run('npm', [...install, ...packages], { timeout: INSTALL_LIMIT })
}
