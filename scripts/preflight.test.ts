import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { root } from './command.ts'
import { folderForTest } from './folder-for-test.ts'

let repository: string

beforeEach(() => {
  repository = folderForTest()
  mkdirSync(join(repository, 'scripts'))
  cpSync(join(root, 'scripts/preflight.mjs'), join(repository, 'scripts/preflight.mjs'))
  const manifest = { devDependencies: { node: 'npm:node@24.21.0' } }
  writeFileSync(join(repository, 'package.json'), JSON.stringify(manifest))
  program('pnpm', 'echo "$@" > installed-with')
  program('node_modules/node/bin/node', 'echo v24.21.0')
})

test('installs by the lockfile and runs the command', () => {
  const { status, output } = preflight('cat', 'installed-with')
  expect(output).toBe('install --frozen-lockfile\n')
  expect(status).toBe(0)
})

test('exits with the code of the command', () => {
  expect(preflight('sh', '-c', 'exit 7').status).toBe(7)
})

test('refuses an install that does not match the lockfile, with the reason', () => {
  program('pnpm', 'echo ERR_PNPM_OUTDATED_LOCKFILE; exit 1')
  const { status, output } = preflight('echo', 'command ran')
  expect(output).toContain('ERR_PNPM_OUTDATED_LOCKFILE')
  expect(output).toContain('not installed as pnpm-lock.yaml says')
  expect(output).not.toContain('command ran')
  expect(status).toBe(1)
})

test('refuses another Node than the one in package.json', () => {
  program('node_modules/node/bin/node', 'echo v20.20.2')
  const { status, output } = preflight('echo', 'command ran')
  expect(output).toContain('Node v24.21.0 is needed')
  expect(output).not.toContain('command ran')
  expect(status).toBe(1)
})

test('refuses to run without pnpm 12', () => {
  const { status, output } = preflightBy('npm/11.19.1 node/v20.20.2', 'echo', 'command ran')
  expect(output).toContain('npx --yes pnpm@12 test')
  expect(output).not.toContain('command ran')
  expect(status).toBe(1)
})

function preflight(...command: string[]): { status: number | null; output: string } {
  return preflightBy('pnpm/12.21.0 npm/? node/?', ...command)
}

function preflightBy(
  agent: string,
  ...command: string[]
): { status: number | null; output: string } {
  const script = join(repository, 'scripts/preflight.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...command], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      npm_config_user_agent: agent,
      npm_execpath: join(repository, 'pnpm'),
    },
  })
  return { status, output: stdout + stderr }
}

function program(name: string, script: string): void {
  const file = join(repository, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}
