import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './command.ts'

/** A package as it is published. */
export interface PublishedPackage {
  name: string
  folder: string
  /** The file that `pnpm pack` writes. */
  tarball: string
  /** Module specifiers that can be imported and required. */
  modules: string[]
  /** Module specifiers that can only be imported, since their dependencies are ES modules. */
  esmModules: string[]
  /** Other exports, as a path in the package: stylesheets, `./package.json`. */
  assets: string[]
  /** The peers with the versions that the repository is tested with. */
  peers: Record<string, string>
}

interface Manifest {
  name: string
  version: string
  publishConfig: { exports: Record<string, unknown> }
  peerDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** Reads the packages in packages/, whose tarballs are in the folder. */
export function readPublishedPackages(tarballFolder: string): PublishedPackage[] {
  return globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((file) => {
      const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest
      const { name, version, devDependencies = {}, peerDependencies = {} } = manifest
      const entries = Object.entries(manifest.publishConfig.exports)
      const isModule = ([path]: [string, unknown]): boolean => !/\.(css|json)$/.test(path)
      const isDual = ([, target]: [string, unknown]): boolean => hasRequire(target)
      const modules = entries.filter(isModule)
      return {
        name,
        folder: join(root, dirname(file)),
        tarball: join(tarballFolder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`),
        modules: modules.filter(isDual).map(([path]) => path.replace('.', name)),
        esmModules: modules
          .filter((entry) => !isDual(entry))
          .map(([path]) => path.replace('.', name)),
        assets: entries.filter((entry) => !isModule(entry)).map(([path]) => path),
        peers: Object.fromEntries(
          Object.keys(peerDependencies).map((peer) => [peer, devDependencies[peer] ?? 'latest']),
        ),
      }
    })
}

function hasRequire(target: unknown): boolean {
  return typeof target === 'object' && target !== null && 'require' in target
}
