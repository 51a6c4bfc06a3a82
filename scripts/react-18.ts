import { run } from './command.ts'
import { check, type Step } from './steps.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { vitest } from './test-runners.ts'

/** The oldest React that the packages support. */
const VERSION = '18.2.0'
const INSTALL_LIMIT = 3 * 60_000

/** Tests of the component and the hook under React 18, which is no dependency of the workspace. */
export function react18Tests(): Step[] {
  const folder = temporaryFolder('react-18')
  const packages = ['react', 'react-dom'].map((name) => `${name}@${VERSION}`)
  const install = ['install', '--no-audit', '--no-fund', '--loglevel', 'error', '--prefix', folder]
  return [
    check(`React ${VERSION}`, async () => {
      process.env['REACT_FOLDER'] = folder
      return await run('npm', [...install, ...packages], { cwd: folder, timeout: INSTALL_LIMIT })
    }),
    vitest('react-18', 'Tests in Chromium under React 18'),
  ]
}
