declare module 'virtual:prop-docs' {
  export const propDocs: import('./prop-docs.ts').PropDocs
}
