import {
  CodeOrSourceMdx,
  DocsContainer,
  type DocsContainerProps,
  Source,
} from '@storybook/addon-docs/blocks'
import {
  type ComponentProps,
  type PropsWithChildren,
  type ReactElement,
  useEffect,
  useLayoutEffect,
  useSyncExternalStore,
} from 'react'
import { GLOBALS_UPDATED, SET_GLOBALS } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'
import { themes } from 'storybook/theming'
import './docs-page.css'

/** A page of documentation, in the color scheme that the toolbar says. */
export function DocsPage(props: PropsWithChildren<DocsContainerProps>): ReactElement {
  const isDark = useIsDark()
  useLayoutEffect(() => {
    const { documentElement } = document
    const colorScheme = isDark ? 'dark' : 'light'
    documentElement.dataset['colorScheme'] = documentElement.style.colorScheme = colorScheme
  }, [isDark])
  useEffect(labelCells)
  return <DocsContainer {...props} theme={isDark ? themes.dark : themes.light} />
}

/** Components of the pages that need to be told the color scheme. */
export const docsComponents = { Source: PageSource, code: PageCode }

function PageSource(props: ComponentProps<typeof Source>): ReactElement {
  return <Source {...props} dark={useIsDark()} />
}

function PageCode(props: ComponentProps<typeof CodeOrSourceMdx>): ReactElement {
  // It passes what it does not know to `Source`.
  const codeProps = { ...props, dark: useIsDark() }
  return <CodeOrSourceMdx {...codeProps} />
}

function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, readIsDark)
}

function subscribe(onChange: () => void): () => void {
  const channel = addons.getChannel()
  channel.on(GLOBALS_UPDATED, onChange)
  return () => channel.off(GLOBALS_UPDATED, onChange)
}

function readIsDark(): boolean {
  const channel: { last(event: string): readonly unknown[] | undefined } = addons.getChannel()
  const [event] = channel.last(GLOBALS_UPDATED) ?? channel.last(SET_GLOBALS) ?? []
  const { globals } = (event ?? {}) as { globals?: Readonly<Record<string, unknown>> }
  return globals?.['colorScheme'] === 'dark'
}

/** Names the column of each cell, for phones, where the cells of a row stand below each other. */
function labelCells(): void {
  for (const { tHead, tBodies } of document.querySelectorAll('table')) {
    const labels = [...(tHead?.rows[0]?.cells ?? [])].map(({ textContent }) => textContent)
    for (const row of [...tBodies].flatMap((body) => [...body.rows])) {
      for (const cell of row.cells) {
        cell.dataset['label'] = labels[cell.cellIndex] ?? ''
        cell.toggleAttribute('data-empty', ['', '-'].includes(cell.textContent))
      }
    }
  }
}
