import { version } from 'react'
import { version as domVersion } from 'react-dom'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    reactVersion: string
  }
}

const wanted = inject('reactVersion')
for (const found of [version, domVersion]) {
  if (found !== wanted) throw new Error(`These tests ran under React ${found}, not ${wanted}.`)
}
