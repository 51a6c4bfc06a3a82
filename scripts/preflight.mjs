// Plain JavaScript for Node 20: on a fresh clone, the system's Node runs this.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [command, ...commandArguments] = process.argv.slice(2)

installByLockfile(findPnpm())
checkNode()
handOver()

/** The pnpm that is running this script; any other program, or another major version, is refused. */
function findPnpm() {
  const agent = process.env['npm_config_user_agent'] ?? ''
  const executable = process.env['npm_execpath']
  if (executable === undefined || !agent.startsWith('pnpm/12.')) {
    refuse(
      'This repository is installed and run by pnpm 12.',
      'Run `npx --yes pnpm@12 test` (or demo, storybook, build, check, format).',
    )
  }
  return executable
}

// Before a script, pnpm updates a stale lockfile without notice, and only warns if it cannot
// install. Fail in both cases instead.
function installByLockfile(executable) {
  // The first install takes a while, so show its progress. Later ones only compare.
  const isFirst = !existsSync(join(root, 'node_modules/.modules.yaml'))
  const install = spawnSync(executable, ['install', '--frozen-lockfile'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    stdio: ['ignore', isFirst ? 'inherit' : 'pipe', 'inherit'],
  })
  if (install.status === 0) return
  process.stdout.write(install.stdout ?? '')
  refuse(
    'The dependencies are not installed as pnpm-lock.yaml says; the reason is above.',
    'After a change to a package.json run `npx --yes pnpm@12 install` and commit pnpm-lock.yaml.',
  )
}

/** Node is a dependency, and pnpm only warns if its install has failed. */
function checkNode() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const wanted = devDependencies.node.replace('npm:node@', 'v')
  const executable = join(
    root,
    'node_modules/node/bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  const { stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8' })
  const found = stdout?.trim() || 'nothing that runs'
  if (found === wanted) return
  refuse(
    `Node ${wanted} is needed; ${executable} is ${found} (and this is ${process.version}).`,
    'Delete node_modules and run the command again; the npm registry must be reachable.',
  )
}

/** Runs the command with the installed Node and programs. */
function handOver() {
  const child = spawn(command, commandArguments, {
    cwd: root,
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
      STORYBOOK_DISABLE_TELEMETRY: '1',
    },
    // The programs in node_modules/.bin are command files on Windows, which only a shell can start.
    shell: process.platform === 'win32',
    stdio: 'inherit',
  })
  // A terminal sends Ctrl-C to both processes. Wait for the child, which cleans up.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => refuse(`${command} could not be started.`, error.message))
  child.on('exit', (code) => process.exit(code ?? 1))
}

function refuse(reason, remedy) {
  console.error(`\n  ${reason}\n  ${remedy}\n`)
  process.exit(1)
}
