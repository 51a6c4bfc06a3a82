const { BASE_PATH: basePath = '' } = process.env

export default { basePath, distDir: basePath === '' ? '.next' : '.next-base' }
