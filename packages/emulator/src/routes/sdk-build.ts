import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isRecord } from '../is-record.ts'

/** The `persona` package as somebody has installed it. */
export interface SdkBuild {
  readonly version: string
  /** The script for a page: it makes `Persona` a global there. */
  readonly script: string
}

/** The SDK that a module in one of these places would import; `null` where there is none. */
export async function findSdkBuild(places: readonly URL[]): Promise<SdkBuild | null> {
  for (const place of places) {
    const build = await readBuild(createRequire(place))
    if (build) return build
  }
  return null
}

async function readBuild({ resolve }: NodeJS.Require): Promise<SdkBuild | null> {
  try {
    const path = resolve('persona')
    const manifest: unknown = JSON.parse(
      await readFile(join(dirname(path), '../package.json'), 'utf8'),
    )
    const version = isRecord(manifest) ? manifest['version'] : undefined
    if (typeof version !== 'string') return null
    return { version, script: await readFile(path, 'utf8') }
  } catch {
    return null
  }
}
