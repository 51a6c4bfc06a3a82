import { version } from 'react'

if (!version.startsWith('18.')) throw new Error(`These tests ran under React ${version}.`)
