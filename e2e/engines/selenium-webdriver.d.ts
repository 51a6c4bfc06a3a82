// Node imports the file; the types are declared for the folder, as CommonJS.
declare module 'selenium-webdriver/remote/index.js' {
  const remote: typeof import('selenium-webdriver/remote', {
    with: { 'resolution-mode': 'require' },
  })
  export default remote
}
