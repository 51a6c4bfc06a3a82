import { expect, test } from 'vitest'
import { createDueTasks } from './due-tasks.ts'

test('gives the soonest first, and of the same time what was added first', () => {
  const tasks = createDueTasks()
  const done: string[] = []
  const add = (time: number, name: string) => tasks.add({ time, run: () => done.push(name) })
  add(5, 'e')
  add(1, 'a')
  add(3, 'b')
  add(3, 'c')
  add(9, 'f')
  add(3, 'd')
  expect(tasks.size).toBe(6)
  while (tasks.size > 0) tasks.take()?.run()
  expect(done.join('')).toBe('abcdef')
  expect(tasks.peek()).toBeUndefined()
})

test('forgets everything when it is cleared', () => {
  const tasks = createDueTasks()
  tasks.add({ time: 1, run: () => undefined })
  tasks.clear()
  expect(tasks.take()).toBeUndefined()
})
