export { ContinueElsewhere } from './continue/continue-elsewhere.tsx'
export type { ContinueElsewhereProps } from './continue/continue-elsewhere.tsx'
export { readHostedReturn, takeHostedReturn } from './continue/hosted-return.ts'
export type { HostedReturn } from './continue/hosted-return.ts'
