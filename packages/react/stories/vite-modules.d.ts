declare module '*.css'

/** The source of a module, as Vite provides it. */
declare module '*?raw' {
  const source: string
  export default source
}
