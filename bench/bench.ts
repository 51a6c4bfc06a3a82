import { reportBoot } from './report-boot.ts'
import { reportFairness } from './report-fairness.ts'
import { reportOverhead } from './report-overhead.ts'
import { reportPacer } from './report-pacer.ts'
import { reportResumes } from './report-resumes.ts'
import { reportThunderingHerd } from './report-thundering-herd.ts'

const benchmarks = {
  boot: reportBoot,
  resumes: reportResumes,
  'thundering-herd': reportThunderingHerd,
  fairness: reportFairness,
  pacer: reportPacer,
  overhead: reportOverhead,
}
type Name = keyof typeof benchmarks
const isName = (word: string): word is Name => Object.hasOwn(benchmarks, word)

const words = process.argv.slice(2)
const unknown = words.find((word) => !isName(word))
if (unknown !== undefined) {
  console.error(
    `There is no benchmark ${unknown}. There are ${Object.keys(benchmarks).join(', ')}.`,
  )
  process.exit(1)
}
const wanted = words.length === 0 ? Object.keys(benchmarks) : words
for (const name of wanted.filter(isName)) await benchmarks[name]()
