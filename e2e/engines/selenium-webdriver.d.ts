// Node imports a file; the types are declared for the folder that it is in.
declare module 'selenium-webdriver/remote/index.js' {
  import { DriverService } from 'selenium-webdriver/remote'
  export { DriverService }
}
