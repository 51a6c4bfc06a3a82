/** The sources of the examples, which the stories run and the documentation shows. */
const sources: Readonly<Record<string, string>> = import.meta.glob<string>('../examples/*', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Returns the source of an example by its file name. */
export function getExampleSource(file: string): string {
  const source = sources[`../examples/${file}`]
  if (source === undefined) throw new Error(`There is no example ${file}.`)
  return source
}
