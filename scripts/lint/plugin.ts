import { importBoundaries } from './import-boundaries.ts'
import { vocabulary } from './vocabulary.ts'

export default {
  meta: { name: 'project' },
  rules: { 'import-boundaries': importBoundaries, vocabulary },
}
